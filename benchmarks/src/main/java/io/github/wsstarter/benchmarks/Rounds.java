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
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.control.WorkloadException;
import io.github.wsstarter.benchmarks.workload.Metric;
import io.github.wsstarter.benchmarks.workload.Trial;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * Measures the servers of one workload, each started anew in every round. The servers of
 * a repeatable workload run together and take turns, window by window. The servers of any
 * other workload run one after another.
 *
 * @author The ws-starter authors
 */
class Rounds {

	private final Results results = new Results();

	private final Installation installation;

	private final Workload workload;

	private boolean failed;

	Rounds(Installation installation, Workload workload) {
		this.installation = installation;
		this.workload = workload;
	}

	/**
	 * Measure servers. A server that fails is left out until the next round.
	 * @param peers the servers
	 * @param rounds the number of rounds
	 * @param windows the windows of each server in a round, if the workload is repeatable
	 * @return the figures by server and window
	 * @throws IOException if a process cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	Results measure(List<Peer> peers, int rounds, int windows) throws IOException, InterruptedException {
		for (int round = 1; round <= rounds; round++) {
			if (this.workload.isRepeatable()) {
				takeTurns(peers, round, windows);
			}
			else {
				for (Peer peer : peers) {
					takeTurns(List.of(peer), round, 1);
				}
			}
		}
		return this.results;
	}

	/**
	 * Return whether a server failed.
	 * @return whether figures are missing
	 */
	boolean isFailed() {
		return this.failed;
	}

	private void takeTurns(List<Peer> peers, int round, int windows) throws IOException, InterruptedException {
		Map<Peer, Trial> trials = new EnumMap<>(Peer.class);
		try {
			for (Peer peer : peers) {
				start(peer, round, trials);
			}
			for (int window = 1; window <= windows; window++) {
				measure(trials, (round - 1) * windows + window);
			}
		}
		finally {
			trials.values().forEach(Trial::close);
		}
	}

	private void start(Peer peer, int round, Map<Peer, Trial> trials) throws IOException, InterruptedException {
		try {
			String name = "%s-%s-%d".formatted(this.workload.name(), peer, round);
			Trial trial = this.installation.start(this.workload, peer, name);
			trials.put(peer, trial);
			this.workload.warmUp(trial);
		}
		catch (WorkloadException ex) {
			fail(peer, trials.remove(peer), ex);
		}
	}

	private void measure(Map<Peer, Trial> trials, int window) throws InterruptedException {
		Iterator<Map.Entry<Peer, Trial>> turns = trials.entrySet().iterator();
		while (turns.hasNext()) {
			Map.Entry<Peer, Trial> turn = turns.next();
			Peer peer = turn.getKey();
			Trial trial = turn.getValue();
			try {
				Map<Metric, Double> figures = this.workload.measure(trial);
				this.results.add(peer, window, figures);
				progress(peer, window, figures);
			}
			catch (WorkloadException ex) {
				turns.remove();
				fail(peer, trial, ex);
			}
		}
	}

	private void fail(Peer peer, @Nullable Trial trial, WorkloadException ex) {
		if (trial != null) {
			trial.close();
		}
		this.failed = true;
		this.results.addFailure(peer, String.valueOf(ex.getMessage()));
		System.err.printf("%s, %s failed: %s%n", this.workload.name(), peer, ex.getMessage());
	}

	private void progress(Peer peer, int window, Map<Metric, Double> figures) {
		StringBuilder line = new StringBuilder("%s, %s, %d".formatted(this.workload.name(), peer, window));
		figures
			.forEach((metric, figure) -> line.append(String.format(Locale.ROOT, "; %s: %.2f", metric.label(), figure)));
		System.err.println(line);
	}

}
