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

package io.github.wsstarter.direct;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.SessionFixture;
import io.github.wsstarter.session.TestHandler;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.StallableTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DirectInbound} and {@link InboundTurns}.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
class DirectInboundTests {

	private static final int SEND_LIMIT = 100;

	private final TestHandler handler = new TestHandler();

	private final StallableTransport transport = new StallableTransport();

	private final Events events = new Events();

	private @Nullable InboundTurns turns;

	private TransportSession session(int sendLimit) {
		TransportSession session = new SessionFixture().create(this.handler,
				new TestOptions().messageLimits(100_000, 100_000).sendLimit(sendLimit).build(), this.transport);
		session.opened();
		this.handler.events.clear();
		return session;
	}

	private List<List<String>> writes() {
		return this.transport.writes()
			.stream()
			.map((write) -> write.stream().map((message) -> ((OutboundMessage.Text) message).payload()).toList())
			.toList();
	}

	private DirectInbound inbound(boolean inline) {
		return inbound(SEND_LIMIT, inline, this.events);
	}

	private DirectInbound inbound(int sendLimit, boolean inline, Events events) {
		return inbound(sendLimit, inline, events, Long.MAX_VALUE);
	}

	private DirectInbound inbound(int sendLimit, boolean inline, Events events, long maxTurnTime) {
		TransportSession session = session(sendLimit);
		InboundTurns turns = new InboundTurns(session, events, maxTurnTime);
		this.turns = turns;
		return new DirectInbound(session, turns, inline, events);
	}

	private InboundTurns turns() {
		assertThat(this.turns).isNotNull();
		return this.turns;
	}

	private void end(DirectInbound inbound, boolean lost, String event) {
		inbound.end(lost, () -> this.handler.events.add(event));
	}

	private void echo() {
		this.handler.onText = (text, replies) -> {
			replies.reply(text);
			return null;
		};
	}

	private static void receive(DirectInbound inbound, String... texts) {
		for (String text : texts) {
			inbound.onText(text);
		}
		inbound.endBurst();
	}

	@Test
	void messagesWaitForATurn() {
		echo();
		DirectInbound inbound = inbound(false);
		receive(inbound, "a", "b", "c");
		assertThat(this.handler.events).isEmpty();
		assertThat(this.events.calls).containsExactly("schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "b", "c");
		assertThat(this.transport.texts()).containsExactly("a", "b", "c");
		assertThat(this.events.calls).containsExactly("schedule", "notFull");
	}

	@Test
	void turnEndsAfterAWhileAndLetsOthersHaveTheirs() {
		echo();
		DirectInbound inbound = inbound(100_000, false, this.events, 0);
		receive(inbound, "a", "b", "c");
		for (int i = 1; i <= 3; i++) {
			turns().turn();
			assertThat(this.transport.texts()).hasSize(i);
		}
		assertThat(this.handler.events).containsExactly("a", "b", "c");
		assertThat(this.events.calls).containsExactly("schedule", "schedule", "notFull", "schedule", "notFull",
				"notFull");
		assertThat(turns().pace()).isEqualTo(TurnTaker.Pace.SLOW);
	}

	@Test
	void repliesOfATurnLeaveTogether() {
		echo();
		DirectInbound inbound = inbound(100_000, false, this.events);
		String[] texts = IntStream.range(0, 200).mapToObj(Integer::toString).toArray(String[]::new);
		receive(inbound, texts);
		turns().turn();
		assertThat(this.transport.texts()).containsExactly(texts);
		// More than one write only if the handlers take longer than a moment
		assertThat(writes()).hasSizeLessThan(100);
	}

	@Test
	void slowHandlersKeepNoRepliesFromLeaving() {
		this.handler.onText = (text, replies) -> {
			assertThat(this.transport.texts()).hasSize(Integer.parseInt(text));
			replies.reply(text);
			long end = System.nanoTime() + 1_000_000;
			while (System.nanoTime() - end < 0) {
				Thread.onSpinWait();
			}
			return null;
		};
		DirectInbound inbound = inbound(false);
		receive(inbound, "0", "1", "2");
		turns().turn();
		assertThat(this.handler.events).containsExactly("0", "1", "2");
		assertThat(writes()).containsExactly(List.of("0"), List.of("1"), List.of("2"));
	}

	@Test
	void turnIsAskedForOnce() {
		DirectInbound inbound = inbound(false);
		receive(inbound, "a");
		receive(inbound, "b");
		assertThat(this.events.calls).containsExactly("schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "b");
		receive(inbound, "c");
		assertThat(this.events.calls).containsExactly("schedule", "notFull", "schedule");
	}

	@Test
	void inlineMessagesAreHandledAtOnceAndRepliesLeaveAtTheEndOfTheBurst() {
		echo();
		DirectInbound inbound = inbound(true);
		inbound.onText("a");
		inbound.onText("b");
		assertThat(this.handler.events).containsExactly("a", "b");
		assertThat(writes()).isEmpty();
		inbound.endBurst();
		assertThat(writes()).containsExactly(List.of("a", "b"));
		assertThat(this.events.calls).containsExactly("handling", "handled", "handling", "handled");
	}

	@Test
	void inlineMessagesBehindAPendingReplyWaitForATurn() {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.handler.onText = (text, replies) -> (text.equals("a")) ? pending : null;
		DirectInbound inbound = inbound(true);
		receive(inbound, "a", "b", "c");
		assertThat(this.handler.events).containsExactly("a");
		assertThat(this.events.calls).doesNotContain("schedule");
		pending.complete(null);
		assertThat(this.handler.events).containsExactly("a", "b");
		assertThat(this.events.calls).endsWith("schedule", "notFull");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "b", "c");
		receive(inbound, "d");
		assertThat(this.handler.events).containsExactly("a", "b", "c", "d");
	}

	@Test
	void turnNeverWaitsForAPendingReply() {
		CompletableFuture<Void> pending = new CompletableFuture<>();
		this.handler.onText = (text, replies) -> (text.equals("a")) ? pending : null;
		DirectInbound inbound = inbound(false);
		receive(inbound, "a", "b", "c", "d");
		turns().turn();
		receive(inbound, "e");
		assertThat(this.handler.events).containsExactly("a");
		assertThat(this.events.calls).containsExactly("schedule", "notFull");
		pending.complete(null);
		assertThat(this.handler.events).containsExactly("a", "b");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "b", "c", "d", "e");
	}

