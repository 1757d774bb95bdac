/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.wsstarter.benchmarks.chart;

import java.util.Locale;

/**
 * The elements of a drawing, which has a white background so that it can be read on any
 * page.
 *
 * @author The ws-starter authors
 */
final class Svg {

	private final StringBuilder elements = new StringBuilder();

	void line(double x1, double y1, double x2, double y2, String colour) {
		add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", x1, y1, x2, y2, colour);
	}

	void path(CharSequence points, String colour) {
		add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour);
	}

	void rectangle(double x, double y, double width, double height, String colour) {
		add("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>", x, y, width, height, colour);
	}

	void dot(double x, double y, String colour) {
		add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
	}

	void text(double x, double y, String anchor, String text) {
		text(x, y, anchor, "normal", text);
	}

	void title(double x, double y, String text) {
		text(x, y, "start", "bold", text);
	}

	private void text(double x, double y, String anchor, String weight, String text) {
		add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>", x, y, anchor, weight,
				text.replace("&", "&amp;").replace("<", "&lt;"));
	}

	private void add(String format, Object... arguments) {
		this.elements.append(String.format(Locale.ROOT, format, arguments)).append('\n');
	}

	/**
	 * Return the drawing.
	 * @param width its width in pixels
	 * @param height its height in pixels
	 * @return the document
	 */
	String document(double width, double height) {
		return String.format(Locale.ROOT, """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" viewBox="0 0 %1$.0f %2$.0f" \
				font-family="sans-serif" font-size="12">
				<rect width="100%%" height="100%%" fill="#ffffff"/>
				%3$s</svg>
				""", width, height, this.elements);
	}

}
