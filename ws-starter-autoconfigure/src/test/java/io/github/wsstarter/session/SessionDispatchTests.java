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

package io.github.wsstarter.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionDispatch} and {@link InboundQueue}.
 *
 * @author The ws-starter authors
 */
class SessionDispatchTests {

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	@Test
	void pendingReplyHoldsNextMessageBack() {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.sessions.handler.onText = (text, replies) -> (text.equals("slow")) ? pending : null;
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "slow");
		receive(session, "next");
		receive(session, "last");
		assertThat(this.sessions.handler.events).containsExactly("opened", "slow");
		pending.complete(null);
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "slow", "next", "last");
		receive(session, "direct");
		assertThat(this.sessions.handler.events).endsWith("direct");
	}

	@Test
	void completedStageHoldsNothingBack() {
		this.sessions.handler.onText = (text, replies) -> CompletableFuture.completedFuture(null);
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		receive(session, "2");
		assertThat(this.sessions.handler.events).containsExactly("opened", "1", "2");
		assertThat(this.sessions.tasks).isEmpty();
	}

	@Test
	void failedStageIsAFailure() {
		this.sessions.handler.onText = (text, replies) -> CompletableFuture
			.failedFuture(new IllegalStateException("later"));
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		this.sessions.runTasks();
		assertThat(this.sessions.handler.failures).singleElement().asString().contains("later");
		assertThat(this.transport.closes).containsExactly(CloseStatus.SERVER_ERROR);
	}

	@Test
	void minimalStagesAreStagesLikeOthers() {
		CompletableFuture<Object> later = new CompletableFuture<>();
		Map<String, CompletionStage<?>> stages = Map.of("done", CompletableFuture.completedStage("x"), "failed",
				CompletableFuture.failedStage(new IllegalStateException("at once")), "later",
				later.minimalCompletionStage());
		this.sessions.handler.dealsWithFailures = true;
		this.sessions.handler.onText = (text, replies) -> stages.get(text);
		TransportSession session = this.sessions.open(this.transport);
		stages.keySet().stream().sorted().forEach((text) -> {
			receive(session, text);
			this.sessions.runTasks();
		});
		receive(session, "next");
		assertThat(this.sessions.handler.events).containsExactly("opened", "done", "failed", "later");
		assertThat(this.sessions.handler.failures).singleElement().asString().contains("at once");
		later.complete("y");
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).endsWith("next");
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void failureThatIsDealtWithKeepsSessionOpen() {
		this.sessions.handler.dealsWithFailures = true;
		this.sessions.handler.onText = (text, replies) -> {
			throw new IllegalStateException(text);
		};
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		receive(session, "2");
		assertThat(this.sessions.handler.failures).hasSize(2);
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void failureClosesWithoutAnythingInternal() {
		this.sessions.handler.onText = (text, replies) -> {
			throw new IllegalStateException("secret");
		};
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		assertThat(this.transport.closes).containsExactly(CloseStatus.SERVER_ERROR);
		assertThat(this.transport.closes.get(0).getReason()).isNull();
		receive(session, "2");
		assertThat(this.sessions.handler.events).containsExactly("opened", "1");
	}

	@Test
	void replyAfterReaderLeftIsWrittenAtOnce() {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.sessions.handler.onText = (text, replies) -> pending.thenRun(() -> replies.reply("late"));
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		pending.complete(null);
		assertThat(this.transport.written).containsExactly("late");
	}

	@Test
	void closeReachesHandlerWhileReplyIsPendingAndNothingFollows() {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.sessions.handler.onText = (text, replies) -> pending;
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		receive(session, "2");
		session.closed(CloseStatus.NORMAL);
		assertThat(this.sessions.handler.events).containsExactly("opened", "1", "closed 1000");
		pending.completeExceptionally(new IllegalStateException("too late"));
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "1", "closed 1000");
		assertThat(this.sessions.handler.failures).isEmpty();
	}

	@Test
	void closeWaitsForHandlerThatRuns() {
		TransportSession session = this.sessions.create(this.transport);
		this.sessions.handler.onText = (text, replies) -> {
			session.closed(CloseStatus.NO_CLOSE_FRAME);
			this.sessions.handler.events.add("still running");
			return null;
		};
		session.opened();
		receive(session, "1");
		assertThat(this.sessions.handler.events).containsExactly("opened", "1", "still running", "closed 1006");
	}

	@Test
	void lossIsToldOnTheExecutor() {
		TransportSession session = this.sessions.open(this.transport);
		session.closed(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.sessions.handler.events).containsExactly("opened");
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1006");
	}

	@Test
	void lossThatNobodyObservesNeedsNoOtherThread() {
		this.sessions.handler.observesClose = false;
		TransportSession session = this.sessions.open(this.transport);
		assertThat(session.endsSilently()).isTrue();
		session.closed(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.sessions.tasks).isEmpty();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1006");
		assertThat(session.endsSilently()).isTrue();
	}

	@Test
	void sessionOfAHandlerThatIsBusyDoesNotEndSilently() {
		this.sessions.handler.observesClose = false;
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.sessions.handler.onText = (text, replies) -> pending;
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "1");
		assertThat(session.endsSilently()).isFalse();
		pending.complete(null);
		this.sessions.runTasks();
		assertThat(session.endsSilently()).isTrue();
	}

	@Test
	void closeWaitsForHandlerThatThenLeavesSomethingPending() {
		TransportSession session = this.sessions.create(this.transport);
		this.sessions.handler.onText = (text, replies) -> {
			session.closed(CloseStatus.NO_CLOSE_FRAME);
			return new CompletableFuture<>();
		};
		session.opened();
		receive(session, "1");
		assertThat(this.sessions.handler.events).containsExactly("opened", "1", "closed 1006");
	}

	@Test
	void tooManyHeldMessagesMakeReaderWait() throws Exception {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.sessions.handler.onText = (text, replies) -> (text.equals("slow")) ? pending : null;
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			TransportSession session = this.sessions.open(this.transport);
			receive(session, "slow");
			IntStream.range(0, 16).forEach((i) -> receive(session, "m" + i));
			CountDownLatch started = new CountDownLatch(1);
			var waiting = executor.submit(() -> {
				started.countDown();
				receive(session, "m16");
			});
			assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
			assertThat(waiting.isDone()).isFalse();
			pending.complete(null);
			Awaitility.await().until(() -> {
				this.sessions.runTasks();
				return waiting.isDone();
			});
			this.sessions.runTasks();
			assertThat(this.sessions.handler.events).hasSize(19).endsWith("m16");
			assertThat(session.isOpen()).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void messagesHeldForTooLongCloseSession() {
		this.sessions.options.sendTimeLimit(Duration.ofMillis(20));
		this.sessions.handler.onText = (text, replies) -> new CompletableFuture<>();
		TransportSession session = this.sessions.open(this.transport);
		IntStream.range(0, 18).forEach((i) -> receive(session, "m" + i));
		assertThat(this.transport.closes).extracting(CloseStatus::getCode).containsExactly(1013);
	}

	@Test
	void heldMessagesAreBoundedInSize() {
		this.sessions.options.sendTimeLimit(Duration.ofMillis(20));
		this.sessions.handler.onText = (text, replies) -> new CompletableFuture<>();
		TransportSession session = this.sessions.open(this.transport);
		receive(session, "slow");
		receive(session, "x".repeat(900));
		assertThat(session.isOpen()).isTrue();
		receive(session, "x".repeat(101));
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	void pongsReachHandler() {
		TransportSession session = this.sessions.open(this.transport);
		session.receive(new InboundMessage.Pong(ByteBuffer.allocate(0)));
		session.receive(new InboundMessage.Binary(ByteBuffer.allocate(1)));
		assertThat(this.sessions.handler.events).containsExactly("opened", "Pong", "Binary");
	}

	@Test
	void manyPendingRepliesKeepOrder() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			this.sessions.executor = executor;
			this.sessions.handler.onText = (text, replies) -> CompletableFuture.runAsync(() -> replies.reply(text),
					executor);
			TransportSession session = this.sessions.open(this.transport);
			List<String> expected = IntStream.range(0, 5000).mapToObj(String::valueOf).toList();
			expected.forEach((text) -> {
				receive(session, text);
				session.flush();
			});
			Awaitility.await().until(() -> this.transport.written.size() == expected.size());
			assertThat(this.transport.written).isEqualTo(expected);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static void receive(TransportSession session, String text) {
		session.receive(new InboundMessage.Text(text));
	}

}
