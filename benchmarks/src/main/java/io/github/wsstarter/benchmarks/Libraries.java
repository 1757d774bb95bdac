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

import java.util.List;

/**
 * The libraries on the class path of a server, which decide what Spring Boot configures.
 *
 * @author The ws-starter authors
 */
enum Libraries {

	/**
	 * Tomcat and Spring MVC with ws-starter.
	 */
	STARTER("reactor-", "spring-boot-netty", "spring-boot-reactor", "spring-boot-webflux", "spring-webflux"),

	/**
	 * Tomcat and Spring MVC.
	 */
	SERVLET("reactor-", "spring-boot-netty", "spring-boot-reactor", "spring-boot-webflux", "spring-webflux",
			"ws-starter"),

	/**
	 * Reactor Netty and Spring WebFlux, without the transport that only the load
	 * generator uses.
	 */
	REACTIVE("netty-transport-classes-io_uring", "netty-transport-native-io_uring", "spring-boot-servlet",
			"spring-boot-tomcat", "spring-boot-webmvc", "spring-boot-websocket", "spring-webmvc", "spring-websocket",
			"tomcat-", "ws-starter"),

	/**
	 * Netty without SLF4J, so that Netty does not log the properties of the machine.
	 */
	NETTY("log4j-", "logback-", "reactor-", "slf4j-", "spring-", "tomcat-", "ws-starter");

	private final List<String> without;

	Libraries(String... without) {
		this.without = List.of(without);
	}

	/**
	 * Return whether these libraries include a file.
	 * @param file the name of the file
	 * @return whether the file belongs on the class path
	 */
	boolean include(String file) {
		return this.without.stream().noneMatch(file::startsWith);
	}

}
