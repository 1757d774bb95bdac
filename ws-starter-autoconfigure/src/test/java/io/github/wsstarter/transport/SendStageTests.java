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
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SendStage} and the way in which {@link OutboundQueue} completes it.
 *
 * @author The ws-starter authors
 */
class SendStageTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final List<Runnable> tasks = new ArrayList<>();

	private final OutboundQueue queue = new OutboundQueue(100, Overflow.CLOSE, IllegalStateException::new,
			mock(OutboundQueueListener.class), this.tasks::add, (bytes) -> {
			});

	@AfterEach
	void shutdown() {
		this.threads.shutdownNow();
	}

	@Test
	void stageThatNobodyObservesCompletesInPlace() {
		CompletableFuture<Void> stage = offer("1");
		write();
		assertThat(stage).isCompleted();
		assertThat(this.tasks).isEmpty();
	}

	@Test
	void whatIsAttachedLaterRunsOnTheThreadThatAttachesIt() {
		CompletableFuture<Void> stage = offer("1");
		write();
		AtomicReference<Thread> thread = new AtomicReference<>();
		stage.thenRun(() -> thread.set(Thread.currentThread()));
		assertThat(thread).hasValue(Thread.currentThread());
	}

	@ParameterizedTest
	@MethodSource("attachments")
	void whatIsAttachedRunsOnTheExecutor(String name, BiConsumer<CompletableFuture<Void>, Runnable> attachment) {
		CompletableFuture<Void> stage = offer("1");
		List<String> events = new ArrayList<>();
		attachment.accept(stage, () -> events.add("run"));
		write();
		assertThat(events).isEmpty();
		assertThat(this.tasks).hasSize(1);
		this.tasks.get(0).run();
		assertThat(events).containsExactly("run");
		assertThat(stage).isCompleted();
	}

	static Stream<Arguments> attachments() {
		CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
		return Stream.of(attachment("thenRun", (stage, run) -> stage.thenRun(run)),
				attachment("thenAccept", (stage, run) -> stage.thenAccept((sent) -> run.run())),
				attachment("whenComplete", (stage, run) -> stage.whenComplete((sent, failure) -> run.run())),
				attachment("handle", (stage, run) -> stage.handle((sent, failure) -> {
					run.run();
					return null;
				})), attachment("thenCompose", (stage, run) -> stage.thenCompose((sent) -> {
					run.run();
					return done;
				})), attachment("copy", (stage, run) -> stage.copy().thenRun(run)),
				attachment("minimal", (stage, run) -> stage.minimalCompletionStage().thenRun(run)),
				attachment("toCompletableFuture", (stage, run) -> stage.toCompletableFuture().thenRun(run)),
				attachment("allOf", (stage, run) -> CompletableFuture.allOf(stage.toCompletableFuture()).thenRun(run)),
				attachment("anyOf", (stage, run) -> CompletableFuture.anyOf(stage.toCompletableFuture()).thenRun(run)),
				attachment("runAfterBoth", (stage, run) -> done.runAfterBoth(stage, run)),
				attachment("runAfterEither", (stage, run) -> new CompletableFuture<>().runAfterEither(stage, run)),
				attachment("composed", (stage, run) -> done.thenCompose((sent) -> stage).thenRun(run)),
				attachment("orTimeout", (stage, run) -> stage.orTimeout(1, TimeUnit.HOURS).thenRun(run)),
				attachment("twice", (stage, run) -> {
					stage.thenRun(() -> {
					});
					stage.thenRun(run);
				}));
	}

	private static Arguments attachment(String name, BiConsumer<CompletableFuture<Void>, Runnable> attachment) {
		return Arguments.of(name, attachment);
	}

	@Test
	void stagesOfOneBatchCompleteInOrderAndInTasksOfTheirOwn() {
		List<Integer> order = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			int number = i;
			offer("m" + i).thenRun(() -> order.add(number));
		}
		write();
		assertThat(this.tasks).hasSize(5);
		this.tasks.forEach(Runnable::run);
		assertThat(order).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void whatIsAttachedMayWaitForTheNextStage() throws Exception {
		CompletableFuture<Void> first = offer("1");
		CompletableFuture<Void> second = offer("2");
		CountDownLatch told = new CountDownLatch(1);
		CompletableFuture<Void> waiting = first.thenRun(() -> await(told));
		second.thenRun(told::countDown);
		write();
		this.tasks.forEach(this.threads::execute);
		waiting.get(1, TimeUnit.MINUTES);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void threadThatWaitsRunsNothingThatOthersAttached() {
		AtomicReference<Thread> ran = new AtomicReference<>();
		CompletableFuture<Void> stage = offer("1");
		stage.thenRun(() -> ran.set(Thread.currentThread()));
		write();
		stage.join();
		assertThat(stage.isDone()).isTrue();
		assertThat(stage.isCompletedExceptionally()).isFalse();
		assertThat(stage.getNow(null)).isNull();
		assertThat(ran).hasNullValue();
		this.tasks.get(0).run();
		assertThat(ran).hasValue(Thread.currentThread());
	}

	@Test
	void outcomeThatTheApplicationReplacesIsSeen() {
		CompletableFuture<Void> stage = offer("1").toCompletableFuture();
		stage.obtrudeException(new IllegalStateException("replaced"));
		write();
		assertThatExceptionOfType(CompletionException.class).isThrownBy(stage::join)
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void abortTellsOnTheExecutor() {
		AtomicReference<Throwable> seen = new AtomicReference<>();
		IllegalStateException cause = new IllegalStateException("closed");
		offer("1").whenComplete((sent, failure) -> seen.set(failure));
		this.queue.abort(() -> cause);
		assertThat(seen).hasNullValue();
		this.tasks.get(0).run();
		assertThat(seen).hasValue(cause);
	}

	@Test
	void threadThatWaitsDoesNotNeedTheExecutor() throws Exception {
		CompletableFuture<Void> stage = offer("1").toCompletableFuture();
		Future<?> join = this.threads.submit(stage::join);
		Future<?> get = this.threads.submit(() -> stage.get());
		Future<?> timed = this.threads.submit(() -> stage.get(1, TimeUnit.MINUTES));
		write();
		join.get(1, TimeUnit.MINUTES);
		get.get(1, TimeUnit.MINUTES);
		timed.get(1, TimeUnit.MINUTES);
		assertThat(stage).isCompleted();
	}

	@Test
	void waitEndsWithTheFailure() {
		CompletableFuture<Void> stage = offer("1").toCompletableFuture();
		this.queue.abort(() -> new IllegalStateException("closed"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(stage::get)
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(stage).isCompletedExceptionally();
	}

	@Test
	void waitEndsInTime() {
		CompletableFuture<Void> stage = offer("1");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> stage.get(1, TimeUnit.MILLISECONDS));
		assertThat(stage).isNotDone();
	}

	@Test
	void waitEndsWhenTheApplicationCompletesTheStage() throws Exception {
		CompletableFuture<Void> stage = offer("1").toCompletableFuture();
		Future<?> join = this.threads.submit(stage::join);
		stage.complete(null);
		join.get(1, TimeUnit.MINUTES);
		write();
		assertThat(stage).isCompleted();
	}

	@Test
	void whatIsAttachedNeverRunsOnTheWritingThreadWhenBothRace() throws Exception {
		ExecutorService teller = Executors.newSingleThreadExecutor();
		Phaser phaser = new Phaser(2);
		int rounds = 5000;
		AtomicReference<SendStage> current = new AtomicReference<>();
		List<Thread> ran = new ArrayList<>();
		Future<Thread> writing = this.threads.submit(() -> {
			for (int i = 0; i < rounds; i++) {
				phaser.arriveAndAwaitAdvance();
				SendStage stage = current.get();
				if (stage.settle(null)) {
					teller.execute(stage::tell);
				}
				phaser.arriveAndAwaitAdvance();
			}
			return Thread.currentThread();
		});
		for (int i = 0; i < rounds; i++) {
			SendStage stage = new SendStage();
			current.set(stage);
			phaser.arriveAndAwaitAdvance();
			CompletableFuture<Thread> thread = stage.thenApply((sent) -> Thread.currentThread());
			phaser.arriveAndAwaitAdvance();
			ran.add(thread.get(1, TimeUnit.MINUTES));
		}
		teller.shutdown();
		assertThat(ran).hasSize(rounds).doesNotContain(writing.get(1, TimeUnit.MINUTES));
	}

	private CompletableFuture<Void> offer(String text) {
		Outgoing outgoing = new Outgoing(OutboundMessage.text(text), true, null, null);
		assertThat(this.queue.offer(outgoing, false)).isEqualTo(Offer.QUEUED);
		return outgoing.stage();
	}

	private void write() {
		assertThat(this.queue.claim()).isTrue();
		while (this.queue.poll() != null) {
			// Written in one batch
		}
		assertThat(this.queue.written()).isFalse();
	}

}
