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

package io.github.wsstarter.wire.leak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that thousands of sessions leave nothing behind after they have ended.
 *
 * @author The ws-starter authors
 */
class ChurnWireTests extends AbstractBothWiresTests {

	private static final int THREADS = 4;

	/**
	 * A pooled thread may still refer to the last session that it served.
	 */
	private static final int HELD_BY_IDLE_THREADS = 50;

	private static final long LEFT_BEHIND_PER_SESSION = 300;

	/**
	 * The memory that this test itself needs for each session.
	 */
	private static final long REFERENCE = 80;

	private static final int WARM_UP = 500;

	private static final int ROUNDS = 5;

	ChurnWireTests() {
		super(List.of(ChurnEndpoint.class));
	}

	/**
	 * A container keeps the objects that it once needed for its concurrent connections,
	 * so that a single round may grow the heap. A leak grows the heap in every round.
	 */
	@Test
	void thousandsOfSessionsLeaveNothingBehind() {
		int cycles = (this.wire == Wire.WEBSOCKET) ? 2_000 : 1_000;
		churn(WARM_UP);
		int sessions = WARM_UP;
		long limit = cycles * (REFERENCE + LEFT_BEHIND_PER_SESSION);
		long growth = Long.MAX_VALUE;
		for (int round = 0; round < ROUNDS && growth >= limit; round++) {
			long before = liveHeap();
			churn(cycles);
			sessions += cycles;
			expectReleased(sessions);
			growth = liveHeap() - before;
		}
		assertThat(growth).isLessThan(limit);
	}

	private void expectReleased(int sessions) {
		ChurnEndpoint endpoint = this.server.bean(ChurnEndpoint.class);
		assertThat(endpoint.opened).hasSize(sessions);
		await().until(() -> endpoint.closed.get() == sessions);
		await().untilAsserted(() -> {
			System.gc();
			assertThat(endpoint.opened).filteredOn((session) -> session.get() != null)
				.hasSizeLessThan(HELD_BY_IDLE_THREADS);
		});
	}

	private void churn(int cycles) {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<CompletableFuture<Void>> clients = new ArrayList<>();
			for (int thread = 0; thread < THREADS; thread++) {
				clients.add(CompletableFuture.runAsync(() -> connectAndClose(cycles / THREADS), executor));
			}
			clients.forEach(CompletableFuture::join);
		}
		finally {
			executor.shutdown();
		}
		this.server.awaitNoSession();
	}

	private void connectAndClose(int cycles) {
		try {
			for (int i = 0; i < cycles; i++) {
				WireClient client = open("/ws/churn");
				switch (i % 4) {
					case 0 -> client.closeNormally();
					case 1 -> client.reset();
					case 2 -> client.close();
					default -> {
						client.sendText("close");
						assertThat(client.readClose().getCode()).isEqualTo(1000);
						client.close();
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long liveHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	@WsEndpoint(path = "/ws/churn", name = "churn")
	static class ChurnEndpoint {

		private final Queue<WeakReference<WsSession>> opened = new ConcurrentLinkedQueue<>();

		private final AtomicInteger closed = new AtomicInteger();

		@OnOpen
		void open(WsSession session) {
			this.opened.add(new WeakReference<>(session));
		}

		@OnMessage
		void close(String message, WsSession session) {
			session.close();
		}

		@OnClose
		void closed(CloseStatus status) {
			this.closed.incrementAndGet();
		}

	}

}
