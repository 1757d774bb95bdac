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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Counts the messages, deliveries or cycles in a window, and the processor time of the
 * server for each.
 *
 * @param name the name of the workload
 * @param description the description of the workload
 * @param serverArguments the arguments of all servers
 * @param order the order for the load generator
 * @author The ws-starter authors
 */
record ThroughputWorkload(String name, String description, List<String> serverArguments,
		ControlLine order) implements Workload {

	private static final Duration LONGEST = Duration.ofMinutes(2);

	@Override
	public boolean isRepeatable() {
		return true;
	}

	@Override
	public void warmUp(Trial trial) throws InterruptedException {
		Map<String, String> fields = new LinkedHashMap<>(this.order.fields());
		fields.putAll(trial.ready().fields());
		trial.load().send(new ControlLine(this.order.name(), fields));
		trial.load().await("warm", LONGEST);
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess load = trial.load();
		load.send(ControlLine.of("measure"));
		load.await("measuring", LONGEST);
		double serverBefore = server.usage().cpuMicros();
		double loadBefore = load.usage().cpuMicros();
		ControlLine result = load.await("result", LONGEST);
		double serverMicros = server.usage().cpuMicros() - serverBefore;
		double loadMicros = load.usage().cpuMicros() - loadBefore;
		load.await("drained", LONGEST);
		double count = result.number("count");
		if (count == 0) {
			throw new WorkloadException("no message arrived");
		}
		double seconds = result.number("seconds");
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.RATE, count / seconds);
		figures.put(Metric.P50, result.number("p50"));
		figures.put(Metric.P99, result.number("p99"));
		figures.put(Metric.CPU, serverMicros / count);
		figures.put(Metric.WIRE, result.number("bytes") / count);
		figures.put(Metric.SERVER, serverMicros / seconds / 10_000);
		figures.put(Metric.LOAD, loadMicros / seconds / 10_000);
		return figures;
	}

}
