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

package io.github.wsstarter.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.filter.OncePerRequestFilter;

import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeRequest;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@code ws.limits} that are checked during the handshake.
 *
 * @author The ws-starter authors
 */
class HandshakeLimitWireTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT,WEBSOCKET,sessions,503", "TOMCAT_CONTAINER,WEBSOCKET,sessions,503",
			"TOMCAT,SSE,sessions-per-address,429", "JETTY,SSE,sessions,503",
			"JETTY,WEBSOCKET,sessions-per-address,429" })
	void oneSessionTooManyIsRefusedUntilAnotherEnds(Container container, Wire wire, String limit, int status)
			throws IOException {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.limits." + limit + "=3",
				"ws.sse.keep-alive=50ms")) {
			List<WireClient> clients = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				clients.add(wire.open(server, "/ws/echo"));
			}
			for (int i = 0; i < 5; i++) {
				assertThat(server.request(wire.request(server.port(), "/ws/echo")).status()).isEqualTo(status);
			}
			clients.remove(0).reset();
			TestServer.await().untilAsserted(() -> clients.add(wire.open(server, "/ws/echo")));
			assertThat(server.request(wire.request(server.port(), "/ws/echo")).status()).isEqualTo(status);
			for (WireClient client : clients) {
				client.closeNormally();
			}
			server.awaitNoSession();
			wire.open(server, "/ws/echo").closeNormally();
		}
	}

	@ParameterizedTest
	@EnumSource
	void handshakesThatFailOccupyNoPlace(Container container) throws IOException {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.limits.sessions=1",
				"ws.limits.sessions-per-address=1")) {
			for (int i = 0; i < 5; i++) {
				HttpRequest foreign = server.upgrade("/ws/echo").header("Origin", "https://evil.example.com");
				assertThat(server.request(foreign).status()).isEqualTo(403);
				HttpRequest malformed = server.upgrade("/ws/echo").without("Sec-WebSocket-Key");
				assertThat(server.request(malformed).status()).isEqualTo(400);
			}
			server.open("/ws/echo").closeNormally();
		}
	}

	@ParameterizedTest
	@EnumSource
	void clientThatLeavesBeforeTheAnswerOccupiesNoPlace(Container container) throws Exception {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class, SlowCheck.class),
				"ws.limits.sessions=1")) {
			SlowCheck check = server.bean(SlowCheck.class);
			RawClient client = RawClient.connect(server.port());
			client.write(server.upgrade("/ws/echo").encode());
			assertThat(check.asked.await(1, TimeUnit.MINUTES)).isTrue();
			client.reset();
			check.decided.countDown();
			TestServer.await().untilAsserted(() -> server.open("/ws/echo").closeNormally());
		}
	}

	@ParameterizedTest
	@EnumSource
	void filterThatFailsAfterTheAnswerOccupiesNoPlace(Container container) throws IOException {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class, FailingFilter.class),
				"ws.limits.sessions=1", "logging.level.org.apache=off", "logging.level.org.eclipse=off")) {
			for (int i = 0; i < 3; i++) {
				assertThat(server.request(server.upgrade("/ws/echo?fail")).status()).isIn(101, 500);
			}
			TestServer.await().untilAsserted(() -> server.open("/ws/echo").closeNormally());
			server.awaitNoSession();
		}
	}

	@Test
	void sessionThatOpensAlthoughAFilterFailedKeepsItsPlace() throws IOException {
		try (TestServer server = TestServer.start(Container.JETTY, List.of(EchoEndpoint.class, FailingFilter.class),
				"ws.limits.sessions=1", "logging.level.org.eclipse=off")) {
			RawClient client = server.open("/ws/echo?fail");
			assertThat(client.ask("hello")).isEqualTo("hello");
			assertThat(server.request(server.upgrade("/ws/echo")).status()).isEqualTo(503);
			client.closeNormally();
			TestServer.await().untilAsserted(() -> server.open("/ws/echo").closeNormally());
		}
	}

	static class FailingFilter extends OncePerRequestFilter {

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(request, response);
			if (request.getParameter("fail") != null) {
				throw new ServletException("Failed after the handshake was answered");
			}
		}

	}

	static class SlowCheck implements HandshakeCheck {

		private final CountDownLatch asked = new CountDownLatch(1);

		private final CountDownLatch decided = new CountDownLatch(1);

		@Override
		public HandshakeDecision check(HandshakeRequest request) {
			this.asked.countDown();
			try {
				assertThat(this.decided.await(1, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return HandshakeDecision.proceed();
		}

	}

}
