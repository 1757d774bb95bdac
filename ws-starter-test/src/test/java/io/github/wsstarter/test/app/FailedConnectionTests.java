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

import java.io.IOException;
import java.time.Duration;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.test.BadPeer;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestHandshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a client ends a connection that it cannot use.
 *
 * @author The ws-starter authors
 */
class FailedConnectionTests {

	private static final String ACCEPTED = String.join("\r\n", "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket",
			"Connection: Upgrade", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "", "");

	private static final String STREAM = String.join("\r\n", "HTTP/1.1 200 OK",
			"Content-Type: text/event-stream;charset=UTF-8", "", "");

	private static final String HELLO = "\u0081\u0005hello";

	@Test
	void serverThatDoesNotSayWelcome() throws IOException {
		try (StrangeServer server = StrangeServer.start(ACCEPTED + HELLO)) {
			assertFailure(server, handshake(server).withProtocol()::connect)
				.hasMessageContaining("Expected welcome but");
		}
	}

	@Test
	void streamThatDoesNotSayWelcome() throws IOException {
		String session = "event: session\ndata: {\"session\":\"1\",\"token\":\"2\"}\n\n";
		try (StrangeServer server = StrangeServer.start(STREAM + session)) {
			assertFailure(server, handshake(server).overSse().withProtocol()::connect)
				.hasMessageContaining("Expected welcome but");
		}
	}

	@Test
	void streamWithoutSession() throws IOException {
		try (StrangeServer server = StrangeServer.start(STREAM + "event: session\ndata: hello\n\n")) {
			assertFailure(server, handshake(server).overSse()::connect);
		}
	}

	@Test
	void responseThatIsNotHttp() throws IOException {
		try (StrangeServer server = StrangeServer.start("hello", "", "")) {
			assertFailure(server, handshake(server)::connect).hasRootCauseMessage("The response is not HTTP: 'hello'");
		}
	}

	@Test
	void handshakeOfBadPeerThatIsRefused() throws IOException {
		try (StrangeServer server = StrangeServer.start("HTTP/1.1 403 Forbidden", "", "")) {
			assertFailure(server, () -> BadPeer.connect(server.port(), "/ws")).hasMessageContaining("403");
		}
	}

	private static WsTestHandshake handshake(StrangeServer server) {
		return WsTestClient.ofServer(server.port()).withTimeout(Duration.ofSeconds(2)).path("/ws");
	}

	private static AbstractThrowableAssert<?, ?> assertFailure(StrangeServer server, ThrowingCallable handshake) {
		AbstractThrowableAssert<?, ?> failure = assertThatThrownBy(handshake);
		assertThat(server.ended()).succeedsWithin(Duration.ofSeconds(10));
		return failure;
	}

}
