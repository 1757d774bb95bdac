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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for replies that are appended to the next write of an {@link OutboundQueue}.
 *
 * @author The ws-starter authors
 */
class OutboundQueueAppendTests {

	private static final int LIMIT = 100;

	private static final int ROUNDS = 2000;

	private final AtomicInteger drained = new AtomicInteger();

	private final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	private final OutboundQueue queue = new OutboundQueue(LIMIT, Overflow.CLOSE, IllegalStateException::new,
			new OutboundQueueListener() {

				@Override
				public void onDrained() {
					OutboundQueueAppendTests.this.drained.incrementAndGet();
				}

				@Override
				public void onFailed(Throwable cause) {
					throw new AssertionError(cause);
				}

			}, Runnable::run, this.memory);

	/**
	 * Guarded by the monitor of the queue while a reply is appended, and afterwards owned
	 * by the thread that writes.
	 */
	private List<String> appended = new ArrayList<>();

	private final List<String> written = new ArrayList<>();

	@Test
	void appendedRepliesLeaveBeforeWhatIsQueuedAfterThem() {
		assertThat(append("a")).isTrue();
		assertThat(append("b")).isTrue();
		assertThat(this.queue.offer(message("c"), false)).isEqualTo(Offer.QUEUED);
		assertThat(append("d")).isFalse();
		this.queue.offer(message("d"), false);
		assertThat(this.queue.claim()).isTrue();
		write();
		assertThat(this.written).containsExactly("a", "b", "c", "d");
		assertThat(this.queue.claim()).isFalse();
		assertThat(append("e")).isTrue();
	}

	@Test
	void whoSendsWritesWhatWasAppendedFirst() {
		append("a");
		assertThat(this.queue.offer(message("b"), true)).isEqualTo(Offer.WRITE);
		assertThat(append("c")).isFalse();
		write();
		assertThat(this.written).containsExactly("a", "b");
	}

	@Test
	void replyIsNotAppendedWhileSomebodyWrites() {
		assertThat(this.queue.offer(message("a"), true)).isEqualTo(Offer.WRITE);
		assertThat(append("b")).isFalse();
		write();
		assertThat(append("b")).isTrue();
	}

	@Test
	void appenderWithoutRoomLeavesNothingToWrite() {
		assertThat(this.queue.append("a", (text) -> 0)).isFalse();
		assertThat(this.queue.claim()).isFalse();
	}

	@Test
	void appendedRepliesCountUntilTheyAreWritten() {
		assertThat(append("x".repeat(30))).isTrue();
		assertThat(append("x".repeat(30))).as("a reply that may take 90 bytes is appended").isFalse();
		assertThat(append("x".repeat(23))).isTrue();
		assertThat(this.queue.isCongested()).isTrue();
		assertThat(this.queue.offer(message("x".repeat(48)), false)).isEqualTo(Offer.OVERFLOW);
		assertThat(this.queue.claim()).isTrue();
		write();
		assertThat(this.queue.isCongested()).isFalse();
		assertThat(this.queue.offer(message("x".repeat(LIMIT)), false)).isEqualTo(Offer.QUEUED);
	}

	@Test
	void clockDoesNotWatchWhatNobodyWritesYet() {
		append("a");
		assertThat(this.queue.progress()).isEqualTo(OutboundQueue.NOT_WRITING);
		this.queue.claim();
		assertThat(this.queue.progress()).isNotEqualTo(OutboundQueue.NOT_WRITING);
	}

	@Test
	void appendedRepliesAreWrittenBeforeTheQueueCloses() {
		append("a");
		this.queue.close();
		assertThat(this.drained).hasValue(0);
		assertThat(append("b")).isFalse();
		assertThat(this.queue.claim()).isTrue();
		write();
		assertThat(this.written).containsExactly("a");
		assertThat(this.drained).hasValue(1);
	}

	@RepeatedTest(5)
	void repliesAndMessagesOfOthersKeepTheirOrder() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < ROUNDS; i++) {
				Offer offer = this.queue.offer(message("s" + i), true);
				while (offer == Offer.OVERFLOW) {
					Thread.onSpinWait();
					offer = this.queue.offer(message("s" + i), true);
				}
				if (offer == Offer.WRITE) {
					write();
				}
			}
			done.set(true);
		});
		int replies = 0;
		while (!done.get() || replies < ROUNDS) {
			if (append("r" + replies)) {
				replies++;
			}
			if (this.queue.claim()) {
				write();
			}
		}
		sender.get();
		assertThat(this.queue.claim()).isFalse();
		assertThat(this.written).filteredOn((text) -> text.startsWith("r"))
			.isEqualTo(IntStream.range(0, replies).mapToObj((i) -> "r" + i).toList());
		assertThat(this.written).filteredOn((text) -> text.startsWith("s"))
			.isEqualTo(IntStream.range(0, ROUNDS).mapToObj((i) -> "s" + i).toList());
	}

	private boolean append(String text) {
		return this.queue.append(text, (reply) -> {
			this.appended.add(reply);
			return reply.length();
		});
	}

	private static Outgoing message(String text) {
		return new Outgoing(OutboundMessage.text(text), false, null, null);
	}

	private void write() {
		do {
			this.written.addAll(this.appended);
			this.appended = new ArrayList<>();
			@Nullable OutboundMessage message = this.queue.poll();
			while (message != null) {
				this.written.add(((OutboundMessage.Text) message).payload());
				message = this.queue.poll();
			}
		}
		while (this.queue.written());
	}

}
