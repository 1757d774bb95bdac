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

import java.util.Arrays;
import java.util.List;

import io.github.wsstarter.benchmarks.server.jakarta.JakartaServer;
import io.github.wsstarter.benchmarks.server.raw.SpringRawServer;
import io.github.wsstarter.benchmarks.server.starter.WsStarterServer;
import io.github.wsstarter.benchmarks.server.stomp.SpringStompServer;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * A server that is measured.
 *
 * @author The ws-starter authors
 */
enum Peer {

	SPRING_RAW("spring-raw", SpringRawServer.class),

	WS_STARTER("ws-starter", WsStarterServer.class),

	SPRING_STOMP("spring-stomp", SpringStompServer.class, "--benchmark.dialect=stomp") {

		@Override
		boolean serves(Workload workload) {
			return workload.name().equals("fanout");
		}

	},

	JAKARTA_BLOCKING("jakarta-blocking", JakartaServer.class, "--benchmark.send=blocking"),

	JAKARTA_ASYNC("jakarta-async", JakartaServer.class, "--benchmark.send=async"),

	JAKARTA_BATCHING("jakarta-batching", JakartaServer.class, "--benchmark.send=batching");

	private final String label;

	private final Class<?> application;

	private final List<String> arguments;

	Peer(String label, Class<?> application, String... arguments) {
		this.label = label;
		this.application = application;
		this.arguments = List.of(arguments);
	}

	static Peer of(String label) {
		return Arrays.stream(values())
			.filter((peer) -> peer.label.equals(label))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'%s' must be one of %s".formatted(label, labels())));
	}

	private static List<String> labels() {
		return Arrays.stream(values()).map((peer) -> peer.label).toList();
	}

	String application() {
		return this.application.getName();
	}

	List<String> arguments() {
		return this.arguments;
	}

	/**
	 * Return whether this server takes part in a workload.
	 * @param workload the workload
	 * @return whether to measure it
	 */
	boolean serves(Workload workload) {
		return true;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
