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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import io.github.wsstarter.benchmarks.control.WorkloadException;
import io.github.wsstarter.benchmarks.workload.GrowthWorkload;
import io.github.wsstarter.benchmarks.workload.Metric;
import io.github.wsstarter.benchmarks.workload.Trial;

/**
 * Measures how the server of ws-starter scales with the number of connections and topics.
 *
 * @author The ws-starter authors
 */
class Growth {

	private static final int OTHER_FILES = 500;

	private static final int SUBSCRIPTIONS = 10;

	private static final int SUBSCRIBERS = 1000;

	private static final int IN_FLIGHT = 16;

	private final GrowthOptions options;

	private final Installation installation;

	private boolean failed;

	Growth(GrowthOptions options, Installation installation) {
		this.options = options;
		this.installation = installation;
	}

	boolean run() throws IOException, InterruptedException {
		int most = mostConnections();
		GrowthReport report = new GrowthReport("connections");
		GrowthReport topics = new GrowthReport("topics");
		for (int wanted : this.options.connections()) {
			int connections = Math.min(wanted, most);
			if (connections < wanted) {
				report.addNote("the limit of open files allows %,d connections instead of %,d".formatted(most, wanted));
			}
			measure(report, connections,
					new GrowthWorkload(connections, 1, 1, 1, this.options.warmup(), this.options.seconds()));
			write(report, topics);
		}
		for (int number : this.options.topics()) {
			measure(topics, number, new GrowthWorkload(SUBSCRIBERS, number, SUBSCRIPTIONS, IN_FLIGHT,
					this.options.warmup(), this.options.seconds()));
			write(report, topics);
		}
		System.out.println(text(report, topics));
		return this.failed;
	}

	/**
	 * Return the number of connections that a process can have open on this machine.
	 * @return the number that the limit of open files allows
	 * @throws IOException if the limit cannot be read
	 */
	private static int mostConnections() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/limits"))
			.stream()
			.filter((line) -> line.startsWith("Max open files"))
			.map((line) -> line.split("\\s+")[4])
			.filter((limit) -> limit.matches("\\d{1,9}"))
			.mapToInt((limit) -> Integer.parseInt(limit) - OTHER_FILES)
			.findFirst()
			.orElse(Integer.MAX_VALUE);
	}

	private void measure(GrowthReport report, int size, GrowthWorkload workload)
			throws IOException, InterruptedException {
		for (Peer peer : this.options.peers()) {
			String trial = "growth-%s-%d-%d".formatted(peer, workload.connections(), workload.topics());
			try (Trial started = this.installation.start(workload, peer, trial)) {
				Map<Metric, Double> figures = workload.measure(started);
				report.add(size, peer, figures);
				figures.forEach((metric, figure) -> System.err
					.print(String.format(Locale.ROOT, "%s; %s: %.2f%n", trial, metric.label(), figure)));
			}
			catch (WorkloadException ex) {
				this.failed = true;
				report.addNote("failed: %s with %,d: %s".formatted(peer, size, ex.getMessage()));
				System.err.println(trial + " failed: " + ex.getMessage());
			}
		}
	}

	private void write(GrowthReport connections, GrowthReport topics) throws IOException {
		Files.writeString(this.options.chart(), connections.plots().toString());
		Files.writeString(this.options.topicsChart(), topics.plots().toString());
		new MarkedFile(this.options.report(), "growth").write(text(connections, topics));
	}

	private String text(GrowthReport connections, GrowthReport topics) throws IOException {
		return """
				%s
				%d s after %d s of warm-up, server heap %s.

				### Connections

				All connections are subscribed to one topic. A message of 256 B is published when the last \
				subscriber has received the previous one.

				%s
				### Topics

				%,d connections, each subscribed to %d topics; messages of 256 B to one topic after the other, %d in flight.

				%s"""
			.formatted(Machine.describe(this.installation.isPinned()), this.options.seconds(), this.options.warmup(),
					GrowthWorkload.HEAP, connections, SUBSCRIBERS, SUBSCRIPTIONS, IN_FLIGHT, topics);
	}

}
