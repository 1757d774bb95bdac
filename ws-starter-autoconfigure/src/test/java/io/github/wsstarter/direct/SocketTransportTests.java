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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.direct.CloseProgress.AfterClose;
import io.github.wsstarter.direct.CloseProgress.State;
import io.github.wsstarter.memory.HeapShare;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketTransport}, with the frames of a {@link WebSocketEncoder}.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
class SocketTransportTests {

	private static final int BUFFER = Scratch.SIZE;

	private static final int PART = WebSocketEncoder.MAX_PAYLOAD;

	private final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	private final MemoryChannel channel = new MemoryChannel();

	private final Events events = new Events();

	private final WebSocketEncoder encoder = new WebSocketEncoder(null);

	private SocketTransport transport;

	@BeforeEach
	void createTransport() throws IOException {
		UpgradedSocket socket = UpgradedSocket.of(new TestEndpoint(Runnable::run).wrap(this.channel));
		this.transport = new SocketTransport(socket, new Scratch.Pool(1), this.encoder, this.memory);
		this.transport.start(this.events);
	}

	private void pong(ByteBuffer payload) {
		this.encoder.pong(payload);
		this.transport.proceed();
	}

	@Test
	void manyMessagesLeaveInOneWrite() {
		String[] texts = IntStream.range(0, 100).mapToObj((i) -> "m" + i).toArray(String[]::new);
		TestSource source = new TestSource().texts(texts);
		this.transport.write(source, false);
		assertThat(this.channel.writes()).isEqualTo(1);
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly(texts);
		assertThat(source.batches()).containsExactly(100);
		assertThat(this.events.written).hasValue(1);
		assertThat(this.events.awaited).hasValue(0);
	}

	@Test
	void singleMessageIsWrittenAtOnce() {
		this.transport.write(new TestSource().texts("a"), false);
		this.transport.write(new TestSource().texts("b"), false);
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("a", "b");
		assertThat(this.channel.writes()).isEqualTo(2);
	}

	@Test
	void bytesThatTheSocketDoesNotTakeWait() {
		this.channel.room(10);
		TestSource source = new TestSource().texts("0123456789", "next");
		this.transport.write(source, false);
		assertThat(this.events.awaited).hasValue(1);
		assertThat(source.batches()).isEmpty();
		this.channel.room(3);
		this.transport.proceed();
		assertThat(this.events.awaited).hasValue(2);
		assertThat(source.batches()).isEmpty();
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("0123456789", "next");
		assertThat(source.batches()).containsExactly(2);
	}

	@Test
	void messageThatComesWhileTheSocketIsFullFollows() {
		this.channel.room(1);
		TestSource source = new TestSource().texts("first");
		this.transport.write(source, false);
		assertThat(source.offer("second")).isFalse();
		this.transport.proceed();
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("first", "second");
		assertThat(source.batches()).containsExactly(1, 1);
	}

	@Test
	void messageThatFitsIntoAFrameIsNotFragmented() {
		this.transport.write(new TestSource().binary(PART).texts("x".repeat(PART), "end"), false);
		List<UnmaskedFrame> frames = UnmaskedFrame.all(this.channel.written());
		assertThat(frames).extracting(UnmaskedFrame::kind).containsExactly("binary", "text", "text");
		assertThat(frames.get(0).payload()).hasSize(PART);
	}

	@Test
	void largerMessageIsFragmented() {
		TestSource source = new TestSource().texts("x".repeat(PART + 1)).binary(3 * PART).texts("end");
		this.transport.write(source, false);
		List<UnmaskedFrame> frames = UnmaskedFrame.all(this.channel.written());
		assertThat(frames).extracting(UnmaskedFrame::kind)
			.containsExactly("first of text", "last", "first of binary", "next", "last", "text");
		assertThat(frames).extracting((frame) -> frame.payload().length).containsExactly(PART, 1, PART, PART, PART, 3);
		assertThat(this.channel.written()).hasSize(2 + 4 + PART + 2 + 1 + 3 * (4 + PART) + 3);
	}

