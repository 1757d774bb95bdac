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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Closings;
import io.github.wsstarter.wire.support.SmallSendBuffers;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sending messages to many clients, of which more stall than there are threads
 * to wait for them. With the direct engine, no thread waits.
 *
 * @author The ws-starter authors
 */
class FanOutWireTests extends AbstractEngineTests {

	private static final int STALLED = 150;

	private static final int HEALTHY = 8;

	private static final int MESSAGES = 100;

	private static final int SIZE = 4096;

	private static final int RECEIVE_BUFFER = 4096;

	FanOutWireTests() {
		super(List.of(FeedEndpoint.class, SmallSendBuffers.class), "ws.send.time-limit=5m", "ws.buffer.send=1MB",
				"logging.level.io.github.wsstarter=error");
	}

	@Test
	void stalledClientsDelayNoOtherAndMissNothing() throws Exception {
		List<RawClient> stalled = open(STALLED);
		List<RawClient> healthy = open(HEALTHY);
		ExecutorService readers = Executors.newFixedThreadPool(HEALTHY);
		try {
			TestServer.await().until(() -> this.server.sessions().count() == STALLED + HEALTHY);
			List<Future<List<Integer>>> reading = healthy.stream()
				.map((client) -> readers.submit(() -> readNumbers(client)))
				.toList();
			for (int i = 0; i < MESSAGES; i++) {
				String message = i + " " + "x".repeat(SIZE);
				this.server.sessions().stream().forEach((session) -> session.send(message));
			}
			List<Integer> all = IntStream.range(0, MESSAGES).boxed().toList();
			for (Future<List<Integer>> numbers : reading) {
				assertThat(numbers.get(30, TimeUnit.SECONDS)).isEqualTo(all);
			}
			if (this.server.isDirect()) {
				assertThat(flushThreads()).isZero();
			}
			else {
				assertThat(flushThreads()).isBetween(90L, 120L);
			}
			for (RawClient client : stalled) {
				assertThat(readNumbers(client)).isEqualTo(all);
			}
		}
		finally {
			readers.shutdown();
			for (RawClient client : stalled) {
				client.close();
			}
			for (RawClient client : healthy) {
				client.close();
			}
		}
	}

	@Test
	void stalledClientsAreClosedAndTheirThreadsFree() throws IOException {
		try (TestServer server = TestServer.start(this.container, List.of(FeedEndpoint.class, SmallSendBuffers.class),
				"ws.send.time-limit=1s", "logging.level.io.github.wsstarter=error")) {
			List<RawClient> stalled = open(server, 20);
			TestServer.await().until(() -> server.sessions().count() == stalled.size());
			String message = "x".repeat(SIZE);
			for (int i = 0; i < 50; i++) {
				server.sessions().stream().forEach((session) -> session.send(message));
			}
			if (!server.isDirect()) {
				TestServer.await().until(() -> blockedThreads() == stalled.size());
			}
			server.awaitNoSession();
			TestServer.await()
				.untilAsserted(() -> assertThat(server.bean(FeedEndpoint.class).statuses()).hasSize(stalled.size())
					.allMatch((status) -> status.getCode() == 1013));
			TestServer.await().until(() -> blockedThreads() == 0);
			for (RawClient client : stalled) {
				client.close();
			}
		}
	}

	private static long blockedThreads() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack).anyMatch((frame) -> frame.getMethodName().equals("writeBlocking")))
			.count();
	}

	private List<RawClient> open(int count) throws IOException {
		return open(this.server, count);
	}

	private static List<RawClient> open(TestServer server, int count) throws IOException {
		List<RawClient> clients = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			RawClient client = RawClient.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
					RECEIVE_BUFFER);
			client.open(server.upgrade("/ws/feed"));
			clients.add(client.answerPings());
		}
		return clients;
	}

	private static List<Integer> readNumbers(RawClient client) throws IOException {
		List<Integer> numbers = new ArrayList<>();
		while (numbers.size() < MESSAGES) {
			numbers.add(Integer.valueOf(client.readText().split(" ")[0]));
		}
		return numbers;
	}

	private static long flushThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("ws-flush-"))
			.count();
	}

	@WsEndpoint("/ws/feed")
	static class FeedEndpoint extends Closings {

		@OnMessage
		String echo(String message) {
			return message;
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

}
