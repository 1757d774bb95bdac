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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * Compares ws-starter to Spring's own WebSocket support on the same container. All
 * servers are measured in one run, one at a time.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Benchmarks {

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
	 * @throws IOException if a process cannot be started or the report cannot be written
	 * @throws InterruptedException if the thread is interrupted
	 * @throws URISyntaxException if the location of the classes is unknown
	 */
	public static void main(String[] args) throws IOException, InterruptedException, URISyntaxException {
		try {
			Installation installation = Installation.current();
			boolean failed = (args.length > 0 && args[0].equals("growth"))
					? new Growth(GrowthOptions.parse(installation.target(), withoutFirst(args)), installation).run()
					: new Benchmarks(Options.parse(installation.target(), args), installation).run();
			System.exit((failed) ? 1 : 0);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + "\n" + Options.USAGE);
			System.exit(2);
		}
	}

	private static String[] withoutFirst(String[] args) {
		return Arrays.copyOfRange(args, 1, args.length);
	}

	private boolean run() throws IOException, InterruptedException {
		Map<Workload, Results> measured = new LinkedHashMap<>();
		String report = "";
		for (Workload workload : this.options.workloads()) {
			measured.put(workload, measure(workload));
			report = report(measured);
			new MarkedFile(this.options.report(), "report").write(report);
		}
		System.out.println(report);
		return this.failed;
	}

	private String report(Map<Workload, Results> measured) throws IOException {
		Map<String, Results> byName = new LinkedHashMap<>();
		measured.forEach((workload, results) -> byName.put(workload.name(), results));
		List<Headline> headlines = Headline.of(byName);
		Report report = new Report(this.options);
		report.machine(this.installation.isPinned());
		report.summary(headlines);
		report.requirements(byName);
		measured.forEach(report::workload);
		Files.writeString(this.options.chart(), Headline.chart(headlines, this.options.peers()).toString());
		return report.toString();
	}

	private Results measure(Workload workload) throws IOException, InterruptedException {
		List<Peer> peers = this.options.peers()
			.stream()
			.filter((peer) -> peer.serves(workload) && isMeasured(peer, workload))
			.toList();
		Rounds rounds = new Rounds(this.installation, workload);
		Results results = rounds.measure(peers, this.options.rounds(), this.options.windows());
		this.failed = rounds.isFailed() || this.failed;
		return results;
	}

	/**
	 * Return whether to measure a server. The effect of a stalled client is required of
	 * ws-starter alone, and takes minutes to measure on other servers.
	 * @param peer the server
	 * @param workload the workload
	 * @return whether to measure it
	 */
	private boolean isMeasured(Peer peer, Workload workload) {
		return !this.options.mustReach() || !workload.name().endsWith("stalled") || peer.isStarter();
	}

}
