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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code ws.heartbeat} over a connection.
 *
 * @author The ws-starter authors
 */
class HeartbeatWireTests extends AbstractEngineTests {

	private static final Duration MANY_BEATS = Duration.ofSeconds(2);

	HeartbeatWireTests() {
		super(List.of(EchoEndpoint.class, BlockingEndpoint.class, SilentEndpoint.class, TalkEndpoint.class),
				"ws.heartbeat.interval=300ms", "ws.heartbeat.timeout=1s", "ws.endpoints.silent.heartbeat.interval=0",
				"ws.endpoints.talk.heartbeat.interval=1s", "ws.endpoints.talk.heartbeat.timeout=5s");
	}

	@Test
	void peerThatAnswersStays() throws IOException {
		try (RawClient client = this.server.open("/ws/echo").answerPings()) {
			String id = client.ask("id");
			client.expectNothing(MANY_BEATS);
			assertThat(client.ask("still here")).isEqualTo("still here");
			assertThat(this.server.sessions().find(id).map(WsSession::getRoundTripTime)).get()
				.satisfies((time) -> assertThat(time).isBetween(Duration.ZERO, MANY_BEATS));
		}
	}

	@Test
	void peerThatDoesNotAnswerIsEvicted() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
			client.expectEnd();
		}
	}

	@Test
	void peerThatNeitherReadsNorAnswersIsEvicted() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			WsSession session = this.server.sessions().find(id).orElseThrow();
			byte[] data = new byte[60_000];
			for (int i = 0; i < 8; i++) {
				session.send(data);
			}
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
			this.server.awaitNoSession();
		}
	}

	@Test
	void anyMessageIsASignOfLife() throws IOException {
		try (RawClient client = this.server.open("/ws/talk")) {
			for (int i = 0; i < 10; i++) {
				client.sendText("x");
				client.expectNothing(Duration.ofMillis(200));
			}
		}
	}

	@Test
	void partOfAMessageIsASignOfLife() throws IOException, InterruptedException {
		try (RawClient client = this.server.open("/ws/echo")) {
			byte[] frame = Frame.text("x".repeat(20_000)).encode();
			for (int i = 0; i < 20; i++) {
				client.write(Arrays.copyOfRange(frame, i * frame.length / 20, (i + 1) * frame.length / 20));
				TimeUnit.MILLISECONDS.sleep(100);
			}
			client.answerPings();
			assertThat(client.readText()).hasSize(20_000);
		}
	}

	@Test
	void peerIsNotEvictedWhileItsHandlerBlocks() throws IOException {
		BlockingEndpoint endpoint = this.server.bean(BlockingEndpoint.class);
		try (RawClient client = this.server.open("/ws/blocking")) {
			client.sendText("block");
			await().during(MANY_BEATS)
				.atMost(MANY_BEATS.multipliedBy(3))
				.until(() -> this.server.sessions().count() == 1);
			endpoint.released.countDown();
			client.answerPings();
			assertThat(client.readText()).isEqualTo("released");
			assertThat(client.ask("again")).isEqualTo("released");
		}
		finally {
			endpoint.released.countDown();
		}
	}

	@Test
	void zeroDisablesIt() throws IOException {
		try (RawClient client = this.server.open("/ws/silent")) {
			client.expectNothing(MANY_BEATS);
			assertThat(client.ask("x")).isEqualTo("x");
		}
	}

	@WsEndpoint(path = "/ws/blocking", name = "blocking")
	static class BlockingEndpoint {

		private final CountDownLatch released = new CountDownLatch(1);

		@OnMessage
		String block(String message) throws InterruptedException {
			return (this.released.await(30, TimeUnit.SECONDS)) ? "released" : "timed out";
		}

	}

	@WsEndpoint(path = "/ws/silent", name = "silent")
	static class SilentEndpoint {

		@OnMessage
		String echo(String message) {
			return message;
		}

	}

	@WsEndpoint(path = "/ws/talk", name = "talk")
	static class TalkEndpoint {

		@OnMessage
		void listen(String message) {
		}

	}

}