	@ParameterizedTest
	@ValueSource(ints = { PART, PART + 1, PART + 125, PART + 126, BUFFER - 10, BUFFER - 9, BUFFER - 4, 2 * PART - 1,
			2 * PART, 2 * PART + 1, 3 * BUFFER, 7 * PART + 100 })
	void messagesAreTheSameHoweverTheyAreFragmented(int size) {
		byte[] noise = new byte[size];
		new Random(size).nextBytes(noise);
		TestSource source = new TestSource().texts("start").binary(noise).texts("x".repeat(size), "end");
		this.transport.write(source, false);
		this.transport.proceed();
		List<UnmaskedFrame> messages = UnmaskedFrame.messages(this.channel.written());
		assertThat(messages).extracting(UnmaskedFrame::kind).containsExactly("text", "binary", "text", "text");
		assertThat(messages.get(1).payload()).isEqualTo(noise);
		assertThat(messages.get(2).text()).isEqualTo("x".repeat(size));
		assertThat(UnmaskedFrame.all(this.channel.written())).allMatch((frame) -> frame.payload().length <= PART);
		assertThat(source.batches().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
	}

	@Test
	void smallMessagesBesideALargeOneStillLeaveInOneWrite() {
		this.transport.write(new TestSource().texts("a").binary(PART + 100).texts("b", "c"), false);
		assertThat(UnmaskedFrame.messages(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("text", "binary", "text", "text");
		assertThat(this.channel.writes()).isEqualTo(1);
	}

	@Test
	void oneCallWritesOnlySoMuch() {
		TestSource source = new TestSource().binary(20 * BUFFER);
		this.transport.write(source, false);
		assertThat(this.channel.writes()).isEqualTo(8);
		assertThat(this.events.awaited).hasValue(1);
		this.transport.proceed();
		this.transport.proceed();
		assertThat(UnmaskedFrame.messages(this.channel.written())).hasSize(1);
		assertThat(source.batches()).containsExactly(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 9, 10, 11, 126, 127, 128, 254, 380, 381, 382 })
	void controlFramesFollowAFrameThatLeavesThemLittleRoom(int room) {
		this.channel.room(0);
		this.transport.write(new TestSource().binary(PART).binary(PART - 4 - room), false);
		this.transport.ping(ByteBuffer.allocate(125));
		pong(ByteBuffer.allocate(125));
		this.transport.close(CloseStatus.NORMAL.withReason("x".repeat(123)));
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("binary", "binary", "pong", "ping", "close");
		assertThat(this.events.failures).isEmpty();
	}

	@Test
	void controlFramesStandBetweenMessages() {
		this.channel.room(1000);
		TestSource source = new TestSource().binary(PART).binary(PART).texts("next");
		this.transport.write(source, false);
		this.transport.ping(ByteBuffer.wrap(new byte[] { 1 }));
		pong(ByteBuffer.wrap(new byte[] { 2 }));
		pong(ByteBuffer.wrap(new byte[] { 3 }));
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		List<UnmaskedFrame> frames = UnmaskedFrame.all(this.channel.written());
		assertThat(frames).extracting(UnmaskedFrame::kind).containsExactly("binary", "binary", "pong", "ping", "text");
		assertThat(frames.get(2).payload()).containsExactly(3);
	}

	@Test
	void controlFramesDoNotWaitForTheEndOfALargeMessage() {
		this.channel.room(1000);
		this.transport.write(new TestSource().binary(20 * PART).texts("next"), false);
		this.transport.ping(ByteBuffer.wrap(new byte[] { 1 }));
		pong(ByteBuffer.wrap(new byte[] { 2 }));
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		this.transport.proceed();
		List<UnmaskedFrame> frames = UnmaskedFrame.all(this.channel.written());
		assertThat(frames).extracting(UnmaskedFrame::kind)
			.startsWith("first of binary", "next", "pong", "ping", "next")
			.endsWith("last", "text");
		assertThat(UnmaskedFrame.messages(this.channel.written())).hasSize(2)
			.first()
			.satisfies((message) -> assertThat(message.payload()).hasSize(20 * PART));
	}

	@Test
	void frameIsCompletedBeforeTheCloseFrameAndNothingFollows() {
		this.channel.room(1000);
		TestSource source = new TestSource().binary(PART).binary(PART).texts("never sent");
		this.transport.write(source, false);
		this.transport.close(CloseStatus.GOING_AWAY);
		this.transport.ping(ByteBuffer.allocate(1));
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("binary", "binary", "ping", "close");
		this.transport.ping(ByteBuffer.allocate(1));
		assertThat(UnmaskedFrame.all(this.channel.written())).hasSize(4);
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void closeFrameDoesNotWaitForTheEndOfALargeMessage() {
		this.channel.room(1000);
		TestSource source = new TestSource().binary(20 * PART);
		this.transport.write(source, false);
		this.transport.close(CloseStatus.GOING_AWAY);
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("first of binary", "next", "close");
		assertThat(this.events.closesSent).containsExactly(CloseStatus.GOING_AWAY);
		assertThat(source.batches()).isEmpty();
		this.transport.afterClose(AfterClose.END);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void connectionEndsWhenBothSidesHaveSentACloseFrame() {
		this.transport.close(CloseStatus.NORMAL);
		assertThat(this.transport.state()).isEqualTo(State.CLOSE_SENT);
		this.transport.afterClose(AfterClose.END);
		assertThat(this.transport.state()).isEqualTo(State.CLOSED);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.events.ended).hasValue(1);
	}

	@Test
	void closeFrameIsSentBeforeTheConnectionEndsForAClientThatIsDone() {
		this.channel.room(0);
		this.transport.afterClose(AfterClose.END);
		this.transport.close(CloseStatus.NORMAL);
		assertThat(this.channel.isOpen()).isTrue();
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind).containsExactly("close");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void outputIsShutDownForAClientThatHasToCloseTheConnection() {
		this.transport.afterClose(AfterClose.SHUT_DOWN_OUTPUT);
		this.transport.close(CloseStatus.PROTOCOL_ERROR);
		assertThat(this.channel.isOutputShutDown()).isTrue();
		assertThat(this.channel.isOpen()).isTrue();
		this.transport.close(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void firstStatusCounts() {
		this.transport.close(CloseStatus.GOING_AWAY);
		this.transport.close(CloseStatus.NORMAL);
		assertThat(this.events.closings).hasValue(1);
		assertThat(this.events.closesSent).containsExactly(CloseStatus.GOING_AWAY);
		UnmaskedFrame close = UnmaskedFrame.all(this.channel.written()).get(0);
		assertThat(close.payload()).containsExactly(1001 >> 8, (byte) 1001);
	}

	@Test
	void closeFrameIsSentWhenTheSocketTookAllOfIt() {
		this.channel.room(3);
		this.transport.close(CloseStatus.GOING_AWAY);
		assertThat(this.events.closings).hasValue(1);
		assertThat(this.events.closesSent).isEmpty();
		this.channel.room(1);
		this.transport.proceed();
		assertThat(this.events.closesSent).containsExactly(CloseStatus.GOING_AWAY);
	}

	@Test
	void codeThatMustNotBeSentEndsTheConnectionWithoutACloseFrame() {
		this.transport.close(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.channel.written()).isEmpty();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.events.closings).hasValue(0);
		assertThat(this.events.ended).hasValue(1);
		assertThat(this.events.closesSent).isEmpty();
	}

	@Test
	void whatIsRequestedBeforeTheStartIsWrittenThen() throws IOException {
		MemoryChannel channel = new MemoryChannel();
		UpgradedSocket socket = UpgradedSocket.of(new TestEndpoint(Runnable::run).wrap(channel));
		SocketTransport transport = new SocketTransport(socket, new Scratch.Pool(1), this.encoder, this.memory);
		transport.write(new TestSource().texts("early"), false);
		transport.ping(ByteBuffer.allocate(1));
		assertThat(channel.writes()).isZero();
		transport.start(this.events);
		assertThat(UnmaskedFrame.all(channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("ping", "text");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1001, 1006 })
	void transportMayBeClosedBeforeTheStart(int code) throws IOException {
		MemoryChannel channel = new MemoryChannel();
		UpgradedSocket socket = UpgradedSocket.of(new TestEndpoint(Runnable::run).wrap(channel));
		SocketTransport transport = new SocketTransport(socket, new Scratch.Pool(1), this.encoder, this.memory);
		boolean sent = (code == 1001);
		transport.close(new CloseStatus(code));
		assertThat(channel.isOpen()).isTrue();
		transport.start(this.events);
		assertThat(UnmaskedFrame.all(channel.written())).hasSize((sent) ? 1 : 0);
		assertThat(this.events.closings).hasValue((sent) ? 1 : 0);
		assertThat(this.events.closesSent).hasSize((sent) ? 1 : 0);
		assertThat(channel.isOpen()).isEqualTo(sent);
		assertThat(this.events.ended).hasValue((sent) ? 0 : 1);
	}

	@Test
	void controlFrameDoesNotTakeRepliesThatAreStillAppended() {
		this.transport.append("a");
		this.transport.ping(ByteBuffer.allocate(1));
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind).containsExactly("ping");
		this.transport.append("b");
		this.transport.write(new TestSource(), false);
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("a", "b");
	}

	@Test
	void repliesThatWereAppendedGoFirstAndInTheSameWrite() {
		assertThat(this.transport.append("a")).isEqualTo(3);
		assertThat(this.transport.append("\u00e9")).isEqualTo(4);
		assertThat(this.channel.writes()).isZero();
		this.transport.write(new TestSource().texts("queued"), false);
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("a", "\u00e9", "queued");
		assertThat(this.channel.writes()).isEqualTo(1);
	}

	@Test
	void controlFramesFollowRepliesThatLeaveThemLittleRoom() {
		assertThat(this.transport.append("w".repeat(PART))).isPositive();
		assertThat(this.transport.append("x".repeat(PART - 20))).isPositive();
		assertThat(this.transport.append("y".repeat(14))).isEqualTo(16);
		assertThat(this.transport.append("z".repeat(14))).isZero();
		this.channel.room(0);
		this.transport.write(new TestSource().texts("queued"), false);
		this.transport.ping(ByteBuffer.allocate(125));
		this.channel.room(Long.MAX_VALUE);
		this.transport.proceed();
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("text", "text", "text", "ping", "text");
	}

	@Test
	void replyThatNeedsSeveralFramesIsNotAppended() {
		assertThat(this.transport.append("x".repeat(PART))).isEqualTo(PART + 4);
		this.transport.write(new TestSource(), false);
		assertThat(this.transport.append("x".repeat(PART + 1))).isZero();
		assertThat(this.transport.append("\u00e9".repeat(PART / 2 + 1))).isZero();
		assertThat(this.transport.append("\u00e9".repeat(PART / 2))).isEqualTo(PART + 4);
	}

	@Test
	void nothingThatWasAppendedFollowsTheCloseFrame() {
		this.transport.append("late");
		this.transport.close(CloseStatus.NORMAL);
		this.transport.write(new TestSource().texts("later"), false);
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind).containsExactly("close");
		this.transport.afterClose(AfterClose.END);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void interruptedThreadLeavesTheWriteToTheIoThread() {
		TestSource source = new TestSource().texts("a");
		Thread.currentThread().interrupt();
		try {
			this.transport.write(source, false);
			assertThat(this.channel.writes()).isZero();
			assertThat(this.events.awaited).hasValue(1);
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		this.transport.proceed();
		assertThat(UnmaskedFrame.texts(this.channel.written())).containsExactly("a");
		assertThat(source.batches()).containsExactly(1);
	}

	@Test
	void failureIsReportedToTheSource() {
		IOException failure = new IOException("reset");
		this.channel.fail(failure);
		TestSource source = new TestSource().texts("a");
		this.transport.write(source, false);
		assertThat(source.failure()).isSameAs(failure);
		assertThat(this.events.failures).isEmpty();
		assertThat(this.events.ended).hasValue(1);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void failureWithoutASourceIsReportedToTheListener() {
		IOException failure = new IOException("reset");
		this.channel.fail(failure);
		this.transport.ping(ByteBuffer.allocate(1));
		assertThat(this.events.failures).containsExactly(failure);
		assertThat(this.transport.state()).isEqualTo(State.CLOSED);
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void connectionEndsEvenIfTheSourceFails() {
		this.channel.fail(new IOException("reset"));
		TestSource source = new TestSource() {

			@Override
			public void failed(Throwable cause) {
				throw new IllegalStateException("broken", cause);
			}

		};
		assertThat(source.offer("a")).isTrue();
		assertThat(catchIllegalState(() -> this.transport.write(source, false))).hasMessage("broken");
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.events.ended).hasValue(1);
	}

	private static @Nullable IllegalStateException catchIllegalState(Runnable task) {
		try {
			task.run();
			return null;
		}
		catch (IllegalStateException ex) {
			return ex;
		}
	}

	@Test
	void closeWithinWrittenIsNotLost() {
		TestSource source = new TestSource() {

			@Override
			public boolean written() {
				SocketTransportTests.this.transport.close(CloseStatus.NORMAL);
				return super.written();
			}

		};
		source.offer("last");
		this.transport.write(source, false);
		assertThat(UnmaskedFrame.all(this.channel.written())).extracting(UnmaskedFrame::kind)
			.containsExactly("text", "close");
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void manyThreadsWriteWithoutMixingFramesOrLosingAny(long seed) throws InterruptedException {
		int threads = 4;
		int messages = 1500;
		TestSource source = new TestSource();
		AtomicBoolean done = new AtomicBoolean();
		this.channel.room(0);
		Thread io = new Thread(() -> serveSocket(new Random(seed), done));
		io.start();
		List<Thread> senders = new ArrayList<>();
		for (int t = 0; t < threads; t++) {
			int id = t;
			Thread sender = new Thread(() -> send(source, id, messages, new Random(seed * 31 + id)));
			senders.add(sender);
			sender.start();
		}
		for (Thread sender : senders) {
			sender.join();
		}
		while (source.batches().stream().mapToInt(Integer::intValue).sum() < threads * messages) {
			LockSupport.parkNanos(100_000);
		}
		done.set(true);
		io.join();
		List<String> texts = UnmaskedFrame.texts(this.channel.written());
		assertThat(texts).hasSize(threads * messages);
		for (int t = 0; t < threads; t++) {
			String prefix = t + ":";
			assertThat(texts.stream().filter((text) -> text.startsWith(prefix)).map(SocketTransportTests::number))
				.containsExactlyElementsOf(IntStream.range(0, messages).boxed().toList());
		}
		assertThat(this.events.failures).isEmpty();
	}

	private static int number(String text) {
		return Integer.parseInt(text.substring(2, text.indexOf(' ')));
	}

	private void send(TestSource source, int id, int messages, Random random) {
		for (int i = 0; i < messages; i++) {
			if (source.offer(id + ":" + i + " " + "x".repeat(random.nextInt(300)))) {
				this.transport.write(source, false);
			}
			if (random.nextInt(10) == 0) {
				this.transport.ping(ByteBuffer.allocate(random.nextInt(126)));
			}
			if (random.nextInt(10) == 0) {
				pong(ByteBuffer.allocate(random.nextInt(126)));
			}
		}
	}

	private void serveSocket(Random random, AtomicBoolean done) {
		while (!done.get()) {
			if (this.events.awaiting.compareAndSet(true, false)) {
				this.channel.room(random.nextInt(20_000));
				this.transport.proceed();
			}
			else {
				LockSupport.parkNanos(10_000);
			}
		}
	}

	private static final class Events implements SocketListener {

		private final AtomicInteger awaited = new AtomicInteger();

		private final AtomicBoolean awaiting = new AtomicBoolean();

		private final AtomicInteger written = new AtomicInteger();

		private final AtomicInteger closings = new AtomicInteger();

		private final List<CloseStatus> closesSent = new CopyOnWriteArrayList<>();

		private final List<Throwable> failures = new CopyOnWriteArrayList<>();

		private final AtomicInteger ended = new AtomicInteger();

		@Override
		public void onSocketFull() {
			this.awaited.incrementAndGet();
			this.awaiting.set(true);
		}

		@Override
		public void onWritten() {
			this.written.incrementAndGet();
		}

		@Override
		public void onClosing() {
			this.closings.incrementAndGet();
		}

		@Override
		public void onCloseSent(CloseStatus status) {
			this.closesSent.add(status);
		}

		@Override
		public void onFailure(Throwable cause) {
			this.failures.add(cause);
		}

		@Override
		public void onClosed() {
			this.ended.incrementAndGet();
		}

	}

}
