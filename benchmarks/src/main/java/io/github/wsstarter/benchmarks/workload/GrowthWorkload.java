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
 * Measures one number of connections and topics.
 *
 * @param connections the number of connections
 * @param topics the number of topics
 * @param subscriptions the number of topics that each connection is subscribed to
 * @param inFlight the number of publishes in flight
 * @param warmup seconds of load before the measurement
 * @param seconds seconds of the measurement
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record GrowthWorkload(int connections, int topics, int subscriptions, int inFlight, int warmup,
		int seconds) implements Workload {

	/**
	 * The heap of the server.
	 */
	public static final String HEAP = "4g";

	private static final Duration LONGEST = Duration.ofMinutes(4);

	@Override
	public String name() {
		return "growth";
	}

	@Override
	public String description() {
		return "%,d connections, each subscribed to %d of %,d topics".formatted(this.connections, this.subscriptions,
				this.topics);
	}

	/**
	 * Allow more connections than Tomcat's 8,192.
	 */
	@Override
	public List<String> serverArguments() {
		return List.of("--server.tomcat.max-connections=" + (this.connections + 1000));
	}

	@Override
	public String heap() {
		return HEAP;
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess load = trial.load();
		load.send(ControlLine.of("growth", "port", trial.ready().get("port"), "path", "/ws/growth", "connections",
				this.connections, "topics", this.topics, "subscriptions", this.subscriptions, "in-flight",
				this.inFlight, "size", 256, "warmup", this.warmup, "seconds", this.seconds));
		load.await("opened", LONGEST);
		load.send(ControlLine.of("close"));
		load.await("closed", LONGEST);
		double heapBefore = trial.usedHeap();
		double residentBefore = server.usage().residentBytes();
		load.send(ControlLine.of("open"));
		load.await("opened", LONGEST);
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.HEAP, (trial.usedHeap() - heapBefore) / 1024 / this.connections);
		figures.put(Metric.RESIDENT, (server.usage().residentBytes() - residentBefore) / 1024 / this.connections);
		load.send(ControlLine.of("measure"));
		load.await("measuring", LONGEST);
		double serverBefore = server.usage().cpuMicros();
		double loadBefore = load.usage().cpuMicros();
		ControlLine result = load.await("result", LONGEST);
		double serverMicros = server.usage().cpuMicros() - serverBefore;
		double seconds = result.number("seconds");
		double deliveries = result.number("deliveries");
		figures.put(Metric.RATE, deliveries / seconds);
		figures.put(Metric.P50, result.number("p50"));
		figures.put(Metric.P99, result.number("p99"));
		figures.put(Metric.CPU, serverMicros / deliveries);
		figures.put(Metric.SERVER, serverMicros / seconds / 10_000);
		figures.put(Metric.LOAD, (load.usage().cpuMicros() - loadBefore) / seconds / 10_000);
		return figures;
	}

}
