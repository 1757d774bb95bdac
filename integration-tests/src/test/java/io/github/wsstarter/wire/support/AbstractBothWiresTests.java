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

package io.github.wsstarter.wire.support;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.StringUtils;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.WireClient;

/**
 * Base class for tests that run against the same application on each container, over each
 * wire and, on Tomcat, with each engine.
 *
 * @author The ws-starter authors
 */
@ParameterizedClass
@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractBothWiresTests {

	@Parameter(0)
	protected Container container;

	@Parameter(1)
	protected Wire wire;

	protected TestServer server;

	/**
	 * The server notices that the client of an event stream has left when it writes to
	 * the stream.
	 */
	private static final String KEEP_ALIVE = "ws.sse.keep-alive=50ms";

	private final List<Class<?>> beans;

	private final String[] properties;

	protected AbstractBothWiresTests(List<Class<?>> beans, String... properties) {
		this.beans = beans;
		this.properties = StringUtils.addStringToArray(properties, KEEP_ALIVE);
	}

	@BeforeParameterizedClassInvocation
	void start(Container container, Wire wire) {
		this.server = TestServer.start(container, this.beans, this.properties);
	}

	@AfterParameterizedClassInvocation
	void stop() {
		this.server.close();
	}

	@AfterEach
	void noSessionIsLeft() {
		this.server.awaitNoSession();
	}

	protected HttpRequest request(String path) {
		return this.wire.request(this.server.port(), path);
	}

	protected WireClient open(String path) throws IOException {
		return open(request(path));
	}

	protected WireClient open(HttpRequest request) throws IOException {
		return this.wire.open(this.server, request);
	}

}
