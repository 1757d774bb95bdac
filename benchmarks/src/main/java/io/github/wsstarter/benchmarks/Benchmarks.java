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
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.WorkloadException;
import io.github.wsstarter.benchmarks.workload.Metric;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * Measures ws-starter against Spring's own WebSocket support on the same container, in
 * one run, one server at a time.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Benchmarks {

	private static final Duration START_WITHIN = Duration.ofMinutes(1);

	private final Options options;

	private final Installation installation;

	private boolean failed;

	private Benchmarks(Options options, Installation installation) {
		this.options = options;
		this.installation = installation;
	}

	/**
	 * Run the benchmarks.
	 * @param args the options, see {@code docs/benchmarks.md}
	 * @throws IOException if a process cannot be started or the report not be written
	 * @throws InterruptedException if the thread is interrupted
	 * @throws URISyntaxException if the place of the classes is unknown
	 */
	public static void main(String[] args) throws IOException, InterruptedException, URISyntaxException {
		try {
			Benchmarks benchmarks = new Benchmarks(Options.parse(args), Installation.current());
			benchmarks.run();
			System.exit((benchmarks.failed) ? 1 : 0);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + Options.USAGE);
			System.exit(2);
		}
	}

	private void run() throws IOException, InterruptedException {
		Report report = new Report(this.options);
		report.machine(this.installation.isPinned());
		Map<String, Results> measured = new LinkedHashMap<>();
		for (Workload workload : this.options.workloads()) {
			Results results = measure(workload);
			measured.put(workload.name(), results);
			report.workload(workload, results);
			Files.writeString(this.installation.report(), report.toString());
		}
		report.requirements(measured);
		Files.writeString(this.installation.report(), report.toString());
		System.out.println(report);
	}

	private Results measure(Workload workload) throws IOException, InterruptedException {
		Results results = new Results();
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (Peer peer : this.options.peers()) {
				if (peer.serves(workload)) {
					measure(workload, peer, round, results);
				}
			}
		}
		return results;
	}

	private void measure(Workload workload, Peer peer, int round, Results results)
			throws IOException, InterruptedException {
		String trial = "%s-%s-%d".formatted(workload.name(), peer, round);
		try {
			Map<Metric, Double> figures = measure(workload, peer, trial);
			results.add(peer, round, figures);
			progress(trial, figures);
		}
		catch (WorkloadException ex) {
			this.failed = true;
			results.addFailure(peer, String.valueOf(ex.getMessage()));
			System.err.println(trial + " failed: " + ex.getMessage());
		}
	}

	private Map<Metric, Double> measure(Workload workload, Peer peer, String trial)
			throws IOException, InterruptedException {
		try (ChildProcess server = ChildProcess.start(this.installation.server(peer, workload),
				this.installation.log(trial + "-server"));
				ChildProcess load = ChildProcess.start(this.installation.load(),
						this.installation.log(trial + "-load"))) {
			return workload.measure(server, server.await("ready", START_WITHIN), load);
		}
	}

	private void progress(String trial, Map<Metric, Double> figures) {
		StringBuilder line = new StringBuilder(trial);
		figures
			.forEach((metric, figure) -> line.append(String.format(Locale.ROOT, "; %s: %.2f", metric.label(), figure)));
		System.err.println(line);
	}

}
