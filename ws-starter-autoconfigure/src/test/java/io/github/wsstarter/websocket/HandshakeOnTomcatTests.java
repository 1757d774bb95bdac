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

package io.github.wsstarter.websocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.handshake.RefusedHandshake;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.servlet.TestRoutes;
import io.github.wsstarter.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for handshakes that a real container receives and answers.
 *
 * @author The ws-starter authors
 */
class HandshakeOnTomcatTests {

	private static final String VALID = "Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13"
			+ "|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";

	private static AnnotationConfigServletWebServerApplicationContext context;

	@BeforeAll
	static void start() {
		context = new AnnotationConfigServletWebServerApplicationContext(Application.class);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource({ "GET /app/api/ws/echo HTTP/1.1, '', 426", "POST /app/api/ws/echo HTTP/1.1, 'Content-Length: 0', 405",
			"GET /app/api/ws/echo HTTP/1.1, 'Upgrade: websocket', 400",
			"OPTIONS /app/api/ws/echo HTTP/1.1, '" + VALID + "', 405",
			"HEAD /app/api/ws/echo HTTP/1.1, '" + VALID + "', 405",
			"GET /app/api/ws/echo?a=%zz HTTP/1.1, '" + VALID + "', 400",
			"GET /app/api/ws/echo?a=%ff HTTP/1.1, '" + VALID + "', 400",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 400",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Sec-WebSocket-Protocol: a/b', 400",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Origin: https://evil.com', 403",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Origin: http://app.example.com|Origin: http://b', 400",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Origin: http://app.example.com', 202",
			"GET /app/api/ws/other HTTP/1.1, '" + VALID + "', 404" })
	void answers(String requestLine, String headers, int status) throws IOException {
		try (Connection connection = new Connection()) {
			List<String> response = connection.exchange(requestLine, headers);
			assertThat(response.get(0)).startsWith("HTTP/1.1 " + status);
			assertThat(response.contains("Content-Length: 0")).isEqualTo(status != 404);
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET /app/api/ws/echo HTTP/1.1, '', 426",
			"GET /app/api/ws/echo HTTP/1.1, '" + VALID + "|Origin: https://evil.com', 403",
			"HEAD /app/api/ws/echo HTTP/1.1, '" + VALID + "', 405" })
	void refusalLeavesTheConnectionUsable(String requestLine, String headers, int status) throws IOException {
		try (Connection connection = new Connection()) {
			for (int i = 0; i < 3; i++) {
				assertThat(connection.exchange(requestLine, headers).get(0)).startsWith("HTTP/1.1 " + status);
			}
		}
	}

	@Test
	void answersWrongVersionWithTheRightOne() throws IOException {
		try (Connection connection = new Connection()) {
			List<String> response = connection.exchange("GET /app/api/ws/echo HTTP/1.1",
					VALID.replace("Version: 13", "Version: 8"));
			assertThat(response.get(0)).startsWith("HTTP/1.1 426");
			assertThat(response).contains("Sec-WebSocket-Version: 13", "Upgrade: websocket", "Connection: Upgrade",
					"Content-Length: 0");
		}
	}

	@Test
	void refusesOldHttp() throws IOException {
		try (Connection connection = new Connection()) {
			assertThat(connection.exchange("GET /app/api/ws/echo HTTP/1.0", VALID).get(0)).startsWith("HTTP/1.1 400");
		}
		assertThat(context.getBean(HandshakeJournal.class).list()).extracting(RefusedHandshake::reason)
			.anyMatch((reason) -> reason.contains("HTTP/1.1"));
	}

	private static final class Connection implements AutoCloseable {

		private final Socket socket;

		private final BufferedReader reader;

		Connection() throws IOException {
			this.socket = new Socket(InetAddress.getLoopbackAddress(), context.getWebServer().getPort());
			this.socket.setSoTimeout(10_000);
			this.reader = new BufferedReader(
					new InputStreamReader(this.socket.getInputStream(), StandardCharsets.ISO_8859_1));
		}

		List<String> exchange(String requestLine, String headers) throws IOException {
			String request = requestLine + "\r\nHost: app.example.com\r\n"
					+ (headers.isEmpty() ? "" : headers.replace("|", "\r\n") + "\r\n") + "\r\n";
			this.socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			List<String> response = new ArrayList<>();
			for (String line = this.reader.readLine(); line != null && !line.isEmpty(); line = this.reader.readLine()) {
				response.add(line);
			}
			assertThat(response).isNotEmpty();
			return response;
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class Application {

		private final List<SessionRoute> routes = List.of(TestRoutes.route("echo", "/ws/echo"));

		@Bean
		TomcatServletWebServerFactory webServerFactory() {
			return new TomcatServletWebServerFactory("/app", 0);
		}

		@Bean
		DispatcherServlet dispatcherServlet() {
			return new DispatcherServlet();
		}

		@Bean
		DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet dispatcherServlet) {
			return new DispatcherServletRegistrationBean(dispatcherServlet, "/api/");
		}

		@Bean
		HandshakeJournal journal() {
			return new HandshakeJournal(Clock.systemUTC());
		}

		@Bean
		HandshakeChecks checks(HandshakeJournal journal) {
			return new HandshakeChecks(List.of(new OriginCheck(AllowedOrigins.sameOrigin(), Map.of())), journal);
		}

		@Bean
		EndpointHandlerMapping upgrades(HandshakeChecks checks) {
			return new EndpointHandlerMapping(this.routes, EndpointHandlerMapping.OWN_ORDER, UpgradeHandler::isUpgrade,
					(route) -> new UpgradeHandler(route, checks, new RecordingEngine(202)));
		}

		@Bean
		EndpointHandlerMapping others(HandshakeChecks checks) {
			return new EndpointHandlerMapping(this.routes, EndpointHandlerMapping.OTHER_ORDER,
					Predicate.not(UpgradeHandler::isUpgrade), (route) -> new UpgradeRequiredHandler(route, checks));
		}

	}

}
