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
import io.github.wsstarter.benchmarks.server.netty.NettyServer;
import io.github.wsstarter.benchmarks.server.raw.SpringRawServer;
import io.github.wsstarter.benchmarks.server.starter.WsStarterServer;
import io.github.wsstarter.benchmarks.server.stomp.SpringStompServer;
import io.github.wsstarter.benchmarks.server.upgrade.UpgradeServer;
import io.github.wsstarter.benchmarks.server.webflux.WebFluxServer;
import io.github.wsstarter.benchmarks.workload.Workload;

/**
 * A server that is measured.
 *
 * @author The ws-starter authors
 */
enum Peer {

	SPRING_RAW("spring-raw", Libraries.SERVLET, SpringRawServer.class, "(?!attack-).*"),

	WS_STARTER("ws-starter", Libraries.STARTER, WsStarterServer.class, "(?!attack-).*"),

	WS_STARTER_NON_BLOCKING("ws-starter-non-blocking", Libraries.STARTER, WsStarterServer.class, "echo-.*",
			"--benchmark.non-blocking=true"),

	WS_STARTER_DIRECT("ws-starter-direct", Libraries.STARTER, WsStarterServer.class, "", "--ws.engine=direct"),

	WS_STARTER_CONTAINER("ws-starter-container", Libraries.STARTER, WsStarterServer.class, "", "--ws.engine=container"),

	SPRING_STOMP("spring-stomp", Libraries.SERVLET, SpringStompServer.class, "fanout", "--benchmark.dialect=stomp"),

	WEBFLUX("webflux", Libraries.REACTIVE, WebFluxServer.class, "echo-.*|fanout|fanout-deflate|churn|idle.*|sse-.*"),

	NETTY("netty", Libraries.NETTY, NettyServer.class, "echo-.*|fanout|fanout-deflate|churn|idle.*"),

	TOMCAT_UPGRADE("tomcat-upgrade", Libraries.SERVLET, UpgradeServer.class, "churn"),

	JAKARTA_BLOCKING("jakarta-blocking", Libraries.SERVLET, JakartaServer.class, "(?!sse-|attack-).*",
			"--benchmark.send=blocking"),

	JAKARTA_ASYNC("jakarta-async", Libraries.SERVLET, JakartaServer.class, "(?!sse-|attack-).*",
			"--benchmark.send=async");

	private final String label;

	private final Libraries libraries;

	private final Class<?> application;

	private final String workloads;

	private final List<String> arguments;

	/**
	 * Create a new server.
	 * @param label its name
	 * @param libraries the libraries on its class path
	 * @param application its main class
	 * @param workloads the regular expression of the workloads it takes part in, or an
	 * empty string for all
	 * @param arguments its arguments in all workloads
	 */
	Peer(String label, Libraries libraries, Class<?> application, String workloads, String... arguments) {
		this.label = label;
		this.libraries = libraries;
		this.application = application;
		this.workloads = workloads;
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

	Libraries libraries() {
		return this.libraries;
	}

	String application() {
		return this.application.getName();
	}

	List<String> arguments() {
		return this.arguments;
	}

	boolean isStarter() {
		return this.libraries == Libraries.STARTER;
	}

	/**
	 * Return whether this server takes part in a workload.
	 * @param workload the workload
	 * @return whether to measure it
	 */
	boolean serves(Workload workload) {
		return this.workloads.isEmpty() || workload.name().matches(this.workloads);
	}

	@Override
	public String toString() {
		return this.label;
	}

}
