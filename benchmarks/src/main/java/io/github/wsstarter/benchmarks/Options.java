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

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wsstarter.benchmarks.workload.Workload;
import io.github.wsstarter.benchmarks.workload.Workloads;

/**
 * The options of a run.
 *
 * @param workloads the workloads
 * @param peers the servers, of which the first is the base of the ratios
 * @param rounds the number of times that each server is started and measured
 * @param windows the number of windows of a measurement that can be paused
 * @param seconds the length of a window in seconds
 * @param warmup the time of load before it in seconds
 * @param report the file for the report
 * @param chart the file for the chart
 * @param mustReach whether only the workloads with a required figure are measured
 * @author The ws-starter authors
 */
record Options(List<Workload> workloads, List<Peer> peers, int rounds, int windows, int seconds, int warmup,
		Path report, Path chart, boolean mustReach) {

	static final String USAGE = """
			--workloads  echo-1,echo-16,echo-16k,fanout,fanout-deflate,fanout-stalled,churn,idle,
			             idle-deflate,stalled,sse-streams,sse-fanout; 'all' (default) or 'must-reach',
			             those with a required figure except stalled and sse-streams;
			             attack-pending,attack-slow-bodies,attack-slow-readers,attack-streams,
			             attack-incomplete,attack-failures,attack-publishers; 'attacks', which are not
			             among 'all' and are measured with ws-starter-direct and ws-starter-container only
			--peers      ws-starter,ws-starter-non-blocking,ws-starter-direct,ws-starter-container,
			             spring-stomp,webflux,netty,tomcat-upgrade,jakarta-blocking,jakarta-async
			             or 'all' (default: the first two and spring-stomp, for 'must-reach' the first
			             two, for attacks the next two); except with attacks, spring-raw is always
			             measured
			--rounds     the number of times each server is started and measured (default: 3)
			--windows    the number of windows of a measurement; the servers take turns in them
			             if the workload can be paused (default: 5)
			--seconds    the length of a window in seconds (default: 2)
			--warmup     the time of load before it in seconds (default: 12, for 'must-reach' 8)
			--idle       the number of connections of idle and idle-deflate (default: 5000)
			--report     the file for the report (default: benchmarks.md beside the jar)
			--chart      the file for the chart (default: benchmarks.svg beside the jar)
			or: growth, then
			--connections, --topics, --peers, --seconds, --warmup, --report, --chart""";

	private static final Set<String> NAMES = Set.of("workloads", "peers", "rounds", "windows", "seconds", "warmup",
			"idle", "report", "chart");

	private static final List<String> MUST_REACH = List.of("echo-1", "echo-16", "echo-16k", "fanout", "fanout-deflate",
			"fanout-stalled", "churn", "idle", "idle-deflate");

	static Options parse(Path directory, String... args) {
		Arguments arguments = Arguments.parse(NAMES, args);
		List<String> names = arguments.list("workloads", "all");
		boolean mustReach = names.equals(List.of("must-reach"));
		int windows = arguments.number("windows", 5);
		int seconds = arguments.number("seconds", 2);
		int warmup = arguments.number("warmup", (mustReach) ? 8 : 12);
		Workloads workloads = new Workloads(warmup, seconds, windows, arguments.number("idle", 5000));
		List<String> peers = arguments.list("peers", peersOf(names));
		return new Options(workloads(workloads, names),
				Stream.concat(Stream.of(Peer.SPRING_RAW), peers(peers)).distinct().toList(),
				arguments.number("rounds", 3), windows, seconds, warmup,
				arguments.file("report", directory.resolve("benchmarks.md")),
				arguments.file("chart", directory.resolve("benchmarks.svg")), mustReach);
	}

	private static String peersOf(List<String> workloads) {
		String first = workloads.get(0);
		if (first.equals("attacks") || Workloads.isAttack(first)) {
			return "ws-starter-direct,ws-starter-container";
		}
		return "ws-starter,ws-starter-non-blocking" + ((first.equals("must-reach")) ? "" : ",spring-stomp");
	}

	private static List<Workload> workloads(Workloads workloads, List<String> names) {
		if (names.equals(List.of("all"))) {
			return workloads.all();
		}
		if (names.equals(List.of("attacks"))) {
			return workloads.attacks();
		}
		List<String> chosen = (names.equals(List.of("must-reach"))) ? MUST_REACH : names;
		return chosen.stream()
			.map((name) -> ((Workloads.isAttack(name)) ? workloads.attacks() : workloads.all()).stream()
				.filter((workload) -> workload.name().equals(name))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("there is no workload '%s'".formatted(name))))
			.toList();
	}

	private static Stream<Peer> peers(List<String> names) {
		return (names.equals(List.of("all"))) ? Stream.of(Peer.values()) : names.stream().map(Peer::of);
	}

}
