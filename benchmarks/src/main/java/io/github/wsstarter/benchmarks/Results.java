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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.wsstarter.benchmarks.workload.Metric;

/**
 * The figures of one workload, by server and window.
 *
 * @author The ws-starter authors
 */
class Results {

	private final Map<Peer, Map<Integer, Map<Metric, Double>>> figures = new EnumMap<>(Peer.class);

	private final Map<Peer, List<String>> failures = new LinkedHashMap<>();

	void add(Peer peer, int window, Map<Metric, Double> measured) {
		this.figures.computeIfAbsent(peer, (key) -> new LinkedHashMap<>()).put(window, measured);
	}

	void addFailure(Peer peer, String reason) {
		this.failures.computeIfAbsent(peer, (key) -> new ArrayList<>()).add(reason);
	}

	Map<Peer, List<String>> failures() {
		return this.failures;
	}

	Optional<Series> absolute(Peer peer, Metric metric) {
		return series(windows(peer).values().stream().map((window) -> window.get(metric)).toList());
	}

	/**
	 * Return the ratios to another server in the same window.
	 * @param peer the server
	 * @param metric the metric
	 * @param base the other server
	 * @return the ratios, or an empty result if there are none
	 */
	Optional<Series> ratio(Peer peer, Metric metric, Peer base) {
		List<Double> ratios = new ArrayList<>();
		windows(peer).forEach((window, measured) -> {
			Double other = windows(base).getOrDefault(window, Map.of()).get(metric);
			Double figure = measured.get(metric);
			ratios.add((other != null && figure != null) ? figure / other : null);
		});
		return series(ratios);
	}

	private Map<Integer, Map<Metric, Double>> windows(Peer peer) {
		return this.figures.getOrDefault(peer, Map.of());
	}

	private Optional<Series> series(List<Double> figures) {
		List<Double> known = figures.stream().filter(Objects::nonNull).toList();
		return (known.isEmpty()) ? Optional.empty() : Optional.of(Series.of(known));
	}

}
