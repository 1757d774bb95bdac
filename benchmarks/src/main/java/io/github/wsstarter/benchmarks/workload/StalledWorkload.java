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
 * Measures the effect of clients that stop reading on the others.
 *
 * @param name the name by which this workload is chosen
 * @param receivers the number of clients
 * @param stalled the number of clients that stop reading
 * @param rate publishes per second
 * @param sizes the sizes of the messages in bytes, separated by commas
 * @param sendBuffer the size of the system's send buffer for each connection, in bytes
 * @param warmup seconds before the first window
 * @author The ws-starter authors
 */
record StalledWorkload(String name, int receivers, int stalled, int rate, String sizes, int sendBuffer,
		int warmup) implements Workload {

	/**
	 * The time without stalled clients and the time with them. Both are equal, so that a
	 * pause of the machine weighs as much in both.
	 */
	private static final int SECONDS = 25;

	private static final Duration LONGEST = Duration.ofMinutes(3);

	@Override
	public String description() {
		return ("%,d receivers, %d publishes/s of %s B; "
				+ "time from publish to delivery at the other receivers, in the %d s before and after %d of them stop reading")
			.formatted(this.receivers, this.rate, this.sizes, SECONDS, this.stalled);
	}

	/**
	 * Limit the bytes that the system buffers for a stalled client. Otherwise the buffer
	 * hides the client from the server for most of the window.
	 */
	@Override
	public List<String> serverArguments() {
		return List.of("--benchmark.send-buffer=" + this.sendBuffer);
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess load = trial.load();
		load.send(ControlLine.of("stalled", "port", trial.ready().get("port"), "path", "/ws/broadcast", "connections",
				this.receivers, "stalled", this.stalled, "rate", this.rate, "sizes", this.sizes, "dialect",
				trial.ready().get("dialect"), "warmup", this.warmup, "seconds", SECONDS));
		ControlLine result = load.await("result", LONGEST);
		server.send(ControlLine.of("first-close"));
		ControlLine close = server.await("first-close", LONGEST);
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.P50, result.number("p50"));
		figures.put(Metric.P99, result.number("p99"));
		figures.put(Metric.STALLED_P50, result.number("stalled-p50"));
		figures.put(Metric.STALLED_P99, result.number("stalled-p99"));
		figures.put(Metric.STALLED_CHANGE, result.number("stalled-p99") / result.number("p99"));
		figures.put(Metric.UNDELIVERED, result.number("undelivered"));
		figures.put(Metric.CLOSE_CODE, close.number("code"));
		figures.put(Metric.CLOSED_AFTER, secondsBetween(result, close));
		return figures;
	}

	private double secondsBetween(ControlLine result, ControlLine close) {
		long closedAt = Long.parseLong(close.get("nanos"));
		return (closedAt != 0) ? (closedAt - Long.parseLong(result.get("stalled-at"))) / 1e9 : 0;
	}

}
