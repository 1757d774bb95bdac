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

package io.github.wsstarter.test.app;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.test.AutoConfigureWsTestClient;
import io.github.wsstarter.test.TestProxy;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestHandshake;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WsTestClient} over a web server.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureWsTestClient
class ServerWsTestClientTests extends AbstractWsTestClientTests {

	@Test
	void eventStreamSpeaksTheSameLanguage() {
		try (WsTestSession session = room().overSse().withProtocol().principal("ada").connect()) {
			session.subscribe("rooms.lobby").expectAck().request(Map.of("text", "hello"));
			session.expectReply(Map.of("text", "hello", "room", "lobby")).expectEvent("rooms.lobby");
			assertThat(session.session().getTransport()).isEqualTo("sse");
			session.close(1000).expectClose(1000);
		}
		try (WsTestSession session = room().overSse().connect()) {
			session.sendBinary((byte) 5).expectBinary((byte) 5).expectNothing();
			session.sendJson(Map.of("text", "close")).expectClose(4000);
		}
	}

	@Test
	void eventStreamThatTheTestHasEndedIsClosed() {
		WsTestSession session = room().overSse().connect();
		session.close();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(session::session)
			.withMessageContaining("The session is closed");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.sendText("hello"))
			.withMessageContaining("the session is closed");
	}

	@Test
	void handshakeOfEventStreamFailsAfterTheTimeout() {
		WsTestHandshake handshake = this.client.withTimeout(Duration.ofMillis(100))
			.endpoint("room", "lobby")
			.overSse()
			.header("X-Waiting", "true");
		assertNotAnswered("sse", handshake::connect);
		assertNotAnswered("sse", () -> handshake.expectRefused(403));
	}

	@Test
	void refusalOfEventStreamTellsTheStatus() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> room().overSse().origin("https://evil.example").connect())
			.withMessageContaining("The handshake of /ws/rooms/lobby was refused with 403");
	}

	@Test
	void portMayBeThatOfProxy(@LocalServerPort int port) {
		try (TestProxy proxy = TestProxy.start(port)) {
			WsTestClient throughProxy = this.client.withPort(proxy.port());
			try (WsTestSession session = throughProxy.endpoint(RoomEndpoint.class, "lobby")
				.principal("ada")
				.connect()) {
				assertThat(session.session().getPrincipal()).isNotNull();
				proxy.cut();
				session.expectClose(1006);
			}
			assertThatException().isThrownBy(() -> throughProxy.path("/ws/rooms/lobby").connect());
		}
	}

	@Test
	void closeDoesNotWaitLongForServerThatIsOutOfReach(@LocalServerPort int port) {
		try (TestProxy proxy = TestProxy.start(port)) {
			WsTestClient impatient = this.client.withPort(proxy.port()).withTimeout(Duration.ofSeconds(2));
			WsTestSession session = impatient.endpoint("room", "lobby").connect();
			assertThat(session.session().isOpen()).isTrue();
			proxy.stall();
			long start = System.nanoTime();
			session.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	void eventStreamHasNoPings() {
		try (WsTestSession session = room().overSse().connect()) {
			assertThatIllegalStateException().isThrownBy(session::expectPing).withMessageContaining("no pings");
		}
	}

	@Test
	void wrongPortsAreRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> WsTestClient.ofServer(0)).withMessageContaining("0");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.withPort(-5)).withMessageContaining("-5");
	}

	@Test
	void clientOfPortHasNoEndpoints(@LocalServerPort int port) {
		assertThatIllegalStateException().isThrownBy(() -> WsTestClient.ofServer(port).endpoint(RoomEndpoint.class))
			.withMessageContaining("withPort(int)");
	}

}
