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

import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;

/**
 * A servlet container and the WebSocket engine on it. Both containers are on the class
 * path, so one of them is excluded.
 *
 * @author The ws-starter authors
 */
public enum Container {

	/**
	 * Tomcat with the direct engine, which is the default on Tomcat.
	 */
	TOMCAT(JettyServletWebServerAutoConfiguration.class, "direct"),

	/**
	 * Tomcat with the engine that uses its WebSocket API, and with event streams on the
	 * servlet API.
	 */
	TOMCAT_CONTAINER(JettyServletWebServerAutoConfiguration.class, "container"),

	/**
	 * Jetty, for which there is only one engine.
	 */
	JETTY(TomcatServletWebServerAutoConfiguration.class, "auto");

	private final Class<?> excluded;

	private final String engine;

	Container(Class<?> excluded, String engine) {
		this.excluded = excluded;
		this.engine = engine;
	}

	String[] properties() {
		return new String[] { "spring.autoconfigure.exclude=" + this.excluded.getName(), "ws.engine=" + this.engine };
	}

}
