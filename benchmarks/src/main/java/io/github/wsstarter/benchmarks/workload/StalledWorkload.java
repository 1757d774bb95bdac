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
 * Looks at what one client that stops reading does to the others.
 *
 * @param warmup seconds before the first window
 * @param seconds seconds of the window without a stalled client
 * @author The ws-starter authors
 */
record StalledWorkload(int warmup, int seconds) implements Workload {

	private static final int RECEIVERS = 100;

	private static final int RATE = 100;

	private static final int STALLED_SECONDS = 25;

	private static final Duration LONGEST = Duration.ofMinutes(3);

	@Override
	public String name() {
		return "stalled";
	}

	@Override
	public String description() {
		return ("%d receivers, %d publishes/s of 256 to 1,024 B; "
				+ "publish to delivery at the healthy ones, before and in the %d s after one stops reading")
			.formatted(RECEIVERS, RATE, STALLED_SECONDS);
	}

	/**
	 * Bound what the system takes in for the stalled client, which otherwise hides it
	 * from the server for most of the window.
	 */
	@Override
	public List<String> serverArguments() {
		return List.of("--benchmark.send-buffer=65536");
	}

	@Override
	public Map<Metric, Double> measure(ChildProcess server, int port, ChildProcess load) throws InterruptedException {
		load.send(ControlLine.of("stalled", "port", port, "path", "/ws/broadcast", "connections", RECEIVERS, "rate",
				RATE, "warmup", this.warmup, "seconds", this.seconds, "stalled-seconds", STALLED_SECONDS));
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
