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
import java.util.List;

/**
 * Groups of bars that start at 1, for ratios.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class BarChart {

	private static final double LABELS = 180;

	private static final double BARS = 520;

	private static final double VALUES = 70;

	private static final double ROW = 17;

	private static final double TOP = 48;

	private final List<Row> rows = new ArrayList<>();

	private final String title;

	public BarChart(String title) {
		this.title = title;
	}

	public void group(String label) {
		this.rows.add(new Row(label, 0, ""));
	}

	/**
	 * Add a bar to the last group.
	 * @param label the bar's name
	 * @param ratio its value, more than zero
	 * @param colour its colour
	 */
	public void bar(String label, double ratio, String colour) {
		this.rows.add(new Row(label, ratio, colour));
	}

	@Override
	public String toString() {
		List<Double> ratios = new ArrayList<>(List.of(1.0));
		this.rows.stream().map(Row::ratio).forEach(ratios::add);
		LogScale scale = LogScale.of(ratios, 2);
		double bottom = TOP + this.rows.size() * ROW;
		Svg svg = new Svg();
		svg.title(10, 20, this.title);
		for (double mark : scale.marks()) {
			double x = LABELS + scale.position(mark) * BARS;
			svg.line(x, TOP - 4, x, bottom, (mark == 1) ? "#444444" : "#dddddd");
			svg.text(x, TOP - 8, "middle", LogScale.format(mark));
		}
		for (int i = 0; i < this.rows.size(); i++) {
			draw(svg, this.rows.get(i), scale, TOP + i * ROW);
		}
		return svg.document(LABELS + BARS + VALUES, bottom + 12);
	}

	private void draw(Svg svg, Row row, LogScale scale, double y) {
		if (row.ratio() <= 0) {
			svg.title(10, y + 13, row.label());
			return;
		}
		double one = LABELS + scale.position(1) * BARS;
		double x = LABELS + scale.position(row.ratio()) * BARS;
		svg.text(LABELS - 8, y + 13, "end", row.label());
		svg.rectangle(Math.min(one, x), y + 2, Math.max(Math.abs(x - one), 1), ROW - 4, row.colour());
		svg.text(Math.max(one, x) + 5, y + 13, "start", LogScale.format(row.ratio()));
	}

	private record Row(String label, double ratio, String colour) {

	}

}
