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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.MessageDroppedException;
import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.Overflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TransportSession}.
 *
 * @author The ws-starter authors
 */
class TransportSessionTests {

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	@Test
	void sendWritesTextBytesAndObjectsInOrder() {
		TransportSession session = this.sessions.open(this.transport);
		session.send("text");
		session.send(new byte[3]);
		session.send(ByteBuffer.allocate(4));
		session.send(42);
		assertThat(this.transport.written).containsExactly("text", "binary:3", "binary:4", "json:42");
	}

	@Test
	void sendCompletesWhenWritten() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		CompletableFuture<Void> first = session.send("1");
		CompletableFuture<Void> second = session.send("2");
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		this.transport.resume();
		assertThat(first).isCompleted();
		assertThat(second).isCompleted();
	}

	@Test
	void messagesThatWaitAreTakenInOneCall() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		for (int i = 0; i < 5; i++) {
			session.send(i);
		}
		this.transport.resume();
		assertThat(this.transport.batches).containsExactly(1, 4);
	}

	@Test
	void replyOfReadingThreadIsWrittenByFlush() {
		this.sessions.handler.onText = (text, replies) -> {
			replies.reply(text);
			assertThat(this.transport.written).isEmpty();
			return null;
		};
		TransportSession session = this.sessions.open(this.transport);
		session.receive(new InboundMessage.Text("1"));
		session.receive(new InboundMessage.Text("2"));
		assertThat(this.transport.written).isEmpty();
		session.flush();
		assertThat(this.transport.written).containsExactly("1", "2");
		assertThat(this.transport.batches).containsExactly(2);
		assertThat(this.transport.mayBlock).containsExactly(true);
		assertThat(this.sessions.handler.failures).isEmpty();
	}

	@Test
	void sendOfHandlerIsWrittenAtOnce() {
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.handler.onText = (text, replies) -> {
			session.send("progress");
			assertThat(this.transport.written).containsExactly("progress");
			return null;
		};
		session.receive(new InboundMessage.Text("go"));
		assertThat(this.sessions.handler.failures).isEmpty();
		assertThat(this.transport.mayBlock).containsExactly(false);
	}

	@Test
	void messageLargerThanTheQueueIsRejectedAndSessionGoesOn() {
		TransportSession session = this.sessions.open(this.transport);
		assertThatIllegalArgumentException().isThrownBy(() -> session.send("x".repeat(101)))
			.withMessageContaining("101 bytes")
			.withMessageContaining("ws.buffer.send");
		session.send("x".repeat(100));
		assertThat(this.transport.written).hasSize(1);
	}

	@Test
	void overflowClosesSlowSession() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		CompletableFuture<Void> first = session.send("x".repeat(60));
		CompletableFuture<Void> waiting = session.send("x".repeat(40));
		CompletableFuture<Void> tooMuch = session.send("y");
		assertThat(this.transport.closesNow).extracting(CloseStatus::getCode).containsExactly(1013);
		assertThat(waiting).isCompletedExceptionally();
		assertThat(tooMuch).isCompletedExceptionally();
		assertThat(first).isCompletedExceptionally();
		assertThat(session.isOpen()).isFalse();
		assertThat(this.sessions.registry.count()).isZero();
		assertThat(this.sessions.handler.events).containsExactly("opened");
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1013");
		this.transport.failPending(new IOException("gone"));
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1013");
	}

	@Test
	void overflowDropsOldest() {
		this.sessions.options.overflow(Overflow.DROP_OLDEST);
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("in flight" + "x".repeat(51));
		CompletableFuture<Void> oldest = session.send("oldest" + "x".repeat(24));
		CompletableFuture<Void> newest = session.send("newest" + "x".repeat(24));
		assertThat(oldest).isCompletedExceptionally();
		assertThat(oldest.handle((result, failure) -> failure))
			.isCompletedWithValueMatching((failure) -> failure instanceof MessageDroppedException);
		this.transport.resume();
		assertThat(newest).isCompleted();
		assertThat(session.isOpen()).isTrue();
		assertThat(this.transport.written).singleElement().asString().startsWith("newest");
	}

	@Test
	void overflowDropsNewestWhenAllElseIsInFlight() {
		this.sessions.options.overflow(Overflow.DROP_OLDEST);
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("x".repeat(80));
		assertThat(session.send("y".repeat(30))).isCompletedExceptionally();
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void overflowDropsNewest() {
		this.sessions.options.overflow(Overflow.DROP_NEWEST);
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("x".repeat(60));
		CompletableFuture<Void> oldest = session.send("oldest" + "x".repeat(24));
		CompletableFuture<Void> newest = session.send("newest" + "x".repeat(24));
		assertThat(newest).isCompletedExceptionally();
		this.transport.resume();
		assertThat(oldest).isCompleted();
		assertThat(this.transport.written).singleElement().asString().startsWith("oldest");
	}

	@Test
	void stuckWriteIsAbortedByTheClock() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		CompletableFuture<Void> sent = session.send("1");
		session.send("2");
		session.tick();
		this.sessions.clock.advance(Duration.ofSeconds(4));
		session.tick();
		assertThat(session.isOpen()).isTrue();
		this.sessions.clock.advance(Duration.ofSeconds(1));
		session.tick();
		this.sessions.runTasks();
		assertThat(this.transport.closesNow).extracting(CloseStatus::getCode).containsExactly(1013);
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1013");
		assertThat(sent).isCompletedExceptionally();
	}

	@Test
	void slowWriteThatProgressesIsNotAborted() {
		TransportSession session = this.sessions.open(this.transport);
		for (int i = 0; i < 10; i++) {
			this.transport.stall();
			session.send(i);
			session.tick();
			this.sessions.clock.advance(Duration.ofSeconds(4));
			session.tick();
			this.transport.resume();
		}
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void closeWaitsForQueuedMessages() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("1");
		session.send("2");
		session.close(new CloseStatus(4000, "bye"));
		assertThat(session.isOpen()).isFalse();
		assertThat(session.send("3")).isCompletedExceptionally();
		assertThat(this.transport.closes).isEmpty();
		this.transport.resume();
		assertThat(this.transport.written).containsExactly("2");
		assertThat(this.transport.closes).containsExactly(new CloseStatus(4000, "bye"));
	}

	@Test
	void closeThatCannotFlushIsAbortedByTheClock() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("1");
		session.close(new CloseStatus(4000, "bye"));
		session.tick();
		this.sessions.clock.advance(Duration.ofSeconds(5));
		session.tick();
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 4000");
		assertThat(this.sessions.registry.count()).isZero();
	}

	@Test
	void closeFlushesRepliesOfTheSameBurst() {
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.handler.onText = (text, replies) -> {
			replies.reply("last");
			session.close();
			return null;
		};
		session.receive(new InboundMessage.Text("quit"));
		session.flush();
		assertThat(this.transport.written).containsExactly("last");
		assertThat(this.transport.closes).containsExactly(CloseStatus.NORMAL);
	}

	@Test
	void closeRejectsWhatMustNotBeSent() {
		TransportSession session = this.sessions.open(this.transport);
		for (int code : new int[] { 1004, 1005, 1006, 1015, 2999 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.close(new CloseStatus(code)))
				.withMessageContaining(String.valueOf(code));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> session.close(new CloseStatus(4000, "é".repeat(62))))
			.withMessageContaining("123 bytes");
		session.close(new CloseStatus(4000, "é".repeat(61)));
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	void endpointLearnsOnceOfTheEnd() {
		TransportSession session = this.sessions.open(this.transport);
		session.closed(new CloseStatus(4001, "peer"));
		session.closed(CloseStatus.NO_CLOSE_FRAME);
		session.close();
		session.abort(CloseStatus.SERVER_ERROR);
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 4001");
		assertThat(this.sessions.ends).hasValue(1);
	}

	@Test
	void lostConnectionFailsWhatWaits() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		session.send("1");
		CompletableFuture<Void> waiting = session.send("2");
		session.closed(CloseStatus.NO_CLOSE_FRAME);
		assertThat(waiting.handle((result, failure) -> failure)).isCompletedWithValueMatching(
				(failure) -> failure instanceof SessionClosedException closed && closed.getStatus().getCode() == 1006);
	}

	@Test
	void failedWriteEndsSession() {
		TransportSession session = this.sessions.open(this.transport);
		this.transport.stall();
		CompletableFuture<Void> sent = session.send("1");
		this.transport.failPending(new IOException("reset"));
		this.sessions.runTasks();
		assertThat(sent.handle((result, failure) -> failure)).isCompletedWithValueMatching(
				(failure) -> failure instanceof SessionClosedException closed && closed.getStatus().getCode() == 1006);
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1006");
	}

	@Test
	void listenersAreToldEvenIfOneFails() {
		StringBuilder events = new StringBuilder();
		this.sessions.listeners.add(new SessionListener() {

			@Override
			public void sessionOpened(WsSession session) {
				throw new IllegalStateException("listener");
			}

		});
		this.sessions.listeners.add(new SessionListener() {

			@Override
			public void sessionOpened(WsSession session) {
				events.append("opened");
			}

			@Override
			public void sessionClosed(WsSession session, CloseStatus status) {
				events.append(" closed ").append(status.getCode());
			}

		});
		TransportSession session = this.sessions.open(this.transport);
		session.closed(CloseStatus.NORMAL);
		assertThat(events).hasToString("opened closed 1000");
	}

	@Test
	void tooManyMessagesCloseSession() {
		this.sessions.options.messagesPerSecond(2);
		TransportSession session = this.sessions.open(this.transport);
		for (int i = 0; i < 3; i++) {
			session.receive(new InboundMessage.Text("m" + i));
		}
		session.flush();
		assertThat(this.sessions.handler.events).containsExactly("opened", "m0", "m1");
		assertThat(this.transport.closes).extracting(CloseStatus::getCode).containsExactly(1008);
	}

	@Test
	void answersToTheHeartbeatAreNotCounted() {
		this.sessions.options.messagesPerSecond(1);
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.clock.advance(Duration.ofSeconds(25));
		session.tick();
		session.receive(new InboundMessage.Pong(this.transport.pings.get(0)));
		session.receive(new InboundMessage.Text("1"));
		assertThat(session.isOpen()).isTrue();
		session.receive(new InboundMessage.Pong(ByteBuffer.allocate(0)));
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void limitThatClosesIsNamedOnceInTheLog(CapturedOutput output) {
		this.sessions.options.messagesPerSecond(1);
		SessionFactory factory = this.sessions.factory();
		for (int i = 0; i < 3; i++) {
			TransportSession session = this.sessions.create(factory, this.transport);
			session.opened();
			session.receive(new InboundMessage.Text("1"));
			session.receive(new InboundMessage.Text("2"));
			assertThat(session.isOpen()).isFalse();
		}
		assertThat(output).containsOnlyOnce("Too many messages per second")
			.contains("ws.limits.messages-per-second")
			.contains("ws.endpoints.test.limits.messages-per-second")
			.contains("1008");
	}

	@Test
	void messageRateRecovers() {
		this.sessions.options.messagesPerSecond(2);
		TransportSession session = this.sessions.open(this.transport);
		for (int i = 0; i < 6; i++) {
			session.receive(new InboundMessage.Text("m" + i));
			this.sessions.clock.advance(Duration.ofMillis(500));
		}
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void endpointLearnsOfTheEndWithoutExecutorAndInSpiteOfListeners() {
		this.sessions.executor = (task) -> {
			throw new RejectedExecutionException("shut down");
		};
		this.sessions.listeners.add(new SessionListener() {

			@Override
			public void sessionClosed(WsSession session, CloseStatus status) {
				throw new AssertionError("listener");
			}

		});
		this.sessions.open(this.transport).abort(CloseStatus.GOING_AWAY);
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1001");
		assertThat(this.transport.closesNow).containsExactly(CloseStatus.GOING_AWAY);
	}

	@Test
	void threadThatLosesTheConnectionDoesNotRunTheHandler() {
		this.sessions.open(this.transport).closed(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.sessions.handler.events).containsExactly("opened");
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1006");
	}

	@Test
	void answerToPingIsNoMessageToTheRate() {
		this.sessions.options.messagesPerSecond(1);
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.clock.advance(Duration.ofSeconds(25));
		session.tick();
		InboundMessage.Pong answer = new InboundMessage.Pong(this.transport.pings.get(0));
		session.receive(new InboundMessage.Text("message"));
		session.tick();
		session.receive(answer);
		assertThat(session.isOpen()).isTrue();
		assertThat(session.getRoundTripTime()).isNotNull();
		session.receive(answer);
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	void sessionTellsOfItsHandshake() {
		TransportSession session = this.sessions.open(this.transport);
		assertThat(session.getAttributes()).containsEntry("key", "value");
		session.getAttributes().put("more", 1);
		assertThat(session.getEndpointName()).isEqualTo("test");
		assertThat(session.getTransport()).isEqualTo("test");
		assertThat(session.getUri()).hasPath("/test");
		assertThat(this.sessions.registry.find(session.getId())).containsSame(session);
		assertThat(this.sessions.registry.ofEndpoint("test")).containsExactly(session);
		assertThat(this.sessions.registry.ofUser("nobody")).isEmpty();
	}

}
