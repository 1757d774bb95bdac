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

package io.github.wsstarter.wire.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code ws.sse.keep-alive} over a connection.
 *
 * @author The ws-starter authors
 */
class SseHeartbeatWireTests extends AbstractSseWireTests {

	private static final Duration MANY_BEATS = Duration.ofMillis(3200);

	SseHeartbeatWireTests() {
		super(List.of(EchoEndpoint.class), "ws.sse.keep-alive=800ms", "ws.heartbeat.interval=0",
				"ws.heartbeat.timeout=800ms", "server.tomcat.connection-timeout=600ms",
				"server.jetty.connection-idle-timeout=600ms");
	}

	@Test
	void quietStreamGetsCommentsAndStays() throws IOException {
		try (SseClient client = open()) {
			client.expectNothing(MANY_BEATS);
			assertThat(client.comments()).isBetween(2, 6);
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
	}

	@Test
	void busyStreamNeedsNoComments() throws IOException {
		try (SseClient client = open()) {
			WsSession session = session(client);
			await().during(MANY_BEATS)
				.atMost(MANY_BEATS.multipliedBy(2))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> {
					session.send("x").toCompletableFuture().join();
					return client.readText().equals("x");
				});
			assertThat(client.comments()).isLessThanOrEqualTo(2);
			client.closeNormally();
		}
	}

	@Test
	void readerThatClosedItsConnectionIsNoticed() throws IOException {
		SseClient client = open();
		String id = client.ask("id");
		client.close();
		expectLost(id);
	}

	@Test
	void readerThatResetItsConnectionIsNoticed() throws IOException {
		SseClient client = open();
		String id = client.ask("id");
		client.reset();
		expectLost(id);
	}

	@Test
	void readerThatLeftIsNoticedByAMessage() throws IOException {
		SseClient client = open();
		WsSession session = session(client);
		client.reset();
		await()
			.until(() -> session.send("x").toCompletableFuture().handle((result, failure) -> failure != null).join());
		expectLost(session.getId());
	}

	private void expectLost(String id) {
		long start = System.nanoTime();
		assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
	}

	private WsSession session(SseClient client) {
		return this.server.sessions().find(client.id()).orElseThrow();
	}

	private SseClient open() throws IOException {
		return (SseClient) Wire.SSE.open(this.server, "/ws/echo");
	}

}
