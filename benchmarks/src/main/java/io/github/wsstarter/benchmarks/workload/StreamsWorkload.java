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
 * Measures the effect of open streams of server-sent events on ordinary requests, and the
 * memory of the streams. At the end, a message is published to all streams.
 *
 * @param streams the number of streams
 * @param warmup seconds of load before the first measurement
 * @param seconds seconds of each measurement
 * @author The ws-starter authors
 */
record StreamsWorkload(int streams, int warmup, int seconds) implements Workload {

	private static final int CONNECTIONS = 32;

	private static final Duration LONGEST = Duration.ofMinutes(2);

	@Override
	public String name() {
		return "sse-streams";
	}

	@Override
	public String description() {
		return "Ordinary requests on %d connections, without and with %,d open streams of server-sent events"
			.formatted(CONNECTIONS, this.streams);
	}

	@Override
	public List<String> serverArguments() {
		return Workloads.KEEP_ALIVE;
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess load = trial.load();
		load.send(ControlLine.of("streams", "port", trial.ready().get("port"), "path", "/ping", "stream", "/ws/events",
				"connections", CONNECTIONS, "streams", this.streams, "warmup", this.warmup, "seconds", this.seconds));
		load.await("warm", LONGEST);
		// A full collection precedes both measurements, as it changes the size of the
		// heap
		double heapBefore = trial.usedHeap();
		load.send(ControlLine.of("measure"));
		ControlLine without = load.await("result", LONGEST);
		load.send(ControlLine.of("open"));
		load.await("opened", LONGEST);
		double heap = trial.usedHeap() - heapBefore;
		load.send(ControlLine.of("measure"));
		load.await("measuring", LONGEST);
		double cpuBefore = server.usage().cpuMicros();
		ControlLine with = load.await("result", LONGEST);
		double cpu = server.usage().cpuMicros() - cpuBefore;
		load.send(ControlLine.of("listen"));
		server.send(ControlLine.of("publish"));
		server.await("published", LONGEST);
		double reached = load.await("reached", LONGEST).number("count");
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.RATE, rate(with));
		figures.put(Metric.P50, with.number("p50"));
		figures.put(Metric.P99, with.number("p99"));
		figures.put(Metric.CPU, cpu / with.number("count"));
		figures.put(Metric.HEAP, heap / 1024 / this.streams);
		figures.put(Metric.ALONE_RATE, rate(without));
		figures.put(Metric.ALONE_P99, without.number("p99"));
		figures.put(Metric.STREAMS_CHANGE, rate(with) / rate(without));
		figures.put(Metric.UNREACHED, this.streams - reached);
		return figures;
	}

	private static double rate(ControlLine result) {
		return result.number("count") / result.number("seconds");
	}

}