	@Test
	void messagesBehindAPendingReplyAreDiscardedWhenTheClientIsLost() {
		this.handler.onText = (text, replies) -> new CompletableFuture<>();
		DirectInbound inbound = inbound(false);
		receive(inbound, "a", "b", "c");
		turns().turn();
		end(inbound, true, "end");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "end");
	}

	@Test
	void inlineMessageDoesNotOvertakeThoseThatWait() {
		this.transport.stall();
		echo();
		DirectInbound inbound = inbound(true);
		receive(inbound, "x".repeat(60), "b");
		this.transport.resume();
		turns().relieve();
		receive(inbound, "c");
		assertThat(this.handler.events).hasSize(1);
		turns().turn();
		assertThat(this.handler.events).hasSize(3).endsWith("b", "c");
	}

	@Test
	void clientThatDoesNotTakeItsRepliesGetsNoTurn() {
		this.transport.stall();
		echo();
		DirectInbound inbound = inbound(false);
		String large = "x".repeat(60);
		receive(inbound, large, "b");
		turns().turn();
		assertThat(this.handler.events).containsExactly(large);
		assertThat(turns().isFull()).isTrue();
		receive(inbound, "c");
		assertThat(this.events.calls).containsExactly("schedule");
		turns().relieve();
		assertThat(this.events.calls).containsExactly("schedule");
		this.transport.resume();
		turns().relieve();
		assertThat(this.events.calls).containsExactly("schedule", "schedule", "notFull");
		turns().turn();
		assertThat(this.handler.events).containsExactly(large, "b", "c");
		assertThat(this.transport.texts()).containsExactly(large, "b", "c");
	}

	@Test
	void clientThatTakesItsRepliesAtOnceIsNotHeldUp() {
		echo();
		DirectInbound inbound = inbound(false);
		String large = "x".repeat(60);
		receive(inbound, large, "b", large, "c");
		turns().turn();
		assertThat(this.handler.events).hasSize(4);
		assertThat(turns().isFull()).isFalse();
		assertThat(this.events.calls).startsWith("schedule").contains("notFull").doesNotContain("end");
	}

	@Test
	void turnIsBounded() {
		DirectInbound inbound = inbound(false);
		receive(inbound, IntStream.range(0, 1000).mapToObj(Integer::toString).toArray(String[]::new));
		turns().turn();
		assertThat(this.handler.events).hasSize(256);
		assertThat(this.events.calls).startsWith("schedule", "schedule");
		turns().turn();
		turns().turn();
		turns().turn();
		assertThat(this.handler.events).hasSize(1000);
		assertThat(this.events.calls.stream().filter("schedule"::equals)).hasSize(4);
	}

	@Test
	void isFullWhileTooManyMessagesWait() {
		DirectInbound inbound = inbound(false);
		receive(inbound, IntStream.range(0, 1024).mapToObj(Integer::toString).toArray(String[]::new));
		assertThat(turns().isFull()).isFalse();
		receive(inbound, "one more");
		assertThat(turns().isFull()).isTrue();
		turns().turn();
		assertThat(turns().isFull()).isFalse();
		assertThat(this.events.calls).endsWith("notFull");
	}

	@Test
	void isFullWhileTooLargeMessagesWait() {
		DirectInbound inbound = inbound(false);
		receive(inbound, "x".repeat(65_536));
		assertThat(turns().isFull()).isFalse();
		receive(inbound, "x");
		assertThat(turns().isFull()).isTrue();
		turns().turn();
		assertThat(turns().isFull()).isFalse();
	}

	@Test
	void endComesAfterAllMessagesAndOnce() {
		DirectInbound inbound = inbound(false);
		inbound.onText("a");
		end(inbound, false, "end");
		end(inbound, false, "second end");
		assertThat(this.events.calls).containsExactly("schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "end");
		assertThat(this.events.calls).containsExactly("schedule");
	}

	@Test
	void endComesAfterMessagesOfManyTurns() {
		DirectInbound inbound = inbound(false);
		receive(inbound, IntStream.range(0, 300).mapToObj(Integer::toString).toArray(String[]::new));
		end(inbound, false, "end");
		turns().turn();
		assertThat(this.handler.events).hasSize(256);
		turns().turn();
		assertThat(this.handler.events).hasSize(301).endsWith("299", "end");
	}

	@Test
	void endOfInlineMessagesRunsInATurn() {
		DirectInbound inbound = inbound(true);
		inbound.onText("a");
		end(inbound, false, "end");
		assertThat(this.handler.events).containsExactly("a");
		assertThat(this.events.calls).endsWith("schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "end");
	}

	@Test
	void endOfWhichTheHandlerNeedNotKnowComesAtOnce() {
		this.handler.observesClose = false;
		DirectInbound inbound = inbound(false);
		end(inbound, false, "end");
		assertThat(this.handler.events).containsExactly("end");
		assertThat(this.events.calls).isEmpty();
	}

	@Test
	void lossIsNotToldWhileARefusalRuns() {
		this.handler.observesClose = false;
		DirectInbound inbound = inbound(false);
		inbound.onText("a");
		inbound.end(false, () -> {
			end(inbound, true, "loss");
			this.handler.events.add("refusal");
		});
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "refusal");
		assertThat(this.events.calls).containsExactly("schedule", "schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "refusal", "loss");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void endOfAConnectionFollowsARefusal(boolean observesClose) {
		this.handler.observesClose = observesClose;
		DirectInbound inbound = inbound(false);
		inbound.onText("a");
		end(inbound, false, "refusal");
		turns().turn();
		end(inbound, true, "loss");
		if (observesClose) {
			assertThat(this.handler.events).containsExactly("a", "refusal");
			assertThat(this.events.calls).containsExactly("schedule", "schedule");
			turns().turn();
		}
		assertThat(this.handler.events).containsExactly("a", "refusal", "loss");
	}

	@Test
	void endOfWhichTheHandlerNeedNotKnowComesAfterAllMessages() {
		this.handler.observesClose = false;
		DirectInbound inbound = inbound(false);
		inbound.onText("a");
		end(inbound, false, "end");
		assertThat(this.handler.events).isEmpty();
		assertThat(this.events.calls).containsExactly("schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly("a", "end");
	}

	@Test
	void endWaitsForAClientToTakeItsReplies() {
		this.transport.stall();
		echo();
		DirectInbound inbound = inbound(false);
		receive(inbound, "x".repeat(60), "b");
		turns().turn();
		end(inbound, false, "end");
		assertThat(this.events.calls).containsExactly("schedule");
		this.transport.resume();
		turns().relieve();
		turns().turn();
		assertThat(this.handler.events).hasSize(3).endsWith("b", "end");
		assertThat(this.transport.texts()).hasSize(2);
	}

	@Test
	void endDoesNotWaitForAClientThatIsLost() {
		this.transport.stall();
		echo();
		DirectInbound inbound = inbound(false);
		String large = "x".repeat(60);
		receive(inbound, large, "b", "c");
		turns().turn();
		end(inbound, false, "end");
		assertThat(this.events.calls).containsExactly("schedule");
		end(inbound, true, "second end");
		assertThat(this.events.calls).containsExactly("schedule", "schedule");
		turns().turn();
		assertThat(this.handler.events).containsExactly(large, "b", "c", "end");
	}

	@Test
	void handlerThatFailsInlineIsNotTakenForOneThatBlocks() {
		this.handler.onText = (text, replies) -> {
			throw new IllegalStateException("broken");
		};
		DirectInbound inbound = inbound(true);
		receive(inbound, "a");
		assertThat(this.events.calls).containsExactly("handling", "handled");
	}

	@Test
	void othersThanMessagesArePassedOn() {
		DirectInbound inbound = inbound(false);
		inbound.onPing(ByteBuffer.allocate(1));
		inbound.onClose(CloseStatus.NORMAL);
		inbound.onPong(ByteBuffer.allocate(1));
		inbound.onBinary(ByteBuffer.allocate(1));
		inbound.endBurst();
		turns().turn();
		assertThat(this.events.calls).startsWith("ping", "close 1000", "schedule");
		assertThat(this.handler.events).containsExactly("Pong", "Binary");
	}

	/**
	 * One thread delivers messages, another one takes replies from time to time, and
	 * turns run on a third one. All messages are handled once and in order, before the
	 * end, and none is left behind.
	 * @param seed the seed
	 * @throws Exception if a message is left behind
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void noMessageIsLostOrOvertaken(long seed) throws Exception {
		Random random = new Random(seed);
		boolean inline = seed % 2 == 0;
		int messages = 5000;
		echo();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		Semaphore ended = new Semaphore(0);
		Semaphore notFull = new Semaphore(0);
		DirectInbound inbound = inbound(400, inline, new Events() {

			@Override
			public void onMessagesWaiting() {
				executor.execute(turns()::turn);
			}

			@Override
			public void onRelief() {
				notFull.release();
			}

		});
		Thread client = new Thread(() -> takeReplies(new Random(seed), ended));
		client.start();
		List<String> sent = new ArrayList<>();
		while (sent.size() < messages) {
			while (turns().isFull()) {
				assertThat(notFull.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
			}
			for (int i = random.nextInt(20); i >= 0; i--) {
				String text = sent.size() + " " + "x".repeat(random.nextInt(40));
				sent.add(text);
				inbound.onText(text);
			}
			inbound.endBurst();
		}
		List<String> atEnd = new ArrayList<>();
		inbound.end(false, () -> {
			atEnd.addAll(this.handler.events);
			ended.release(2);
		});
		assertThat(ended.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
		client.join();
		executor.shutdown();
		assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(atEnd).isEqualTo(sent);
		assertThat(this.transport.texts()).isEqualTo(sent);
	}

	private void takeReplies(Random random, Semaphore ended) {
		while (!ended.tryAcquire()) {
			this.transport.stall();
			if (random.nextInt(4) == 0) {
				Thread.yield();
			}
			this.transport.resume();
			turns().relieve();
		}
		this.transport.resume();
	}

	private static class Events implements DirectInbound.Listener {

		private final List<String> calls = new ArrayList<>();

		@Override
		public void onPing(ByteBuffer payload) {
			this.calls.add("ping");
		}

		@Override
		public void onClose(CloseStatus status) {
			this.calls.add("close " + status.getCode());
		}

		@Override
		public void onHandling(boolean handling) {
			this.calls.add((handling) ? "handling" : "handled");
		}

		@Override
		public void onMessagesWaiting() {
			this.calls.add("schedule");
		}

		@Override
		public void onRelief() {
			this.calls.add("notFull");
		}

		@Override
		public void onTurnFailed() {
			this.calls.add("failed");
		}

	}

}
