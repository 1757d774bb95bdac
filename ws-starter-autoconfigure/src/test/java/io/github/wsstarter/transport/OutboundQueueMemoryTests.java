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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for the memory that an {@link OutboundQueue} counts.
 *
 * @author The ws-starter authors
 */
class OutboundQueueMemoryTests {

	private static final int LIMIT = 500_000;

	private static final int LARGE = 10_000;

	private final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	@Test
	void messageThatManyQueuesHoldIsCountedOnce() {
		OutboundMessage shared = message(LARGE);
		List<OutboundQueue> queues = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			OutboundQueue queue = queue(Overflow.CLOSE);
			offer(queue, shared);
			queues.add(queue);
		}
		assertThat(this.memory.held()).isBetween((long) LARGE, LARGE + 1000L * 100);
		queues.forEach((queue) -> {
			write(queue);
			queue.abort(IllegalStateException::new);
		});
		assertThat(this.memory.held()).isZero();
	}

	@Test
	void messagesOfTheirOwnAreCountedForEachQueue() {
		for (int i = 0; i < 100; i++) {
			offer(queue(Overflow.CLOSE), message(LARGE));
		}
		assertThat(this.memory.held()).isBetween(100L * LARGE, 100L * (LARGE + 300));
	}

	@Test
	void emptyMessagesTakeMemoryToo() {
		OutboundQueue queue = queue(Overflow.CLOSE);
		offer(queue, message(3000));
		for (int i = 0; i < 1000; i++) {
			offer(queue, message(0));
		}
		assertThat(this.memory.held()).isGreaterThan(3000 + 1000L * 150);
	}

	@Test
	void messageBeingWrittenIsCountedUntilItIsWritten() {
		OutboundQueue queue = queue(Overflow.CLOSE);
		offer(queue, message(LARGE));
		assertThat(queue.claim()).isTrue();
		assertThat(queue.poll()).isNotNull();
		assertThat(this.memory.held()).isGreaterThan(LARGE);
		assertThat(queue.written()).isFalse();
		assertThat(this.memory.held()).isZero();
	}

	@Test
	void queueThatHoldsMuchDoesNotGrowWhileAllHoldTooMuch() {
		OutboundQueue much = queue(Overflow.CLOSE);
		OutboundQueue little = queue(Overflow.DROP_OLDEST);
		for (int i = 0; i < 1000; i++) {
			offer(much, message(1));
		}
		this.memory.add(Integer.MAX_VALUE * 2L);
		assertThat(much.offer(new Outgoing(message(1), false, null, null), false)).isEqualTo(Offer.EXCESS);
		offer(little, message(1));
		this.memory.add(-Integer.MAX_VALUE * 2L);
		offer(much, message(1));
	}

	@Test
	void repliesThatAreCollectedAreCounted() {
		OutboundQueue queue = queue(Overflow.CLOSE);
		for (int i = 0; i < 100; i++) {
			assertThat(queue.append("x".repeat(100), String::length)).isTrue();
		}
		assertThat(this.memory.held()).isBetween(8000L, 10_000L);
		assertThat(queue.claim()).isTrue();
		queue.written();
		assertThat(this.memory.held()).isZero();
	}

	/**
	 * Whatever is dropped, superseded, written or aborted, nothing stays counted.
	 */
	@RepeatedTest(20)
	void nothingStaysCounted() {
		Random random = new Random();
		List<OutboundQueue> queues = new ArrayList<>();
		Overflow[] policies = Overflow.values();
		for (int i = 0; i < 20; i++) {
			queues.add(queue(Overflow.CLOSE));
		}
		for (int i = 0; i < 500; i++) {
			OutboundMessage message = message(random.nextInt(50_000));
			Overflow overflow = policies[random.nextInt(policies.length)];
			for (OutboundQueue queue : queues) {
				if (random.nextInt(3) > 0) {
					queue.offer(new Outgoing(message, random.nextBoolean(), overflow, "key" + random.nextInt(5)),
							false);
				}
				if (random.nextInt(10) == 0) {
					write(queue);
				}
			}
		}
		assertThat(this.memory.held()).isPositive();
		for (OutboundQueue queue : queues) {
			if (random.nextBoolean()) {
				write(queue);
			}
			queue.abort(IllegalStateException::new);
		}
		assertThat(this.memory.held()).isZero();
	}

	private OutboundQueue queue(Overflow overflow) {
		return new OutboundQueue(LIMIT, overflow, IllegalStateException::new, mock(OutboundQueueListener.class),
				Runnable::run, this.memory);
	}

	private static OutboundMessage message(int size) {
		return OutboundMessage.binary(ByteBuffer.allocate(size));
	}

	private static void offer(OutboundQueue queue, OutboundMessage message) {
		assertThat(queue.offer(new Outgoing(message, false, null, null), false)).isEqualTo(Offer.QUEUED);
	}

	private static void write(OutboundQueue queue) {
		if (queue.claim()) {
			do {
				@Nullable OutboundMessage next = queue.poll();
				while (next != null) {
					next = queue.poll();
				}
			}
			while (queue.written());
		}
	}

}
