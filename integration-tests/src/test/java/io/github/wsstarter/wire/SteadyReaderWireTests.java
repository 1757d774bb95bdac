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
import java.time.Duration;
import java.util.List;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.Closings;
import io.github.wsstarter.wire.support.SlowLink;
import io.github.wsstarter.wire.support.SmallSendBuffers;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that read slowly. The time limit is not for a whole message, but for
 * 64 KiB of it.
 *
 * @author The ws-starter authors
 */
class SteadyReaderWireTests extends AbstractBothWiresTests {

	private static final int STEADY = 300_000;

	private static final int TRICKLE = 10_000;

	/**
	 * A message of 560 KB that a steady reader takes in 1.9 s, with characters of one to
	 * four bytes.
	 */
	private static final String LARGE = "aé€😀0123456789".repeat(28_000);

	private static final Duration LIMIT = Duration.ofMillis(1500);

	SteadyReaderWireTests() {
		super(List.of(FeedEndpoint.class, SmallSendBuffers.class), "ws.send.time-limit=1500ms", "ws.buffer.send=4MB",
				"logging.level.io.github.wsstarter=error");
	}

	@Test
	void steadyReaderGetsLargeMessageAndStays() throws IOException {
		try (SlowLink link = SlowLink.down(this.server, STEADY); WireClient client = open(link)) {
			WsSession session = session();
			long start = System.nanoTime();
			session.send(LARGE);
			assertThat(client.readText()).isEqualTo(LARGE);
			assertThat(System.nanoTime() - start).isGreaterThan(LIMIT.toNanos());
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
	}

	@Test
	void steadyReaderGetsLargeReply() throws IOException {
		try (SlowLink link = SlowLink.down(this.server, STEADY); WireClient client = open(link)) {
			assertThat(client.ask("large")).isEqualTo(LARGE);
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
	}

	@Test
	void steadyReaderGetsAllBeforeTheClose() throws IOException {
		try (SlowLink link = SlowLink.down(this.server, STEADY); WireClient client = open(link)) {
			WsSession session = session();
			session.send(LARGE);
			session.close(new CloseStatus(4000, "bye"));
			assertThat(client.readText()).isEqualTo(LARGE);
			assertThat(client.readClose()).isEqualTo(new CloseStatus(4000, "bye"));
			assertThat(closings().await(session.getId()).getCode()).isEqualTo(4000);
		}
	}

	@Test
	void tricklingReaderIsClosed() throws IOException {
		try (SlowLink link = SlowLink.down(this.server, TRICKLE); WireClient client = open(link)) {
			WsSession session = session();
			long start = System.nanoTime();
			session.send(LARGE);
			assertThat(closings().await(session.getId()).getCode()).isEqualTo(1013);
			assertThat(System.nanoTime() - start).isBetween(LIMIT.toNanos(), LIMIT.multipliedBy(6).toNanos());
		}
	}

	@Test
	void tricklingReaderCannotDelayTheEnd() throws IOException {
		try (SlowLink link = SlowLink.down(this.server, TRICKLE); WireClient client = open(link)) {
			WsSession session = session();
			long start = System.nanoTime();
			for (int i = 0; i < 2000; i++) {
				session.send("x".repeat(500));
			}
			session.close(new CloseStatus(4000, "bye"));
			this.server.awaitNoSession();
			assertThat(System.nanoTime() - start).isBetween(LIMIT.toNanos(), LIMIT.multipliedBy(8).toNanos());
			assertThat(closings().await(session.getId()).getCode()).isEqualTo(4000);
		}
	}

	private WireClient open(SlowLink link) throws IOException {
		WireClient client = this.wire.open(link.address(), request("/ws/steady"), 0);
		TestServer.await().until(() -> this.server.sessions().count() == 1);
		return client;
	}

	private WsSession session() {
		return this.server.sessions().stream().findFirst().orElseThrow();
	}

	private Closings closings() {
		return this.server.bean(FeedEndpoint.class);
	}

	@WsEndpoint(path = "/ws/steady", name = "steady")
	static class FeedEndpoint extends Closings {

		@OnMessage
		String echo(String message) {
			return ("large".equals(message)) ? LARGE : message;
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

}
