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
import java.util.Map;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Measures the effect of an attack on innocent clients, and how soon the server recovers.
 * The innocent clients and those of the attack are in processes of their own.
 *
 * @param name the name by which this workload is chosen
 * @param clients the number of clients of the attack
 * @param what what each of them does
 * @param warmup seconds before the first window
 * @author The ws-starter authors
 */
record AttackWorkload(String name, int clients, String what, int warmup) implements Workload {

	/**
	 * The time without the attack, the time of the attack and the time after it. The
	 * attack takes longer if its clients are not connected by then.
	 */
	private static final int SECONDS = 8;

	/**
	 * The least latency in milliseconds to compare with.
	 */
	static final int FLOOR = 10;

	private static final int INNOCENTS = 8;

	private static final int RATE = 100;

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final long LONGEST_RECOVERY = Duration.ofSeconds(30).toNanos();

	/**
	 * How long the attack lasts while the server warms up, so that the server has
	 * compiled the code that an attack needs.
	 */
	private static final Duration REHEARSAL = Duration.ofSeconds(4);

	private static final Duration POLL = Duration.ofMillis(50);

	@Override
	public String description() {
		return ("%,d clients that %s; echo of text at %d other clients, %d messages/s together, "
				+ "in the %d s before, during and after the attack")
			.formatted(this.clients, this.what, INNOCENTS, RATE, SECONDS);
	}

	@Override
	public String heap() {
		return "512m";
	}

	@Override
	public int loadGenerators() {
		return 2;
	}

	@Override
	public void warmUp(Trial trial) throws InterruptedException {
		String port = trial.ready().get("port");
		ChildProcess attackers = attackers(trial);
		attackers.send(ControlLine.of("attack", "name", this.name, "port", port, "clients", this.clients));
		attackers.await("prepared", LONGEST);
		trial.load()
			.send(ControlLine.of("innocents", "port", port, "path", "/ws/echo", "request", "/ping", "connections",
					INNOCENTS, "rate", RATE, "warmup", this.warmup, "seconds", SECONDS, "floor", FLOOR));
		rehearse(trial);
		trial.load().await("warm", LONGEST);
	}

	private void rehearse(Trial trial) throws InterruptedException {
		ChildProcess attackers = attackers(trial);
		attackers.send(ControlLine.of("begin"));
		attackers.await("begun", LONGEST);
		Thread.sleep(REHEARSAL.toMillis());
		attackers.send(ControlLine.of("end"));
		attackers.await("ended", LONGEST);
		awaitOnlyInnocents(trial.server());
	}

	@Override
	public Map<Metric, Double> measure(Trial trial) throws InterruptedException {
		ChildProcess server = trial.server();
		ChildProcess innocents = trial.load();
		Map<Metric, Double> figures = new EnumMap<>(Metric.class);
		innocents.send(ControlLine.of("before"));
		innocents.await("measured", LONGEST);
		long start = System.nanoTime();
		double cpuBefore = server.usage().cpuMicros();
		double loggedBefore = server.logged();
		innocents.send(ControlLine.of("during"));
		attackers(trial).send(ControlLine.of("begin"));
		attackers(trial).await("begun", LONGEST);
		innocents.await("measured", LONGEST);
		double micros = (System.nanoTime() - start) / 1e3;
		figures.put(Metric.SERVER, (server.usage().cpuMicros() - cpuBefore) / micros * 100);
		figures.put(Metric.ATTACK_LOG, (server.logged() - loggedBefore) / 1024);
		figures.put(Metric.ATTACK_SESSIONS, sessions(server));
		attackers(trial).send(ControlLine.of("end"));
		innocents.send(ControlLine.of("after"));
		double sessionsGone = awaitOnlyInnocents(server);
		innocents.await("measured", LONGEST);
		innocents.send(ControlLine.of("report"));
		ControlLine result = innocents.await("result", LONGEST);
		figures.put(Metric.RECOVERY, Math.max(sessionsGone, result.number("settled")));
		addInnocents(result, figures);
		return figures;
	}

	private static void addInnocents(ControlLine result, Map<Metric, Double> figures) {
		double without = Math.max(result.number("before-p99"), FLOOR);
		figures.put(Metric.P50, result.number("before-p50"));
		figures.put(Metric.P99, result.number("before-p99"));
		figures.put(Metric.MAX, result.number("before-max"));
		figures.put(Metric.ATTACK_P50, result.number("during-p50"));
		figures.put(Metric.ATTACK_P99, result.number("during-p99"));
		figures.put(Metric.ATTACK_MAX, result.number("during-max"));
		figures.put(Metric.ATTACK_CHANGE, result.number("during-p99") / without);
		figures.put(Metric.ATTACK_REQUEST, result.number("during-request-max"));
		figures.put(Metric.AFTER_P50, result.number("after-p50"));
		figures.put(Metric.AFTER_P99, result.number("after-p99"));
		figures.put(Metric.AFTER_MAX, result.number("after-max"));
		figures.put(Metric.LOST, result.number("lost"));
	}

	/**
	 * Wait until the server has no session of the attack.
	 * @param server the server
	 * @return the time that it took in seconds
	 * @throws InterruptedException if the thread is interrupted
	 */
	private double awaitOnlyInnocents(ChildProcess server) throws InterruptedException {
		long start = System.nanoTime();
		while (sessions(server) > INNOCENTS && System.nanoTime() - start < LONGEST_RECOVERY) {
			Thread.sleep(POLL.toMillis());
		}
		return (System.nanoTime() - start) / 1e9;
	}

	private static double sessions(ChildProcess server) throws InterruptedException {
		server.send(ControlLine.of("sessions"));
		return server.await("sessions", LONGEST).number("count");
	}

	private static ChildProcess attackers(Trial trial) {
		return trial.loads().get(1);
	}

}
