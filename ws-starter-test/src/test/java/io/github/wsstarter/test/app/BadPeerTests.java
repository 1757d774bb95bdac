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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.test.BadPeer;
import io.github.wsstarter.test.raw.Frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BadPeer}.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "ws.send.time-limit=300ms")
class BadPeerTests {

	private static final Frame FRAME = Frame.binary((byte) 1, (byte) 2, (byte) 3);

	@LocalServerPort
	private int port;

	@Autowired
	private WsSessions sessions;

	@AfterEach
	void noSessionIsLeft() {
		await().until(() -> this.sessions.count() == 0);
	}

	private BadPeer connect() throws IOException {
		return BadPeer.connect(this.port, "/ws/rooms/lobby");
	}

	@Test
	void messageInBytesIsOneMessage() throws IOException {
		try (BadPeer peer = connect().trickle(FRAME)) {
			assertThat(peer.raw().readBinary()).containsExactly(1, 2, 3);
		}
	}

	@Test
	void messageSplitAnywhereIsOneMessage() throws IOException {
		try (BadPeer peer = connect()) {
			for (int i = 0; i <= FRAME.encode().length; i++) {
				peer.split(FRAME, i);
				assertThat(peer.raw().readBinary()).containsExactly(1, 2, 3);
			}
		}
	}

	@Test
	void bytesThatAreNotFrameClose1002() throws IOException {
		try (BadPeer peer = connect().sendBytes((byte) 0x83, (byte) 0)) {
			peer.raw().expectClose(1002);
		}
	}

	@Test
	void peerThatDoesNotReadIsClosed() throws IOException {
		try (BadPeer peer = connect()) {
			await().until(() -> this.sessions.count() == 1);
			WsSession session = this.sessions.stream().findFirst().orElseThrow();
			byte[] data = new byte[60_000];
			await().until(() -> {
				session.send(data);
				return !session.isOpen();
			});
			assertThat(peer.raw()).isNotNull();
		}
	}

	@Test
	void sessionEndsWithTheConnection() throws IOException {
		connect().sendPart(FRAME, 4).reset();
		noSessionIsLeft();
		connect().halfClose().raw().expectEnd();
		noSessionIsLeft();
		connect().close();
	}

	@Test
	void wrongOriginIsRefused() throws IOException {
		assertThat(BadPeer.handshakeFrom(this.port, "/ws/rooms/lobby", "https://evil.example").status()).isEqualTo(403);
	}

	@Test
	void partIsNotWhole() throws IOException {
		try (BadPeer peer = connect()) {
			assertThatIllegalArgumentException().isThrownBy(() -> peer.sendPart(FRAME, FRAME.encode().length));
			assertThatIllegalArgumentException().isThrownBy(() -> peer.sendPart(FRAME, -1));
		}
	}

	@Test
	void frameIsSplitWithinItsBytes() throws IOException {
		try (BadPeer peer = connect()) {
			assertThatIllegalArgumentException().isThrownBy(() -> peer.split(FRAME, -1))
				.withMessageContaining("'position'");
			assertThatIllegalArgumentException().isThrownBy(() -> peer.split(FRAME, FRAME.encode().length + 1))
				.withMessageContaining("'position'");
		}
	}

	@Test
	@SuppressWarnings("NullAway")
	void wrongAddressesAreRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> BadPeer.connect(-5)).withMessageContaining("-5");
		assertThatIllegalArgumentException().isThrownBy(() -> BadPeer.connect(this.port, "ws"))
			.withMessageContaining("'path'");
		assertThatIllegalArgumentException().isThrownBy(() -> BadPeer.connect(this.port, null))
			.withMessageContaining("'path'");
		assertThatIllegalArgumentException().isThrownBy(() -> BadPeer.handshakeFrom(this.port, "ws", "https://a"))
			.withMessageContaining("'path'");
		assertThatIllegalArgumentException().isThrownBy(() -> BadPeer.handshakeFrom(this.port, "/ws", null))
			.withMessageContaining("'origin'");
	}

}
