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
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.workload.Metric;

/**
 * A figure that ws-starter has to reach.
 *
 * @param workload the workload's name
 * @param metric the metric
 * @param base the server the ratio to which counts; {@code null} if the figure itself
 * does
 * @param min the smallest value that will do
 * @param max the largest value that will do
 * @author The ws-starter authors
 */
record Requirement(String workload, Metric metric, @Nullable Peer base, double min, double max) {

	private static final int TRY_AGAIN_LATER = 1013;

	static List<Requirement> all() {
		return List.of(new Requirement("echo-1", Metric.RATE, Peer.SPRING_RAW, 0.97, Double.POSITIVE_INFINITY),
				new Requirement("echo-16", Metric.RATE, Peer.SPRING_RAW, 1.0, Double.POSITIVE_INFINITY),
				new Requirement("fanout", Metric.RATE, Peer.SPRING_RAW, 1.5, Double.POSITIVE_INFINITY),
				new Requirement("fanout", Metric.RATE, Peer.SPRING_STOMP, 3, Double.POSITIVE_INFINITY),
				new Requirement("fanout-stalled", Metric.STALLED_CHANGE, null, 0, 1.2),
				new Requirement("fanout-stalled", Metric.UNDELIVERED, null, 0, 0),
				new Requirement("idle", Metric.HEAP, Peer.SPRING_RAW, 0, 0.3),
				new Requirement("stalled", Metric.STALLED_CHANGE, null, 0, 1.5),
				new Requirement("stalled", Metric.UNDELIVERED, null, 0, 0),
				new Requirement("stalled", Metric.CLOSE_CODE, null, TRY_AGAIN_LATER, TRY_AGAIN_LATER),
				new Requirement("sse-streams", Metric.RATE, Peer.SPRING_RAW, 0.9, Double.POSITIVE_INFINITY),
				new Requirement("sse-streams", Metric.UNREACHED, null, 0, 0));
	}

	Optional<Double> measured(Results results) {
		return ((this.base != null) ? results.ratio(Peer.WS_STARTER, this.metric, this.base)
				: results.absolute(Peer.WS_STARTER, this.metric))
			.map(Series::median);
	}

	boolean isMet(Results results) {
		return measured(results).filter((figure) -> figure >= this.min && figure <= this.max).isPresent();
	}

	String label() {
		return (this.base != null) ? "ratio to %s: %s".formatted(this.base, this.metric.label()) : this.metric.label();
	}

	String bounds() {
		if (this.min == this.max) {
			return number(this.min);
		}
		return (Double.isInfinite(this.max)) ? "at least " + number(this.min) : "at most " + number(this.max);
	}

	private String number(double value) {
		return String.format(Locale.ROOT, (value == Math.rint(value)) ? "%.0f" : "%.2f", value);
	}

}
