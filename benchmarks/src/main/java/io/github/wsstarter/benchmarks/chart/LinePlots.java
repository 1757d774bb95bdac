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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Plots side by side, each with a logarithmic horizontal axis and a logarithmic vertical
 * axis.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class LinePlots {

	private static final List<String> COLOURS = List.of("#1f6feb", "#d1570a", "#2a7d2e", "#8250df", "#57606a");

	private static final int COLUMNS = 2;

	private static final double WIDTH = 400;

	private static final double HEIGHT = 270;

	private static final double LEFT = 60;

	private static final double TOP = 40;

	private static final double PLOT_WIDTH = 310;

	private static final double PLOT_HEIGHT = 180;

	private final Map<String, Map<String, SortedMap<Double, Double>>> plots = new LinkedHashMap<>();

	private final String across;

	public LinePlots(String across) {
		this.across = across;
	}

	/**
	 * Add a point.
	 * @param plot the title of its plot
	 * @param line the name of its line
	 * @param x the horizontal position, more than zero
	 * @param y the vertical position, more than zero
	 */
	public void add(String plot, String line, double x, double y) {
		this.plots.computeIfAbsent(plot, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(line, (key) -> new TreeMap<>())
			.put(x, y);
	}

	@Override
	public String toString() {
		Svg svg = new Svg();
		int index = 0;
		for (Map.Entry<String, Map<String, SortedMap<Double, Double>>> plot : this.plots.entrySet()) {
			draw(svg, plot.getKey(), plot.getValue(), (index % COLUMNS) * WIDTH, (double) (index / COLUMNS) * HEIGHT);
			index++;
		}
		int rows = (index + COLUMNS - 1) / COLUMNS;
		return svg.document(COLUMNS * WIDTH, rows * HEIGHT);
	}

	private void draw(Svg svg, String title, Map<String, SortedMap<Double, Double>> lines, double x, double y) {
		List<Double> xs = new ArrayList<>();
		List<Double> ys = new ArrayList<>();
		lines.values().forEach((points) -> {
			xs.addAll(points.keySet());
			ys.addAll(points.values());
		});
		LogScale across = LogScale.of(xs, 10);
		LogScale up = LogScale.of(ys, 10);
		double left = x + LEFT;
		double bottom = y + TOP + PLOT_HEIGHT;
		svg.title(x + 10, y + 18, title);
		for (double mark : up.marks()) {
			double at = bottom - up.position(mark) * PLOT_HEIGHT;
			svg.line(left, at, left + PLOT_WIDTH, at, "#dddddd");
			svg.text(left - 6, at + 4, "end", LogScale.format(mark));
		}
		for (double mark : across.marks()) {
			double at = left + across.position(mark) * PLOT_WIDTH;
			svg.line(at, bottom, at, bottom + 4, "#444444");
			svg.text(at, bottom + 18, "middle", LogScale.format(mark));
		}
		svg.line(left, bottom, left + PLOT_WIDTH, bottom, "#444444");
		svg.text(left + PLOT_WIDTH / 2, bottom + 34, "middle", this.across);
		int colour = 0;
		for (Map.Entry<String, SortedMap<Double, Double>> line : lines.entrySet()) {
			draw(svg, line.getValue(), across, up, left, bottom, COLOURS.get(colour % COLOURS.size()));
			svg.rectangle(left + 8, y + TOP + 2 + colour * 15, 10, 10, COLOURS.get(colour % COLOURS.size()));
			svg.text(left + 23, y + TOP + 11 + colour * 15, "start", line.getKey());
			colour++;
		}
	}

	private void draw(Svg svg, SortedMap<Double, Double> points, LogScale across, LogScale up, double left,
			double bottom, String colour) {
		StringBuilder path = new StringBuilder();
		points.forEach((x, y) -> {
			double atX = left + across.position(x) * PLOT_WIDTH;
			double atY = bottom - up.position(y) * PLOT_HEIGHT;
			path.append(Math.round(atX)).append(',').append(Math.round(atY)).append(' ');
			svg.dot(atX, atY, colour);
			svg.text(atX, atY - 7, "middle", LogScale.format(y));
		});
		svg.path(path.toString().trim(), colour);
	}

}
