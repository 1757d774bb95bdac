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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlushThreads}.
 *
 * @author The ws-starter authors
 */
class FlushThreadsTests {

	private static final Duration WITHIN = Duration.ofSeconds(20);

	private final CountDownLatch release = new CountDownLatch(1);

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger mostRunning = new AtomicInteger();

	private final AtomicInteger done = new AtomicInteger();

	private FlushThreads flushes = new FlushThreads(1, 100);

	@AfterEach
	void shutdown() {
		this.release.countDown();
		this.flushes.shutdown();
		Awaitility.await().atMost(WITHIN).until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void oneThreadTakesFlushesInOrder() {
		List<Integer> order = new ArrayList<>();
		IntStream.range(0, 5000).forEach((i) -> execute(() -> order.add(i)));
		awaitDone(5000);
		assertThat(order).isEqualTo(IntStream.range(0, 5000).boxed().toList());
		assertThat(this.mostRunning).hasValue(1);
	}

	@RepeatedTest(5)
	void noFlushIsLeftBehind() throws Exception {
		this.flushes = new FlushThreads(2, 100);
		ExecutorService senders = Executors.newFixedThreadPool(3);
		List<Future<?>> sending = new ArrayList<>();
		for (int sender = 0; sender < 3; sender++) {
			Random random = new Random(sender);
			sending.add(senders.submit(() -> {
				for (int i = 0; i < 1000; i++) {
					CountDownLatch flushed = new CountDownLatch(1);
					IntStream.range(0, random.nextInt(3)).forEach((k) -> execute(Thread::yield));
					execute(flushed::countDown);
					assertThat(flushed.await(20, TimeUnit.SECONDS)).isTrue();
				}
				return null;
			}));
		}
		for (Future<?> sender : sending) {
			sender.get(60, TimeUnit.SECONDS);
		}
		senders.shutdown();
	}

	@Test
	void clientThatStallsDoesNotDelayOthers() {
		TestFlush stalled = stall();
		execute(this.done::get);
		awaitDone(1);
		assertThat(stalled.heldUp).isTrue();
	}

	@Test
	void clientThatStallsIsNotReportedIfNothingWaits() {
		TestFlush stalled = stall();
		Awaitility.await().until(() -> this.running.get() == 1);
		Awaitility.await().during(Duration.ofMillis(50)).until(() -> !stalled.heldUp);
		this.release.countDown();
		awaitDone(1);
		assertThat(stalled.heldUp).isFalse();
	}

	@Test
	void clientsThatStallTogetherDoNotDelayOthers() {
		IntStream.range(0, 50).forEach((i) -> stall());
		execute(this.done::get);
		awaitDone(1);
		assertThat(this.running).hasValue(50);
	}

	@Test
	void numberOfThreadsIsLimited() {
		this.flushes = new FlushThreads(1, 10);
		IntStream.range(0, 30).forEach((i) -> stall());
		Awaitility.await().until(() -> this.running.get() == 10);
		execute(this.done::get);
		this.release.countDown();
		awaitDone(31);
		assertThat(this.mostRunning).hasValue(10);
	}

	@Test
	void slotsAreFewAgainAfterAStall() {
		IntStream.range(0, 20).forEach((i) -> stall());
		Awaitility.await().until(() -> this.running.get() == 20);
		this.release.countDown();
		awaitDone(20);
		execute(this.done::get);
		awaitDone(21);
		Awaitility.await().until(() -> this.running.get() == 0);
		this.mostRunning.set(0);
		IntStream.range(0, 5000).forEach((i) -> execute(Thread::yield));
		awaitDone(5021);
		assertThat(this.mostRunning).hasValueLessThanOrEqualTo(3);
	}

	@Test
	void flushThatFailsDoesNotAffectOthers() {
		execute(() -> {
			throw new IllegalStateException("Expected");
		});
		execute(this.done::get);
		awaitDone(2);
	}

	@Test
	void flushThatLeavesItsThreadInterruptedDoesNotAffectOthers() {
		AtomicBoolean interrupted = new AtomicBoolean();
		stall();
		execute(() -> Thread.currentThread().interrupt());
		execute(() -> interrupted.set(Thread.currentThread().isInterrupted()));
		this.release.countDown();
		awaitDone(3);
		assertThat(interrupted).isFalse();
	}

	@Test
	void shutdownRunsWaitingFlushesAndAcceptsNoMore() throws Exception {
		stall();
		Collection<Boolean> accepted = new ConcurrentLinkedQueue<>();
		AtomicBoolean stop = new AtomicBoolean();
		Thread sender = new Thread(() -> {
			while (!stop.get()) {
				accepted.add(this.flushes.execute(new TestFlush(Thread::yield)));
			}
		});
		sender.start();
		Awaitility.await().until(() -> accepted.size() > 100);
		this.flushes.shutdown();
		Awaitility.await().until(() -> accepted.contains(false));
		stop.set(true);
		sender.join();
		this.release.countDown();
		awaitDone((int) accepted.stream().filter(Boolean::booleanValue).count() + 1);
	}

	private void awaitDone(int count) {
		Awaitility.await().atMost(WITHIN).until(() -> this.done.get() == count);
	}

	private void execute(Runnable task) {
		assertThat(this.flushes.execute(new TestFlush(task))).isTrue();
	}

	private TestFlush stall() {
		TestFlush flush = new TestFlush(() -> {
			try {
				assertThat(this.release.await(60, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		assertThat(this.flushes.execute(flush)).isTrue();
		return flush;
	}

	private final class TestFlush implements Flush {

		private final Runnable task;

		private volatile boolean heldUp;

		TestFlush(Runnable task) {
			this.task = task;
		}

		@Override
		public void run() {
			FlushThreadsTests test = FlushThreadsTests.this;
			test.threads.add(Thread.currentThread());
			test.mostRunning.accumulateAndGet(test.running.incrementAndGet(), Math::max);
			try {
				this.task.run();
			}
			finally {
				test.running.decrementAndGet();
				test.done.incrementAndGet();
			}
		}

		@Override
		public void onHeldUp() {
			this.heldUp = true;
		}

	}

}
