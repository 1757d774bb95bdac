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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.util.List;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Closings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the ways of ending a session that only WebSocket has.
 *
 * @author The ws-starter authors
 */
class CloseFrameWireTests extends AbstractEngineTests {

	CloseFrameWireTests() {
		super(List.of(ClosingEndpoint.class));
	}

	@Test
	void peerEndsWithoutCloseFrame() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.shutdownOutput();
			expectOnClose(id, 1006);
			client.expectEnd();
		}
	}

	@Test
	void peerEndsWithinFrame() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.write(Frame.text("x").header(100), new byte[20]);
			client.shutdownOutput();
			expectOnClose(id, 1006);
		}
	}

	@Test
	void serverAndPeerCloseAtOnce() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.write(Frame.text("bye").encode(), Frame.close(4001, "me too").encode());
			assertThat(client.readText()).isEqualTo("queued before");
			assertThat(client.read(Frame.CLOSE).closeCode()).isIn(4000, 4001);
			client.expectEnd();
			assertThat(closings().await(id).getCode()).isIn(4000, 4001);
		}
	}

	private RawClient open() throws IOException {
		return this.server.open("/ws/closing");
	}

	private Closings closings() {
		return this.server.bean(ClosingEndpoint.class);
	}

	private void expectOnClose(String id, int code) {
		assertThat(closings().await(id).getCode()).isEqualTo(code);
		this.server.awaitNoSession();
		assertThat(closings().of(id)).hasSize(1);
	}

	@WsEndpoint(path = "/ws/closing", name = "closing")
	static class ClosingEndpoint extends Closings {

		@OnMessage
		@Nullable String message(String message, WsSession session) {
			if ("id".equals(message)) {
				return session.getId();
			}
			session.send("queued before");
			session.close(new CloseStatus(4000, "bye"));
			return null;
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

}
