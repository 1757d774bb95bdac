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
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.workload.Metric;
import io.github.wsstarter.benchmarks.workload.Workloads;

/**
 * A figure that a server of ws-starter must reach.
 *
 * @param workload the name of the workload
 * @param peer the server
 * @param metric the metric
 * @param base the server to which the figure is compared, or {@code null} if the figure
 * itself is required
 * @param min the minimum
 * @param max the maximum
 * @author The ws-starter authors
 */
record Requirement(String workload, Peer peer, Metric metric, @Nullable Peer base, double min, double max) {

	private static final int TRY_AGAIN_LATER = 1013;

	private static final double LARGEST_CHANGE = 5;

	private static final double LONGEST_RECOVERY = 5;

	/**
	 * Return the requirements on some workloads.
	 * @param workloads the names of the workloads
	 * @return the requirements
	 */
	static List<Requirement> of(Set<String> workloads) {
		return Stream
			.concat(figures().filter((requirement) -> workloads.contains(requirement.workload())),
					workloads.stream().filter(Workloads::isAttack).flatMap(Requirement::withstand))
			.toList();
	}

	private static Stream<Requirement> figures() {
		return Stream.of(faster("echo-1", Peer.WS_STARTER, Peer.SPRING_RAW, 1.35),
				faster("echo-1", Peer.WS_STARTER_NON_BLOCKING, Peer.SPRING_RAW, 2.2),
				faster("echo-16", Peer.WS_STARTER, Peer.SPRING_RAW, 7), smaller("echo-16", Metric.P99, 0.99),
				faster("echo-16k", Peer.WS_STARTER, Peer.SPRING_RAW, 6),
				faster("fanout", Peer.WS_STARTER, Peer.SPRING_RAW, 4),
				faster("fanout", Peer.WS_STARTER, Peer.SPRING_STOMP, 3),
				faster("fanout-deflate", Peer.WS_STARTER, Peer.SPRING_RAW, 8),
				absolute("fanout-stalled", Metric.STALLED_CHANGE, 0, 1.1),
				absolute("fanout-stalled", Metric.UNDELIVERED, 0, 0),
				faster("churn", Peer.WS_STARTER, Peer.SPRING_RAW, 2), smaller("idle", Metric.HEAP, 0.16),
				smaller("idle", Metric.RESIDENT, 0.4), smaller("idle-deflate", Metric.RESIDENT, 0.1),
				absolute("idle-both", Metric.P99, 0, 50), absolute("stalled", Metric.STALLED_CHANGE, 0, 1.5),
				absolute("stalled", Metric.UNDELIVERED, 0, 0),
				absolute("stalled", Metric.CLOSE_CODE, TRY_AGAIN_LATER, TRY_AGAIN_LATER),
				faster("sse-streams", Peer.WS_STARTER, Peer.SPRING_RAW, 0.9),
				absolute("sse-streams", Metric.UNREACHED, 0, 0));
	}

	private static Stream<Requirement> withstand(String attack) {
		return Stream.of(Peer.WS_STARTER_DIRECT, Peer.WS_STARTER_CONTAINER)
			.flatMap((peer) -> Stream.of(new Requirement(attack, peer, Metric.ATTACK_CHANGE, null, 0, LARGEST_CHANGE),
					new Requirement(attack, peer, Metric.LOST, null, 0, 0),
					new Requirement(attack, peer, Metric.RECOVERY, null, 0, LONGEST_RECOVERY)));
	}

	private static Requirement faster(String workload, Peer peer, Peer base, double min) {
		return new Requirement(workload, peer, Metric.RATE, base, min, Double.POSITIVE_INFINITY);
	}

	private static Requirement smaller(String workload, Metric metric, double max) {
		return new Requirement(workload, Peer.WS_STARTER, metric, Peer.SPRING_RAW, 0, max);
	}

	private static Requirement absolute(String workload, Metric metric, double min, double max) {
		return new Requirement(workload, Peer.WS_STARTER, metric, null, min, max);
	}

	/**
	 * Return whether a run measures the requirement.
	 * @param peers the servers
	 * @return whether the servers of the requirement are among them
	 */
	boolean isAbout(List<Peer> peers) {
		return peers.contains(this.peer) && (this.base == null || peers.contains(this.base));
	}

	Optional<Double> measured(Results results) {
		return ((this.base != null) ? results.ratio(this.peer, this.metric, this.base)
				: results.absolute(this.peer, this.metric))
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
