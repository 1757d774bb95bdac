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
 * Compares the server's memory before and after connections were opened.
 *
 * @param connections the number of connections
 * @param deflate whether they negotiate permessage-deflate
 * @author The ws-starter authors
 */
record IdleWorkload(int connections, boolean deflate) implements Workload {

	private static final Duration LONGEST = Duration.ofMinutes(2);

	@Override
	public String name() {
		return (this.deflate) ? "idle-deflate" : "idle";
	}

	@Override
	public String description() {
		return ("%,d open connections%s, one message of 128 B each way, then idle; limits of 64 KB;  "
				+ "memory after a full collection, minus the memory before")
			.formatted(this.connections, (this.deflate) ? " that negotiated permessage-deflate" : "");
	}

	@Override
	public List<String> serverArguments() {
		return (this.deflate) ? Workloads.COMPRESSION : List.of();
	}

	@Override
	public String heap() {
		return "2g";
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess load = trial.load();
		load.send(ControlLine.of("idle", "port", trial.ready().get("port"), "path", "/ws/echo", "connections",
				this.connections, "deflate", this.deflate));
		load.await("opened", LONGEST);
		load.send(ControlLine.of("close"));
		load.await("closed", LONGEST);
		double heapBefore = trial.usedHeap();
		double residentBefore = server.usage().residentBytes();
		load.send(ControlLine.of("open"));
		load.await("opened", LONGEST);
		double heap = trial.usedHeap() - heapBefore;
		double resident = server.usage().residentBytes() - residentBefore;
		load.send(ControlLine.of("close"));
		load.await("closed", LONGEST);
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		figures.put(Metric.HEAP, heap / 1024 / this.connections);
		figures.put(Metric.RESIDENT, resident / 1024 / this.connections);
		return figures;
	}

}
