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

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Base class for tests that run against the same application on several containers.
 *
 * @author The ws-starter authors
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class AbstractContainerTests {

	@Parameter
	protected Container container;

	protected TestServer server;

	private final List<Class<?>> beans;

	private final String[] properties;

	protected AbstractContainerTests(List<Class<?>> beans, String... properties) {
		this.beans = beans;
		this.properties = properties;
	}

	@BeforeParameterizedClassInvocation
	void start(Container container) {
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

}
