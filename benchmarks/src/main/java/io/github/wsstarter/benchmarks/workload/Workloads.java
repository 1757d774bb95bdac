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

import java.util.List;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * All workloads.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Workloads {

	/**
	 * The arguments that enable compression, for each server that needs one.
	 */
	static final List<String> COMPRESSION = List.of("--benchmark.compression=true", "--ws.compression.enabled=true");

	/**
	 * Keeps connections open, which Tomcat otherwise closes after 100 requests.
	 */
	static final List<String> KEEP_ALIVE = List.of("--server.tomcat.max-keep-alive-requests=-1");

	private final int warmup;

	private final int seconds;

	private final int windows;

	private final int idleConnections;

	/**
	 * Create the workloads.
	 * @param warmup the time of load before a measurement in seconds
	 * @param seconds the length of a window in seconds
	 * @param windows the number of windows of a measurement that can be paused
	 * @param idleConnections connections of the workload {@code idle}
	 */
	public Workloads(int warmup, int seconds, int windows, int idleConnections) {
		this.warmup = warmup;
		this.seconds = seconds;
		this.windows = windows;
		this.idleConnections = idleConnections;
	}

	/**
	 * Return whether a workload is an attack.
	 * @param name the name of the workload
	 * @return whether it is an attack
	 */
	public static boolean isAttack(String name) {
		return name.startsWith("attack-");
	}

	/**
	 * Return the workloads that compare servers.
	 * @return the workloads, in the order in which they run
	 */
	public List<Workload> all() {
		return List.of(echo("echo-1", 64, 1, 128), echo("echo-16", 64, 16, 128), echo("echo-16k", 16, 4, 16 * 1024),
				fanOut("fanout", "", List.of(), false),
				fanOut("fanout-deflate", " that negotiated permessage-deflate", COMPRESSION, true),
				stalled("fanout-stalled", 1000, 20, 20, "256", 16 * 1024), churn(),
				new IdleWorkload(this.idleConnections, false), new IdleWorkload(this.idleConnections, true),
				new IdleBothWorkload(2 * this.idleConnections, this.warmup, this.seconds * this.windows),
				stalled("stalled", 100, 1, 100, "256,512,1024", 64 * 1024),
				new StreamsWorkload(5000, this.warmup, this.seconds * this.windows), eventFanOut());
	}

	/**
	 * Return the attacks, which our own servers must withstand.
	 * @return the workloads, in the order in which they run
	 */
	public List<Workload> attacks() {
		return List.of(attack("attack-pending", 220, "send 18 messages a second to a method that replies after 200 ms"),
				attack("attack-slow-bodies", 210, "send the body of a request at 1 byte in 2 s"),
				attack("attack-slow-readers", 400, "ask for messages of 8 KiB faster than they read them"),
				attack("attack-streams", 5000, "open a stream of server-sent events and do not read it"),
				attack("attack-incomplete", 2000, "send a message of 60 KiB except its last byte"),
				attack("attack-failures", 16, "connect, make the handler fail, and connect again"),
				attack("attack-publishers", 250, "publish without a pause to a topic with 100 slow subscribers"));
	}

	private Workload attack(String name, int clients, String what) {
		return new AttackWorkload(name, clients, what, this.warmup);
	}

	private Workload echo(String name, int connections, int inFlight, int size) {
		String description = "Echo of text: %d connections, messages of %,d B, %d in flight on each"
			.formatted(connections, size, inFlight);
		ControlLine order = ControlLine.of("echo", "path", "/ws/echo", "connections", connections, "in-flight",
				inFlight, "size", size, "warmup", this.warmup, "seconds", this.seconds);
		return new ThroughputWorkload(name, description, List.of(), order);
	}

	private Workload fanOut(String name, String kind, List<String> serverArguments, boolean deflate) {
		ControlLine order = ControlLine.of("fanout", "path", "/ws/broadcast", "connections", 1000, "in-flight", 4,
				"size", 256, "warmup", this.warmup, "seconds", this.seconds, "deflate", deflate);
		return new ThroughputWorkload(name,
				"Broadcast of 256 B to 1,000 connections%s, 4 publishes in flight; deliveries".formatted(kind),
				serverArguments, order);
	}

	private Workload eventFanOut() {
		ControlLine order = ControlLine.of("sse-fanout", "path", "/publish", "stream", "/ws/events", "connections",
				1000, "in-flight", 4, "size", 256, "warmup", this.warmup, "seconds", this.seconds);
		return new ThroughputWorkload("sse-fanout",
				"Broadcast of 256 B to 1,000 streams of server-sent events, 4 publishes in flight; deliveries",
				KEEP_ALIVE, order);
	}

	private Workload stalled(String name, int receivers, int stalled, int rate, String sizes, int sendBuffer) {
		return new StalledWorkload(name, receivers, stalled, rate, sizes, sendBuffer, this.warmup);
	}

	private Workload churn() {
		ControlLine order = ControlLine.of("churn", "path", "/ws/echo", "first", 200_000, "seconds", this.seconds);
		return new ThroughputWorkload("churn", "Cycles of connect, handshake and close, 16 at a time", List.of(),
				order);
	}

}
