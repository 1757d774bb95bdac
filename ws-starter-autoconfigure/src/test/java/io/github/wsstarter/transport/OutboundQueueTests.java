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

package io.github.wsstarter.transport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutboundQueue} under concurrency.
 *
 * @author The ws-starter authors
 */
class OutboundQueueTests {

	private static final int SENDERS = 4;

	private static final int MESSAGES = 2000;

	private final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicInteger writers = new AtomicInteger();

	private final CountDownLatch firstWrite = new CountDownLatch(1);

	private final AtomicInteger drained = new AtomicInteger();

	private final List<String> written = new ArrayList<>();

	@AfterEach
	void shutdown() {
		assertThat(this.memory.held()).isZero();
		this.executor.shutdownNow();
	}

	@RepeatedTest(10)
	void manySendersOneWriterKeepEachSendersOrder() throws Exception {
		OutboundQueue queue = queue(Integer.MAX_VALUE, Overflow.CLOSE);
		List<CompletableFuture<Void>> confirmations = send(queue);
		CompletableFuture.allOf(confirmations.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
		synchronized (this.written) {
			assertThat(this.written).hasSize(SENDERS * MESSAGES);
			Map<String, Integer> next = new HashMap<>();
			for (String message : this.written) {
				String[] parts = message.split(":");
				assertThat(Integer.parseInt(parts[1])).isEqualTo(next.merge(parts[0], 1, Integer::sum) - 1);
			}
		}
		Awaitility.await().until(() -> queue.progress() == OutboundQueue.NOT_WRITING);
		assertThat(queue.claim()).isFalse();
	}

	@RepeatedTest(10)
	void whateverIsOfferedIsWrittenOrFailsWhileClosing() throws Exception {
		OutboundQueue queue = queue(200, Overflow.DROP_OLDEST);
		Future<?> closing = this.executor.submit(() -> {
			assertThat(this.firstWrite.await(20, TimeUnit.SECONDS)).isTrue();
			queue.close();
			return null;
		});
		List<CompletableFuture<Void>> confirmations = send(queue);
		closing.get(20, TimeUnit.SECONDS);
		for (CompletableFuture<Void> confirmation : confirmations) {
			confirmation.handle((result, failure) -> null).get(20, TimeUnit.SECONDS);
		}
		long succeeded = confirmations.stream()
			.filter((confirmation) -> !confirmation.isCompletedExceptionally())
			.count();
		synchronized (this.written) {
			assertThat(this.written).hasSize((int) succeeded);
		}
		Awaitility.await().untilAsserted(() -> assertThat(this.drained).hasValue(1));
	}

	private OutboundQueue queue(int limit, Overflow overflow) {
		return new OutboundQueue(limit, overflow, IllegalStateException::new, new OutboundQueueListener() {

			@Override
			public void onDrained() {
				OutboundQueueTests.this.drained.incrementAndGet();
			}

			@Override
			public void onFailed(Throwable cause) {
				throw new AssertionError(cause);
			}

		}, this.executor, this.memory);
	}

	private List<CompletableFuture<Void>> send(OutboundQueue queue) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		List<Future<List<CompletableFuture<Void>>>> senders = new ArrayList<>();
		for (int i = 0; i < SENDERS; i++) {
			String name = "sender" + i;
			senders.add(this.executor.submit(() -> {
				start.await();
				List<CompletableFuture<Void>> confirmations = new ArrayList<>();
				for (int j = 0; j < MESSAGES; j++) {
					confirmations.add(offer(queue, name + ":" + j));
				}
				return confirmations;
			}));
		}
		start.countDown();
		List<CompletableFuture<Void>> confirmations = new ArrayList<>();
		for (Future<List<CompletableFuture<Void>>> sender : senders) {
			confirmations.addAll(sender.get(20, TimeUnit.SECONDS));
		}
		return confirmations;
	}

	private CompletableFuture<Void> offer(OutboundQueue queue, String text) {
		Outgoing outgoing = new Outgoing(OutboundMessage.text(text), true, null, null);
		switch (queue.offer(outgoing, true)) {
			case WRITE -> this.executor.execute(() -> write(queue));
			case CLOSED -> outgoing.reject(new IllegalStateException("closed"));
			case OVERFLOW, QUEUED, DROPPED -> {
			}
		}
		return outgoing.stage();
	}

	private void write(OutboundQueue queue) {
		assertThat(this.writers.incrementAndGet()).isOne();
		this.firstWrite.countDown();
		boolean more = true;
		while (more) {
			for (OutboundMessage message = queue.poll(); message != null; message = queue.poll()) {
				synchronized (this.written) {
					this.written.add(((OutboundMessage.Text) message).payload());
				}
			}
			this.writers.decrementAndGet();
			more = queue.written();
			if (more) {
				assertThat(this.writers.incrementAndGet()).isOne();
			}
		}
	}

}
