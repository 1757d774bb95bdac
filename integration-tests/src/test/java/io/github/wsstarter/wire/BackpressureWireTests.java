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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.util.StringUtils;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.MessageDroppedException;
import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.Closings;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sending messages to clients that do not read.
 *
 * @author The ws-starter authors
 */
class BackpressureWireTests extends AbstractBothWiresTests {

	/**
	 * More bytes than both sockets buffer on the loopback device.
	 */
	private static final int MANY = 1600;

	private static final int SIZE = 8192;

	/**
	 * The number of messages that fit into the queue of a session.
	 */
	private static final int QUEUED = 256 * 1024 / SIZE;

	/**
	 * A call of {@code send} takes microseconds, or seconds if a busy machine pauses it.
	 * A call that waited for the client would take as long as the time limit.
	 */
	private static final Duration NEVER_BLOCKED = Duration.ofSeconds(20);

	private static final String[] COMMON = { "ws.buffer.send=256KB", "ws.send.time-limit=60s",
			"logging.level.io.github.wsstarter=error" };

	BackpressureWireTests() {
		super(List.of(FeedEndpoint.class), COMMON);
	}

	@Test
	void overflowClosesTheSession() throws IOException {
		try (WireClient client = stalled(this.server)) {
			WsSession session = this.server.sessions().stream().findFirst().orElseThrow();
			List<CompletableFuture<Void>> sends = send(session, MANY);
			assertThat(session.isOpen()).isFalse();
			assertThat(closings(this.server).await(session.getId()).getCode()).isEqualTo(1013);
			TestServer.await().untilAsserted(() -> assertThat(sends).allMatch(CompletableFuture::isDone));
			assertThat(failure(sends.get(MANY - 1))).isInstanceOf(SessionClosedException.class);
			this.server.awaitNoSession();
			List<Integer> received = readNumbers(client, MANY);
			assertThat(received).isEqualTo(IntStream.range(0, received.size()).boxed().toList());
		}
	}

	@Test
	void stalledClientDisturbsNoOther() throws IOException {
		try (WireClient other = open("/ws/feed")) {
			String otherId = other.ask("id");
			try (WireClient stalled = stalled(this.server)) {
				WsSession session = this.server.sessions()
					.stream()
					.filter((candidate) -> !candidate.getId().equals(otherId))
					.findFirst()
					.orElseThrow();
				while (session.isOpen()) {
					session.send(new byte[SIZE]);
					long start = System.nanoTime();
					assertThat(other.ask("hello")).isEqualTo("hello");
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEVER_BLOCKED);
				}
				assertThat(closings(this.server).await(session.getId()).getCode()).isEqualTo(1013);
			}
			assertThat(other.ask("still here")).isEqualTo("still here");
			other.closeNormally();
		}
	}

	@Test
	void dropOldestKeepsTheNewest() throws IOException {
		try (TestServer server = start("ws.send.overflow=drop-oldest"); WireClient client = stalled(server)) {
			WsSession session = server.sessions().stream().findFirst().orElseThrow();
			List<CompletableFuture<Void>> sends = send(session, MANY);
			List<Integer> received = readNumbers(client, MANY);
			assertThat(received).endsWith(MANY - 1).isEqualTo(notDropped(sends));
			assertThat(received).hasSizeBetween(QUEUED, MANY - 1).isSorted();
			assertThat(client.ask("still here")).isEqualTo("still here");
		}
	}

	@Test
	void dropNewestKeepsTheOldest() throws IOException {
		try (TestServer server = start("ws.send.overflow=drop-newest"); WireClient client = stalled(server)) {
			WsSession session = server.sessions().stream().findFirst().orElseThrow();
			List<CompletableFuture<Void>> sends = send(session, MANY);
			List<Integer> kept = notDropped(sends);
			assertThat(kept).hasSizeLessThan(MANY);
			assertThat(readNumbers(client, kept.get(kept.size() - 1) + 1)).isEqualTo(kept);
			assertThat(kept.subList(0, QUEUED / 2)).isEqualTo(IntStream.range(0, QUEUED / 2).boxed().toList());
			assertThat(client.ask("still here")).isEqualTo("still here");
		}
	}

	@Test
	void timeLimitIsEnforcedByTheClock() throws IOException {
		try (TestServer server = start("ws.send.time-limit=500ms", "ws.buffer.send=64MB");
				WireClient client = stalled(server)) {
			WsSession session = server.sessions().stream().findFirst().orElseThrow();
			long start = System.nanoTime();
			send(session, MANY);
			assertThat(closings(server).await(session.getId()).getCode()).isEqualTo(1013);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(400),
					Duration.ofSeconds(5));
			server.awaitNoSession();
			readNumbers(client, MANY);
		}
	}

	private TestServer start(String... properties) {
		return TestServer.start(this.container, List.of(FeedEndpoint.class),
				StringUtils.concatenateStringArrays(COMMON, properties));
	}

	private WireClient stalled(TestServer server) throws IOException {
		long others = server.sessions().count();
		WireClient client = this.wire.openNarrow(server, "/ws/feed");
		TestServer.await().until(() -> server.sessions().count() > others);
		return client;
	}

	private static Closings closings(TestServer server) {
		return server.bean(FeedEndpoint.class);
	}

	private static List<CompletableFuture<Void>> send(WsSession session, int count) {
		List<CompletableFuture<Void>> sends = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String message = i + " " + "x".repeat(SIZE - 10);
			long start = System.nanoTime();
			sends.add(session.send(message).toCompletableFuture());
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(NEVER_BLOCKED);
		}
		return sends;
	}

	/**
	 * Read until a given message arrives or the connection ends.
	 * @param client the client
	 * @param end the number after the last message to wait for
	 * @return the numbers of the messages
	 * @throws IOException if nothing comes in time
	 */
	private static List<Integer> readNumbers(WireClient client, int end) throws IOException {
		List<Integer> numbers = new ArrayList<>();
		for (String text = client.readTextOrEnd(); text != null; text = client.readTextOrEnd()) {
			int number = Integer.parseInt(text.split(" ")[0]);
			numbers.add(number);
			if (number == end - 1) {
				return numbers;
			}
		}
		return numbers;
	}

	private static List<Integer> notDropped(List<CompletableFuture<Void>> sends) {
		return IntStream.range(0, sends.size())
			.filter((i) -> !(failure(sends.get(i)) instanceof MessageDroppedException))
			.boxed()
			.toList();
	}

	private static @Nullable Throwable failure(CompletableFuture<Void> send) {
		if (!send.isCompletedExceptionally()) {
			return null;
		}
		Throwable failure = send.handle((result, ex) -> ex).join();
		return (failure instanceof CompletionException) ? failure.getCause() : failure;
	}

	@WsEndpoint(path = "/ws/feed", name = "feed")
	static class FeedEndpoint extends Closings {

		@OnMessage
		String echo(String message, WsSession session) {
			return ("id".equals(message)) ? session.getId() : message;
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

}
