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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.wsstarter.WsSessions;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.websocket.WebSocketEngine;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Spring Boot application that listens on a free port.
 *
 * @author The ws-starter authors
 */
public final class TestServer implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final int port;

	private TestServer(ConfigurableApplicationContext context) {
		this.context = context;
		this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/**
	 * Start an application with all auto-configurations. It sends no pings unless a
	 * property enables them, because the first ping may be sent at any time. The
	 * connections of quiet clients are kept, because a test may take long on a busy
	 * machine.
	 * @param container the servlet container
	 * @param beans the application's beans
	 * @param properties the application's properties, as {@code name=value}
	 * @return the server
	 */
	public static TestServer start(Container container, List<Class<?>> beans, String... properties) {
		return new TestServer(new SpringApplicationBuilder(Application.class).sources(beans.toArray(Class<?>[]::new))
			.web(WebApplicationType.SERVLET)
			.registerShutdownHook(false)
			.properties(container.properties())
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"logging.level.root=warn", "ws.heartbeat.interval=0", "server.tomcat.keep-alive-timeout=10m",
					"server.jetty.connection-idle-timeout=10m")
			.properties(properties)
			.run());
	}

	public int port() {
		return this.port;
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Return the number of connections that the web server has open.
	 * @return the number of connections
	 */
	public long connections() {
		WebServer webServer = ((ServletWebServerApplicationContext) this.context).getWebServer();
		if (webServer instanceof TomcatWebServer tomcat) {
			// Tomcat already counts the connection that it is about to accept
			return ((AbstractProtocol<?>) tomcat.getTomcat().getConnector().getProtocolHandler()).getConnectionCount()
					- 1;
		}
		return Arrays.stream(((JettyWebServer) webServer).getServer().getConnectors())
			.mapToLong((connector) -> connector.getConnectedEndPoints().size())
			.sum();
	}

	/**
	 * Return whether the direct engine serves WebSocket connections.
	 * @return whether the engine is direct
	 */
	public boolean isDirect() {
		return bean(WebSocketEngine.class).name().equals("direct");
	}

	public WsSessions sessions() {
		return bean(WsSessions.class);
	}

	public HttpRequest upgrade(String path) {
		return HttpRequest.upgrade(this.port, path);
	}

	/**
	 * Open a WebSocket connection.
	 * @param path the path, as it goes over the wire
	 * @return the client
	 * @throws IOException if the connection fails
	 */
	public RawClient open(String path) throws IOException {
		return open(upgrade(path));
	}

	/**
	 * Open a WebSocket connection with a subprotocol.
	 * @param path the path, as it goes over the wire
	 * @param subprotocol the subprotocol
	 * @return the client
	 * @throws IOException if the connection fails
	 */
	public RawClient open(String path, String subprotocol) throws IOException {
		RawClient client = RawClient.connect(this.port);
		HttpResponse response = client.open(upgrade(path).header("Sec-WebSocket-Protocol", subprotocol));
		assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo(subprotocol);
		return client;
	}

	public RawClient open(HttpRequest request) throws IOException {
		RawClient client = RawClient.connect(this.port);
		client.open(request);
		return client;
	}

	/**
	 * Send a handshake request on a new connection.
	 * @param request the request
	 * @return the response
	 * @throws IOException if there is no response
	 */
	public HttpResponse request(HttpRequest request) throws IOException {
		try (RawClient client = RawClient.connect(this.port)) {
			return client.request(request);
		}
	}

	/**
	 * Create a condition that is checked at short intervals, because the server reacts
	 * within milliseconds, but for a minute, because the machine may be busy.
	 * @return the condition to wait for
	 */
	public static ConditionFactory await() {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5));
	}

	public void awaitNoSession() {
		await().untilAsserted(() -> assertThat(sessions().count()).isZero());
	}

	/**
	 * Close the application, and restore the log levels of this JVM that its properties
	 * have changed.
	 */
	@Override
	public void close() {
		this.context.close();
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		logging.setLogLevel("io.github.wsstarter", null);
		logging.setLogLevel("org.apache", null);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
