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
import java.util.concurrent.CompletableFuture;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.assertj.core.api.Assumptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that interrupted threads harm no session. Such a thread may belong to the
 * application and send a message, or belong to the container and have been interrupted by
 * an endpoint.
 *
 * @author The ws-starter authors
 */
class InterruptWireTests extends AbstractBothWiresTests {

	private static final int CLIENTS = 5;

	InterruptWireTests() {
		super(List.of(InterruptingEndpoint.class));
	}

	@Test
	void interruptedThreadSends() throws Exception {
		List<WireClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < CLIENTS; i++) {
				WireClient client = this.wire.open(this.server, "/ws/interrupt");
				assertThat(client.readText()).isEqualTo("open");
				clients.add(client);
			}
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread sender = new Thread(() -> {
				Thread.currentThread().interrupt();
				this.server.sessions().stream().forEach((session) -> session.send("broadcast"));
				interrupted.complete(Thread.interrupted());
			});
			sender.start();
			assertThat(interrupted.get()).isTrue();
			for (WireClient client : clients) {
				assertThat(client.readText()).isEqualTo("broadcast");
				assertThat(client.ask("still here")).isEqualTo("still here");
				expectNormalClose(client);
			}
		}
		finally {
			for (WireClient client : clients) {
				client.close();
			}
		}
	}

	@Test
	void interruptedThreadCloses() throws Exception {
		try (WireClient client = open("/ws/interrupt")) {
			assertThat(client.readText()).isEqualTo("open");
			WsSession session = this.server.sessions().stream().findFirst().orElseThrow();
			Thread closer = new Thread(() -> {
				Thread.currentThread().interrupt();
				session.send("farewell");
				session.close(new CloseStatus(4001, "done"));
			});
			closer.start();
			assertThat(client.readText()).isEqualTo("farewell");
			assertThat(client.readClose()).isEqualTo(new CloseStatus(4001, "done"));
		}
	}

	@Test
	void endpointLeavesTheThreadInterrupted() throws IOException {
		try (WireClient client = open("/ws/interrupt")) {
			assertThat(client.readText()).isEqualTo("open");
			for (int i = 0; i < 20; i++) {
				assertThat(client.ask("interrupt")).isEqualTo("sent");
				assertThat(client.readText()).isEqualTo("interrupt");
			}
			expectNormalClose(client);
		}
	}

	@Test
	void endpointLeavesTheThreadInterruptedBeforeAControlFrame() throws IOException {
		Assumptions.assumeThat(this.wire).isEqualTo(Wire.WEBSOCKET);
		try (RawClient client = (RawClient) open("/ws/interrupt")) {
			assertThat(client.readText()).isEqualTo("open");
			for (int i = 0; i < 20; i++) {
				client.send(Frame.text("interrupt silently"), Frame.ping("x"));
				assertThat(client.read(Frame.PONG).text()).isEqualTo("x");
			}
			client.send(Frame.text("interrupt silently"), Frame.close(1000, ""));
			assertThat(client.readClose().getCode()).isEqualTo(1000);
		}
	}

	private static void expectNormalClose(WireClient client) throws IOException {
		assertThat(client.close(1000, "").getCode()).isEqualTo(1000);
	}

	/**
	 * Leaves the thread interrupted in each of its methods.
	 */
	@WsEndpoint("/ws/interrupt")
	static class InterruptingEndpoint {

		@OnOpen
		void open(WsSession session) {
			Thread.currentThread().interrupt();
			session.send("open");
		}

		@OnMessage
		@Nullable String message(String message, WsSession session) {
			if (message.equals("interrupt silently")) {
				Thread.currentThread().interrupt();
				return null;
			}
			if (message.equals("interrupt")) {
				Thread.currentThread().interrupt();
				session.send("sent");
			}
			return message;
		}

		@OnClose
		void closed() {
			Thread.currentThread().interrupt();
		}

	}

}
