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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.wsstarter.benchmarks.chart.BarChart;
import io.github.wsstarter.benchmarks.workload.Metric;

/**
 * A ratio to Spring's raw handler that summarizes a run.
 *
 * @param workload the name of the workload
 * @param metric the metric
 * @param results the results of the workload
 * @author The ws-starter authors
 */
record Headline(String workload, Metric metric, Results results) {

	private static final String OURS = "#1f6feb";

	private static final String OTHERS = "#8c959f";

	/**
	 * Return the headlines of a run.
	 * @param measured the results by the name of the workload
	 * @return the headlines
	 */
	static List<Headline> of(Map<String, Results> measured) {
		return measured.entrySet()
			.stream()
			.flatMap((entry) -> List.of(Metric.RATE, Metric.HEAP, Metric.RESIDENT)
				.stream()
				.map((metric) -> new Headline(entry.getKey(), metric, entry.getValue())))
			.filter((headline) -> headline.results().absolute(Peer.SPRING_RAW, headline.metric()).isPresent())
			.toList();
	}

	Optional<Double> ratio(Peer peer) {
		return this.results.ratio(peer, this.metric, Peer.SPRING_RAW).map(Series::median);
	}

	static BarChart chart(List<Headline> headlines, List<Peer> peers) {
		BarChart chart = new BarChart("Ratio to spring-raw. Per second: more is better. KiB: less is better.");
		for (Headline headline : headlines) {
			chart.group("%s, %s".formatted(headline.workload(), headline.metric().label()));
			for (Peer peer : peers) {
				headline.ratio(peer)
					.filter((ratio) -> peer != Peer.SPRING_RAW && ratio > 0 && ratio < Double.POSITIVE_INFINITY)
					.ifPresent((ratio) -> chart.bar(peer.toString(), ratio, (peer.isStarter()) ? OURS : OTHERS));
			}
		}
		return chart;
	}

}
