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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.wsstarter.benchmarks.workload.Workload;
import io.github.wsstarter.benchmarks.workload.Workloads;

/**
 * What the command line asks for.
 *
 * @param workloads the workloads
 * @param peers the servers, the measure of the ratios first
 * @param rounds how often each server is measured
 * @param seconds seconds of a measurement
 * @param warmup seconds of load before it
 * @author The ws-starter authors
 */
record Options(List<Workload> workloads, List<Peer> peers, int rounds, int seconds, int warmup) {

	static final String USAGE = """
			--workloads  echo-1,echo-16,echo-16k,fanout,fanout-stalled,churn,idle,stalled,
			             sse-streams (default: all)
			--peers      ws-starter,spring-stomp,jakarta-blocking,jakarta-async,jakarta-batching
			             (default: ws-starter,spring-stomp); spring-raw is always measured
			--rounds     how often each server is measured (default: 3)
			--seconds    seconds of a measurement (default: 5)
			--warmup     seconds of load before it (default: 12)
			--idle       connections of the workload idle (default: 5000)""";

	private static final Set<String> NAMES = Set.of("workloads", "peers", "rounds", "seconds", "warmup", "idle");

	static Options parse(String... args) {
		Map<String, String> values = values(args);
		int seconds = integer(values, "seconds", 5);
		int warmup = integer(values, "warmup", 12);
		List<Workload> all = new Workloads(warmup, seconds, integer(values, "idle", 5000)).all();
		String workloads = values.get("workloads");
		return new Options((workloads != null) ? choose(all, workloads) : all,
				Stream
					.concat(Stream.of(Peer.SPRING_RAW), peers(values.getOrDefault("peers", "ws-starter,spring-stomp")))
					.distinct()
					.toList(),
				integer(values, "rounds", 3), seconds, warmup);
	}

	private static Map<String, String> values(String... args) {
		Map<String, String> values = new LinkedHashMap<>();
		for (int i = 0; i < args.length; i += 2) {
			String name = (args[i].startsWith("--")) ? args[i].substring(2) : "";
			if (!NAMES.contains(name) || i + 1 == args.length) {
				throw new IllegalArgumentException("'%s' is not an option with a value".formatted(args[i]));
			}
			values.put(name, args[i + 1]);
		}
		return values;
	}

	private static int integer(Map<String, String> values, String name, int otherwise) {
		String value = values.getOrDefault(name, Integer.toString(otherwise));
		if (!value.matches("[1-9]\\d{0,4}")) {
			throw new IllegalArgumentException("'--%s' must be a number from 1 to 99999".formatted(name));
		}
		return Integer.parseInt(value);
	}

	private static List<Workload> choose(List<Workload> all, String names) {
		return Stream.of(names.split(","))
			.map((name) -> all.stream()
				.filter((workload) -> workload.name().equals(name))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("there is no workload '%s'".formatted(name))))
			.toList();
	}

	private static Stream<Peer> peers(String names) {
		return Stream.of(names.split(",")).map(Peer::of);
	}

}
