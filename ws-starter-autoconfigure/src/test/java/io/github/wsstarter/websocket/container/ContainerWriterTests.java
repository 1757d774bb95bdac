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

package io.github.wsstarter.websocket.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ContainerWriter} with one and with many clients.
 *
 * @author The ws-starter authors
 */
class ContainerWriterTests {

	private static final int STALLED = 150;

	private static final int HEALTHY = 20;

	private static final int MESSAGES = 200;

	private final ContainerThreads threads = new ContainerThreads(200);

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger blocked = new AtomicInteger();

	private final AtomicInteger pending = new AtomicInteger();

	private final ExecutorService container = Executors.newFixedThreadPool(2);

	@AfterEach
	void shutdown() {
		this.release.countDown();
		this.threads.shutdown();
		this.container.shutdown();
	}

	@Test
	void waitingMessagesLeaveInOneWrite() throws IOException {
		TestClient client = new TestClient(false);
		List.of("a", "b", "c").forEach(client::enqueue);
		client.push();
		Awaitility.await().until(() -> client.received.size() == 3);
		Awaitility.await().until(client::isIdle);
		InOrder order = inOrder(client.basic);
		then(client.basic).should(order).setBatchingAllowed(true);
		then(client.basic).should(order).sendText("a");
		then(client.basic).should(order).sendText("b");
		then(client.basic).should(order).sendText("c");
		// A pong must not get into a frame that is half written
		then(client.basic).should(order).flushBatch();
		then(client.basic).should(order).setBatchingAllowed(false);
	}

	@Test
	void batchEndsThoughItCannotBeWritten() throws IOException {
		TestClient client = new TestClient(false);
		willThrow(new IOException("broken pipe")).given(client.basic).sendText("b");
		List.of("a", "b").forEach(client::enqueue);
		client.push();
		then(client.basic).should(timeout(5000)).setBatchingAllowed(false);
		then(client.basic).should(never()).flushBatch();
	}

	@Test
	void writeIsBounded() throws IOException {
		TestClient client = new TestClient(false);
		IntStream.range(0, 20).forEach((i) -> client.enqueue("x".repeat(10_000)));
		client.push();
		Awaitility.await().until(() -> client.received.size() == 20 && client.isIdle());
		then(client.basic).should(times(3)).setBatchingAllowed(false);
	}

