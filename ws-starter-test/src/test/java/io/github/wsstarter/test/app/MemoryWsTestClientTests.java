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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.wsstarter.WsSessions;
import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestHandshake;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WsTestClient} in memory.
 *
 * @author The ws-starter authors
 */
@WsTest({ RoomEndpoint.class, DraftsEndpoint.class })
class MemoryWsTestClientTests extends AbstractWsTestClientTests {

	@Test
	void eventStreamsNeedWebServer() {
		assertThatIllegalStateException().isThrownBy(() -> room().overSse().connect())
			.withMessageContaining("RANDOM_PORT");
	}

	@Test
	void portNeedsWebServer() {
		assertThatIllegalStateException().isThrownBy(() -> this.client.withPort(8080))
			.withMessageContaining("RANDOM_PORT");
	}

	@Test
	void refusalTellsItsReason() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> room().origin("https://evil.example").connect())
			.withMessageMatching("The handshake of /ws/rooms/lobby \\(websocket\\) was refused with 403: .*origin.*");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.client.path("/ws/nope").connect())
			.withMessage("The handshake of /ws/nope (websocket) was refused with 404: no endpoint has this path");
	}

	@Test
	void sessionOfHandshakeThatFailedIsClosed(@Autowired WsSessions sessions) {
		handshakeFailsAfterTheTimeout();
		await().until(() -> sessions.count() == 0);
	}

	@Test
	void connectionDoesNotWaitForSlowEndpoint() {
		WsTestHandshake handshake = this.client.withTimeout(Duration.ofSeconds(2))
			.endpoint("room", "lobby")
			.query("greeting", "Wait");
		try (WsTestSession session = handshake.connect()) {
			session.sendBinary((byte) 1);
			this.doorkeeper.letIn(1);
			session.expectBinary((byte) 1);
		}
	}

}
