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

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wsstarter.benchmarks.workload.Metric;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * The report, as Markdown.
 *
 * @author The ws-starter authors
 */
class Report {

	private static final double BUSY = 85;

	private final StringBuilder text = new StringBuilder();

	private final Options options;

	Report(Options options) {
		this.options = options;
	}

	void machine(boolean pinned) throws IOException {
		line(Machine.describe(pinned));
		line("%d rounds, each of %d windows of %d s after %d s of warm-up. The servers take turns in the windows.  "
				+ "Ratios compare with spring-raw in the same window.", this.options.rounds(), this.options.windows(),
				this.options.seconds(), this.options.warmup());
	}

	/**
	 * Add the ratios that summarize the run.
	 * @param headlines the ratios
	 */
	void summary(List<Headline> headlines) {
		if (headlines.isEmpty()) {
			return;
		}
		line("");
		line("### Ratios to spring-raw");
		line("");
		line("Per second: more is better. KiB: less is better. The median.");
		line("");
		List<Peer> others = this.options.peers().stream().filter((peer) -> peer != Peer.SPRING_RAW).toList();
		line("| | %s |", others.stream().map(Peer::toString).collect(Collectors.joining(" | ")));
		line("| --- |%s", " ---: |".repeat(others.size()));
		for (Headline headline : headlines) {
			line("| %s, %s | %s |", headline.workload(), headline.metric().label(),
					others.stream()
						.map((peer) -> headline.ratio(peer).map(this::number).orElse(""))
						.collect(Collectors.joining(" | ")));
		}
	}

	void workload(Workload workload, Results results) {
		line("");
		line("### %s", workload.name());
		line("");
		line("%s. Server heap %s.", workload.description(), workload.heap());
		line("");
		line("| server | | median | min … max | ratio | min … max |");
		line("| --- | --- | ---: | ---: | ---: | ---: |");
		for (Peer peer : this.options.peers()) {
			for (Metric metric : Metric.values()) {
				results.absolute(peer, metric).ifPresent((series) -> row(peer, metric, series, results));
			}
		}
		for (Peer peer : this.options.peers()) {
			bottleneck(peer, results);
		}
		results.failures().forEach((peer, reasons) -> {
			line("");
			reasons.forEach((reason) -> line("- %s failed: %s", peer, reason));
		});
	}

	private void bottleneck(Peer peer, Results results) {
		double load = results.absolute(peer, Metric.LOAD).map(Series::median).orElse(0.0);
		double server = results.absolute(peer, Metric.SERVER).map(Series::median).orElse(100.0);
		if (load >= BUSY && load > server) {
			line("");
			line("- %s: the load generator was busier than the server, which can do more than these figures show",
					peer);
		}
	}

	/**
	 * Add the requirements on ws-starter that were measured.
	 * @param measured the results by the name of the workload
	 */
	void requirements(Map<String, Results> measured) {
		line("");
		line("### Required of ws-starter");
		line("");
		line("| workload | server | | required | measured | |");
		line("| --- | --- | --- | ---: | ---: | --- |");
		for (Requirement requirement : Requirement.of(measured.keySet())) {
			Results results = measured.get(requirement.workload());
			if (results != null && requirement.isAbout(this.options.peers())) {
				String figure = requirement.measured(results).map(this::number).orElse("-");
				String met = (requirement.isMet(results)) ? "met" : "**not met**";
				line("| %s | %s | %s | %s | %s | %s |", requirement.workload(), requirement.peer(), requirement.label(),
						requirement.bounds(), figure, met);
			}
		}
	}

	private void row(Peer peer, Metric metric, Series series, Results results) {
		String ratio = results.ratio(peer, metric, Peer.SPRING_RAW)
			.filter((candidate) -> metric.isCompared() && peer != Peer.SPRING_RAW)
			.map((found) -> "%s | %s … %s".formatted(number(found.median()), number(found.min()), number(found.max())))
			.orElse(" | ");
		line("| %s | %s | %s | %s … %s | %s |", peer, metric.label(), number(series.median()), number(series.min()),
				number(series.max()), ratio);
	}

	private String number(double value) {
		return String.format(Locale.ROOT, (Math.abs(value) >= 100) ? "%,.0f" : "%.2f", value);
	}

	private void line(String format, Object... arguments) {
		this.text.append((arguments.length > 0) ? String.format(Locale.ROOT, format, arguments) : format);
		this.text.append('\n');
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