	@Test
	void clientsThatStallDoNotDelayOthers() {
		List<TestClient> clients = IntStream.range(0, STALLED + HEALTHY)
			.mapToObj((i) -> new TestClient(i % 17 < 15))
			.toList();
		List<TestClient> healthy = clients.stream().filter((client) -> !client.stalls).toList();
		for (int i = 0; i < MESSAGES; i++) {
			String message = "m" + i;
			clients.forEach((client) -> client.enqueue(message));
			clients.forEach(TestClient::push);
		}
		List<String> all = IntStream.range(0, MESSAGES).mapToObj((i) -> "m" + i).toList();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(healthy).allMatch((client) -> client.received.size() == MESSAGES));
		assertThat(healthy).allMatch((client) -> client.received.equals(all));
		Awaitility.await().until(() -> this.blocked.get() + this.pending.get() == clients.size() - healthy.size());
		assertThat(this.blocked.get()).isBetween(90, 100);
		this.release.countDown();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(clients).filteredOn((client) -> client.asyncCalls == 0)
				.allMatch((client) -> client.received.equals(all)));
	}

	@Test
	void sharedThreadsDoNotWaitAgainForClientThatDelayedOthers() throws IOException {
		List<TestClient> clients = IntStream.range(0, 50).mapToObj((i) -> new TestClient(true)).toList();
		clients.forEach((client) -> client.enqueue("first"));
		clients.forEach(TestClient::push);
		Awaitility.await().until(() -> this.blocked.get() == 50);
		this.release.countDown();
		Awaitility.await().until(() -> clients.stream().allMatch(TestClient::isIdle));
		TestClient first = clients.get(0);
		first.enqueue("second");
		first.push();
		Awaitility.await().until(() -> this.pending.get() == 1);
		then(first.basic).should(never()).sendText("second");
	}

	@Test
	void messageOfHandlerIsWrittenAtOnce() throws IOException {
		TestClient client = new TestClient(false);
		client.writer.setServing(true);
		client.enqueue("a");
		client.push();
		client.writer.setServing(false);
		assertThat(client.asyncCalls).isOne();
		Awaitility.await().until(client::isIdle);
		client.enqueue("b");
		client.push();
		Awaitility.await().until(() -> client.received.equals(List.of("a", "b")));
		then(client.basic).should().sendText("b");
	}

	@Test
	void largeMessageLeavesInParts() throws IOException {
		TestClient client = new TestClient(false);
		String text = "aé€😀".repeat(10_000);
		client.enqueue(text);
		client.push();
		Awaitility.await().until(client::isIdle);
		assertThat(String.join("", client.received)).isEqualTo(text);
		assertThat(client.received).hasSize(4)
			.allMatch((part) -> part.getBytes(StandardCharsets.UTF_8).length <= BlockingRemote.MAX_PART)
			.allMatch((part) -> part.indexOf('\uFFFD') == -1);
		then(client.basic).should(times(3)).sendText(anyString(), eq(false));
		then(client.basic).should().sendText(anyString(), eq(true));
		assertThat(client.writer.advance()).isEqualTo(100_000);
	}

	@Test
	void largeMessageOfHandlerLeavesInPartsAfterSmallOnes() throws IOException {
		TestClient client = new TestClient(false);
		client.enqueue("small");
		client.enqueue("x".repeat(BlockingRemote.MAX_PART + 1));
		client.enqueue("last");
		client.writer.setServing(true);
		client.push();
		client.writer.setServing(false);
		Awaitility.await().until(client::isIdle);
		assertThat(client.received).containsExactly("small", "x".repeat(BlockingRemote.MAX_PART), "x", "last");
	}

	@Test
	void messageIsWrittenAfterShutdown() {
		TestClient client = new TestClient(false);
		this.threads.shutdown();
		client.enqueue("a");
		client.push();
		Awaitility.await().until(() -> client.received.equals(List.of("a")));
	}

	/**
	 * A client with its queue and both halves of the container's API. A client that
	 * stalls accepts no message until all clients are released, and never accepts a
	 * message that was written asynchronously.
	 */
	private final class TestClient implements OutboundSource {

		private final List<String> received = new CopyOnWriteArrayList<>();

		private final RemoteEndpoint.Basic basic = mock();

		private final Queue<String> waiting = new ArrayDeque<>();

		private final ContainerWriter writer;

		private final boolean stalls;

		private volatile int asyncCalls;

		private boolean writing;

		TestClient(boolean stalls) {
			RemoteEndpoint.Async async = mock();
			Session connection = mock();
			this.stalls = stalls;
			given(connection.getBasicRemote()).willReturn(this.basic);
			given(connection.getAsyncRemote()).willReturn(async);
			try {
				willAnswer((call) -> receive(call.getArgument(0))).given(this.basic).sendText(anyString());
				willAnswer((call) -> receive(call.getArgument(0))).given(this.basic)
					.sendText(anyString(), anyBoolean());
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			willAnswer((call) -> receive(call.<String>getArgument(0), call.<SendHandler>getArgument(1))).given(async)
				.sendText(anyString(), any());
			this.writer = new ContainerWriter(connection, ContainerWriterTests.this.threads);
		}

		private @Nullable Void receive(String text) throws InterruptedException {
			if (this.stalls && ContainerWriterTests.this.release.getCount() > 0) {
				ContainerWriterTests.this.blocked.incrementAndGet();
				assertThat(ContainerWriterTests.this.release.await(60, TimeUnit.SECONDS)).isTrue();
			}
			this.received.add(text);
			return null;
		}

		private @Nullable Void receive(String text, SendHandler handler) {
			this.asyncCalls++;
			if (this.stalls) {
				ContainerWriterTests.this.pending.incrementAndGet();
			}
			else {
				ContainerWriterTests.this.container.execute(() -> {
					this.received.add(text);
					handler.onResult(new SendResult((Session) null));
				});
			}
			return null;
		}

		synchronized void enqueue(String text) {
			this.waiting.add(text);
		}

		void push() {
			synchronized (this) {
				if (this.writing || this.waiting.isEmpty()) {
					return;
				}
				this.writing = true;
			}
			this.writer.write(this, false);
		}

		synchronized boolean isIdle() {
			return !this.writing;
		}

		@Override
		public synchronized @Nullable OutboundMessage poll() {
			assertThat(this.writing).isTrue();
			String next = this.waiting.poll();
			return (next != null) ? OutboundMessage.text(next) : null;
		}

		@Override
		public synchronized boolean written() {
			assertThat(this.writing).isTrue();
			this.writing = !this.waiting.isEmpty();
			return this.writing;
		}

		@Override
		public void failed(Throwable cause) {
			throw new AssertionError(cause);
		}

	}

}
