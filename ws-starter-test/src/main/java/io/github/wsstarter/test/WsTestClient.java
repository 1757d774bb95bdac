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

package io.github.wsstarter.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;

/**
 * Opens sessions of endpoints in tests. The client of an application context connects to
 * the web server of the context, or in memory if there is no web server: then a handshake
 * runs through the same handler mapping, handshake checks and session as any other, and
 * only sockets and frames are left out.
 * <p>
 * Immutable. Its sessions are independent of each other.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see AutoConfigureWsTestClient
 */
public final class WsTestClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Connector connector;

	private final @Nullable ApplicationContext context;

	private final Duration timeout;

	private WsTestClient(Connector connector, @Nullable ApplicationContext context, Duration timeout) {
		this.connector = connector;
		this.context = context;
		this.timeout = timeout;
	}

	/**
	 * Create a client of a server on this machine.
	 * @param port the port of the server
	 * @return the client
	 */
	public static WsTestClient ofServer(int port) {
		return new WsTestClient(new ServerConnector("", () -> port), null, TIMEOUT);
	}

	/**
	 * Create a client of an application context.
	 * @param context the context
	 * @return the client
	 */
	public static WsTestClient of(ApplicationContext context) {
		if (!(context instanceof WebServerApplicationContext)) {
			return new WsTestClient(new MemoryConnector(context), context, TIMEOUT);
		}
		String path = context.getEnvironment().getProperty("server.servlet.context-path", "");
		return new WsTestClient(
				new ServerConnector(path,
						() -> context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)),
				context, TIMEOUT);
	}

	/**
	 * Return a client whose sessions wait longer, or less long.
	 * @param timeout how long an expectation waits; 10 seconds by default
	 * @return the other client
	 */
	public WsTestClient withTimeout(Duration timeout) {
		return new WsTestClient(this.connector, this.context, timeout);
	}

	/**
	 * Start a handshake.
	 * @param path the path within the application, which may have a query
	 * @return the handshake
	 */
	public WsTestHandshake path(String path) {
		Assert.isTrue(path.startsWith("/"), "'path' must start with '/'");
		return new WsTestHandshake(this, path);
	}

	/**
	 * Start a handshake with an endpoint, at its first path.
	 * @param type the class of the endpoint
	 * @param variables the values of the variables in the path
	 * @return the handshake
	 */
	public WsTestHandshake endpoint(Class<?> type, Object... variables) {
		List<String> names = Arrays.asList(context().getBeanNamesForType(type));
		Assert.isTrue(names.size() == 1, () -> "There must be one bean of %s, not %s".formatted(type, names));
		return endpoint(names.get(0), variables);
	}

	/**
	 * Start a handshake with an endpoint, at its first path.
	 * @param name the name of the endpoint
	 * @param variables the values of the variables in the path
	 * @return the handshake
	 * @see WsEndpoint#name()
	 */
	public WsTestHandshake endpoint(String name, Object... variables) {
		List<SessionRoute> routes = context().getBean(SessionRoutes.class).routes();
		SessionRoute route = routes.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no endpoint '%s' among %s".formatted(name,
					routes.stream().map(SessionRoute::name).toList())));
		String pattern = route.patterns().get(0).getPatternString();
		return path(UriComponentsBuilder.fromPath(pattern).encode().buildAndExpand(variables).toUriString());
	}

	Connector connector() {
		return this.connector;
	}

	Duration timeout() {
		return this.timeout;
	}

	WsSessions sessions() {
		return context().getBean(WsSessions.class);
	}

	JsonMapper mapper() {
		return (this.context != null) ? this.context.getBeanProvider(JsonMapper.class).getIfUnique(JsonMapper::shared)
				: JsonMapper.shared();
	}

	private ApplicationContext context() {
		Assert.state(this.context != null, "This needs a WsTestClient that was created of an application context");
		return this.context;
	}

}
