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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.Assert;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriTemplate;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.SessionRoutes;

/**
 * Opens sessions of endpoints in tests. The client of an application context connects to
 * the web server of the context, or in memory if there is no web server: then a handshake
 * runs through the same handler mapping, handshake checks and session as any other, on a
 * thread of its own, and only sockets, frames and HTTP filters are left out.
 * <p>
 * Immutable. Its sessions are independent of each other.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see AutoConfigureWsTestClient
 */
public final class WsTestClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

	static final String CONTEXT_NEEDED = "This needs the WsTestClient of an application context, "
			+ "whose withPort(int) may connect it to another port";

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
		Loopback.requirePort(port);
		return new WsTestClient(new ServerConnector("", () -> port), null, TIMEOUT);
	}

	/**
	 * Create a client of an application context.
	 * @param context the context
	 * @return the client
	 */
	public static WsTestClient of(ApplicationContext context) {
		Assert.notNull(context, "'context' must not be null");
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
	 * Return a client that waits longer, or less long.
	 * @param timeout how long a handshake and each expectation wait; 10 seconds by
	 * default, one day at most
	 * @return the other client
	 */
	public WsTestClient withTimeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "'timeout' must be positive");
		Duration limited = (timeout.compareTo(MAX_TIMEOUT) < 0) ? timeout : MAX_TIMEOUT;
		return new WsTestClient(this.connector, this.context, limited);
	}

	/**
	 * Return a client that connects to another port, for instance that of a
	 * {@link TestProxy} in front of the server.
	 * @param port the port
	 * @return the other client
	 * @throws IllegalStateException if this client connects in memory
	 */
	public WsTestClient withPort(int port) {
		return new WsTestClient(this.connector.withPort(port), this.context, this.timeout);
	}

	/**
	 * Start a handshake.
	 * @param path the path within the application, which may have a query
	 * @return the handshake
	 */
	public WsTestHandshake path(String path) {
		Assert.isTrue(path != null && path.startsWith("/"), "'path' must start with '/'");
		return new WsTestHandshake(this, path);
	}

	/**
	 * Start a handshake with an endpoint, at its first path.
	 * @param type the class of the endpoint
	 * @param variables the values of the variables in the path
	 * @return the handshake
	 */
	public WsTestHandshake endpoint(Class<?> type, Object... variables) {
		Assert.notNull(type, "'type' must not be null");
		List<String> names = Arrays.asList(context().getBeanNamesForType(type));
		String simpleName = type.getSimpleName();
		Assert.isTrue(!names.isEmpty(),
				() -> "There is no bean of %s. Add it to the test: @WsTest(%s.class)".formatted(type, simpleName));
		Assert.isTrue(names.size() == 1,
				() -> "There is more than one bean of %s. Use the name of one of them: %s".formatted(type, names));
		return handshake(names.get(0), simpleName + ".class", variables);
	}

	/**
	 * Start a handshake with an endpoint, at its first path.
	 * @param name the name of the endpoint
	 * @param variables the values of the variables in the path
	 * @return the handshake
	 * @see WsEndpoint#name()
	 */
	public WsTestHandshake endpoint(String name, Object... variables) {
		return handshake(name, "\"" + name + "\"", variables);
	}

	private WsTestHandshake handshake(String name, String argument, Object[] variables) {
		Assert.notNull(variables, "'variables' must not be null");
		Assert.noNullElements(variables, "'variables' must not contain null");
		List<SessionRoute> routes = context().getBean(SessionRoutes.class).routes();
		SessionRoute route = routes.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no endpoint '%s' among %s".formatted(name,
					routes.stream().map(SessionRoute::name).toList())));
		String pattern = route.patterns().get(0).getPatternString();
		List<String> names = new UriTemplate(pattern).getVariableNames();
		Assert.isTrue(names.size() == variables.length,
				() -> "The path '%s' needs one value for each variable: endpoint(%s%s)".formatted(pattern, argument,
						names.stream().map(", \"<%s>\""::formatted).collect(Collectors.joining())));
		return path(UriComponentsBuilder.fromPath(pattern).encode().buildAndExpand(variables).toUriString());
	}

	Connector connector() {
		return this.connector;
	}

	Duration timeout() {
		return this.timeout;
	}

	/**
	 * Return the sessions of the server.
	 * @return the sessions, or {@code null} if the server does not run in an application
	 * context that this client knows
	 */
	@Nullable WsSessions sessions() {
		return (this.context != null) ? this.context.getBean(WsSessions.class) : null;
	}

	JsonPayloads payloads() {
		if (this.context == null) {
			return new JsonPayloads(JsonMapper.shared(), new JacksonMessageCodec(JsonMapper.shared()));
		}
		JsonMapper mapper = this.context.getBeanProvider(JsonMapper.class).getIfUnique(JsonMapper::shared);
		return new JsonPayloads(mapper,
				this.context.getBeanProvider(MessageCodec.class).getIfAvailable(() -> new JacksonMessageCodec(mapper)));
	}

	private ApplicationContext context() {
		Assert.state(this.context != null, CONTEXT_NEEDED);
		return this.context;
	}

}
