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

package io.github.wsstarter.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.wsstarter.benchmarks.chart.LinePlots;
import io.github.wsstarter.benchmarks.workload.Metric;

/**
 * The figures for each number of connections and topics, as a table and as plots.
 *
 * @author The ws-starter authors
 */
class GrowthReport {

	private static final List<Metric> COLUMNS = List.of(Metric.P50, Metric.P99, Metric.RATE, Metric.CPU, Metric.SERVER,
			Metric.LOAD, Metric.HEAP, Metric.RESIDENT);

	private static final List<Metric> PLOTS = List.of(Metric.P50, Metric.CPU, Metric.HEAP, Metric.RESIDENT);

	private final List<Row> rows = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final String grows;

	GrowthReport(String grows) {
		this.grows = grows;
	}

	void add(int size, Peer peer, Map<Metric, Double> figures) {
		this.rows.add(new Row(size, peer, figures));
	}

	void addNote(String note) {
		this.notes.add(note);
	}

	LinePlots plots() {
		LinePlots plots = new LinePlots(this.grows);
		for (Metric metric : PLOTS) {
			for (Row row : this.rows) {
				Double figure = row.figures().get(metric);
				if (figure != null && figure > 0) {
					plots.add(label(metric), row.peer().toString(), row.size(), figure);
				}
			}
		}
		return plots;
	}

	private static String label(Metric metric) {
		return switch (metric) {
			case P50 -> "publish to last delivery, p50, ms";
			case P99 -> "p99, ms";
			case RATE -> "deliveries per second";
			case CPU -> "server CPU per delivery, µs";
			default -> metric.label();
		};
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("| %s | server |".formatted(this.grows));
		COLUMNS.forEach((metric) -> text.append(' ').append(label(metric)).append(" |"));
		text.append("\n| ---: | --- |").append(" ---: |".repeat(COLUMNS.size())).append('\n');
		for (Row row : this.rows) {
			text.append(String.format(Locale.ROOT, "| %,d | %s |", row.size(), row.peer()));
			COLUMNS.forEach((metric) -> text.append(String.format(Locale.ROOT, " %,.2f |", row.figures().get(metric))));
			text.append('\n');
		}
		this.notes.forEach((note) -> text.append("\n- ").append(note).append('\n'));
		return text.toString();
	}

	private record Row(int size, Peer peer, Map<Metric, Double> figures) {

	}

}
