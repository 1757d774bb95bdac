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

package io.github.wsstarter.benchmarks.workload;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Idle WebSocket connections and as many idle streams of server-sent events in a small
 * heap, and an echo among them.
 *
 * @param each the number of connections and the number of streams
 * @param warmup the time of echoes before the measurement in seconds
 * @param seconds the length of the measurement in seconds
 * @author The ws-starter authors
 */
record IdleBothWorkload(int each, int warmup, int seconds) implements Workload {

	private static final Duration LONGEST = Duration.ofMinutes(3);

	@Override
	public String name() {
		return "idle-both";
	}

	@Override
	public String description() {
		return "%,d idle WebSocket connections and as many idle streams of server-sent events, an echo among them"
			.formatted(this.each);
	}

	@Override
	public List<String> serverArguments() {
		return List.of("--server.tomcat.max-connections=" + (2 * this.each + 1000));
	}

	@Override
	public String heap() {
		return "512m";
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess load = trial.load();
		double heapBefore = trial.usedHeap();
		load.send(ControlLine.of("idle-both", "port", trial.ready().get("port"), "path", "/ws/echo", "stream",
				"/ws/events", "connections", this.each, "warmup", this.warmup, "seconds", this.seconds));
		load.await("opened", LONGEST);
		double heap = trial.usedHeap() - heapBefore;
		load.send(ControlLine.of("measure"));
		ControlLine result = load.await("result", LONGEST);
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.P50, result.number("p50"));
		figures.put(Metric.P99, result.number("p99"));
		figures.put(Metric.HEAP, heap / 1024 / (2 * this.each));
		return figures;
	}

}
