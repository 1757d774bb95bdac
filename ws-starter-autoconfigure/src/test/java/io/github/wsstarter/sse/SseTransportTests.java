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

package io.github.wsstarter.sse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link SseTransport}, with a real {@link EventStream}.
 *
 * @author The ws-starter authors
 */
class SseTransportTests {

	private final StalledOutput output = new StalledOutput();

	private final AsyncContext context = mock();

	private final ServletRequest request = mock();

	private final Recorder recorder = new Recorder();

	private final Source source = new Source();

	private EventStream stream;

	private SseTransport transport;

	@BeforeEach
	void create() throws IOException {
		ServletResponse response = mock();
		given(response.getOutputStream()).willReturn(this.output);
		given(this.context.getResponse()).willReturn(response);
		given(this.context.getRequest()).willReturn(this.request);
		this.stream = new EventStream(this.context);
		this.transport = new SseTransport(this.stream, new EventEncoder(new EventIds(Map.of()), true),
				this.recorder::onFlushed, this.recorder::onEnded);
	}

	private void start() {
		this.stream.start(new WriteListener() {

			@Override
			public void onWritePossible() {
				SseTransportTests.this.transport.proceed();
			}

			@Override
			public void onError(Throwable failure) {
				SseTransportTests.this.stream.onFailed();
			}

		});
	}

	@Test
	void manyMessagesGoOutInOneFlush() {
		start();
		this.source.add("a", "b", "c");
		this.transport.write(this.source, false);
		assertThat(this.output.text()).isEqualTo("id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: c\n\n");
		assertThat(this.output.flushes).isEqualTo(1);
		assertThat(this.source.writes).isEqualTo(1);
		assertThat(this.recorder.flushed).hasValue(1);
	}

	@Test
	void nothingIsTakenWhileTheClientDoesNotRead() throws IOException {
		start();
		this.output.stall();
		this.source.add("a", "b");
		this.transport.write(this.source, false);
		assertThat(this.source.messages).hasSize(2);
		assertThat(this.recorder.flushed).hasValue(0);
		this.output.resume();
		assertThat(this.source.messages).isEmpty();
		assertThat(this.output.text()).contains("data: a", "data: b");
		assertThat(this.source.writes).isEqualTo(1);
	}

	@Test
	void largeMessageIsWrittenInPartsAndReportedAtItsEnd() throws IOException {
		start();
		String large = "x".repeat(100_000);
		this.source.add(large, "b");
		this.output.stallAfter(3);
		this.transport.write(this.source, false);
		assertThat(this.source.writes).isZero();
		assertThat(this.source.messages).hasSize(1);
		this.output.resume();
		assertThat(this.source.writes).isEqualTo(2);
		assertThat(this.output.text()).isEqualTo("id: 1\ndata: " + large + "\n\nid: 2\ndata: b\n\n");
	}

	@Test
	void nothingIsWrittenBeforeTheStart() {
		this.source.add("a");
		this.transport.write(this.source, false);
		this.transport.ping(ByteBuffer.allocate(8));
		assertThat(this.output.text()).isEmpty();
		start();
		this.transport.proceed();
		assertThat(this.output.text()).isEqualTo("id: 1\ndata: a\n\n:\n\n");
	}

	@Test
	void commentIsASignOfLifeOnceItIsFlushed() throws IOException {
		start();
		this.output.stall();
		this.transport.ping(ByteBuffer.allocate(8));
		assertThat(this.recorder.flushed).hasValue(0);
		this.output.resume();
		assertThat(this.output.text()).isEqualTo(":\n\n");
		assertThat(this.recorder.flushed).hasValue(1);
	}

	@Test
	void binaryIsEncoded() {
		start();
		this.source.messages.add(OutboundMessage.binary(ByteBuffer.wrap(new byte[] { 0, 1, 2, -1 })));
		this.transport.write(this.source, false);
		assertThat(this.output.text()).isEqualTo("id: 1\nevent: binary\ndata: AAEC/w==\n\n");
	}

	@Test
	void closeSaysWhyAndCompletes() {
		start();
		this.transport.close(new CloseStatus(4000, "\"so\" \u20ac \n"));
		assertThat(this.output.text())
			.isEqualTo("event: close\ndata: {\"code\":4000,\"reason\":\"\\\"so\\\" \u20ac \\n\"}\n\n");
		then(this.context).should().complete();
		assertThat(this.recorder.ended).extracting(CloseStatus::getCode).containsExactly(4000);
	}

	@Test
	void lostConnectionEndsWithoutCloseEvent() {
		start();
		this.transport.close(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.output.text()).isEmpty();
		then(this.context).should().complete();
	}

	@Test
	void closeWaitsForWhatIsStillBeingFlushed() throws IOException {
		start();
		this.output.stall();
		this.transport.ping(ByteBuffer.allocate(8));
		this.transport.close(CloseStatus.NORMAL);
		then(this.context).should(never()).complete();
		assertThat(this.recorder.ended).isEmpty();
		this.output.resume();
		assertThat(this.output.text()).endsWith("event: close\ndata: {\"code\":1000}\n\n");
		then(this.context).should().complete();
	}

	@Test
	void closeNowDoesNotWaitForACloseEventThatIsNotTaken() {
		start();
		this.output.stall();
		this.transport.close(CloseStatus.NORMAL);
		this.transport.close(CloseStatus.NORMAL);
		assertThat(this.recorder.ended).isEmpty();
		this.transport.closeNow(CloseStatus.NORMAL);
		then(this.context).should().complete();
		assertThat(this.recorder.ended).hasSize(1);
	}

	@Test
	void closeNowWithinAMessageThatIsNotTakenCutsOff() throws IOException {
		Runnable abort = mock();
		given(this.request.getAttribute(EventStream.ABORT_ATTRIBUTE)).willReturn(abort);
		create();
		start();
		this.output.stallAfter(1);
		this.source.add("x".repeat(100_000));
		this.transport.write(this.source, false);
		this.transport.closeNow(CloseStatus.SERVICE_OVERLOAD);
		then(abort).should().run();
		then(this.context).should(never()).complete();
		this.stream.onFailed();
		then(this.context).should().complete();
	}

	@Test
	void failureIsReportedToTheSource() {
		start();
		this.output.fail(new IOException("gone"));
		this.source.add("a");
		this.transport.write(this.source, false);
		assertThat(this.source.failure).hasMessage("gone");
		then(this.context).should().complete();
	}

	@Test
	void failureOfACommentEndsTheSession() {
		start();
		this.output.fail(new IOException("gone"));
		this.transport.ping(ByteBuffer.allocate(8));
		assertThat(this.recorder.ended).extracting(CloseStatus::getCode).contains(1006);
	}

	@Test
	void nothingIsTouchedOnceTheContainerTookItsObjectsBack() {
		start();
		this.stream.onCompleted();
		this.output.stall();
		this.source.add("a");
		this.transport.write(this.source, false);
		this.transport.close(CloseStatus.NORMAL);
		this.transport.closeNow(CloseStatus.NORMAL);
		this.stream.onFailed();
		assertThat(this.output.text()).isEmpty();
		then(this.context).should(never()).complete();
	}

	@Test
	void containerThatCompletedFirstIsNoError() {
		willThrow(new IllegalStateException("complete")).given(this.context).complete();
		start();
		this.transport.close(CloseStatus.NORMAL);
		this.stream.onFailed();
		then(this.context).should(times(1)).complete();
	}

	@Test
	void callsFromManyThreadsAreSerialized() {
		start();
		int threads = 8;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				int number = i;
				callers.add(CompletableFuture.runAsync(() -> call(number), executor));
			}
			callers.forEach(CompletableFuture::join);
			this.output.resume();
			while (this.source.claim()) {
				this.transport.write(this.source, false);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.recorder.ended).isEmpty();
		List<String> ids = this.output.text().lines().filter((line) -> line.startsWith("id: ")).toList();
		assertThat(ids).hasSize(threads * 1000).endsWith("id: " + threads * 1000);
		assertThat(this.source.messages).isEmpty();
	}

	private void call(int number) {
		try {
			for (int i = 0; i < 1000; i++) {
				this.source.add("x");
				if (this.source.claim()) {
					this.transport.write(this.source, false);
				}
				switch ((i + number) % 7) {
					case 0 -> this.output.stall();
					case 3 -> this.transport.ping(ByteBuffer.allocate(8));
					case 5 -> this.output.resume();
					default -> {
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Recorder {

		private final AtomicInteger flushed = new AtomicInteger();

		private final List<CloseStatus> ended = new CopyOnWriteArrayList<>();

		void onFlushed() {
			this.flushed.incrementAndGet();
		}

		void onEnded(CloseStatus status) {
			this.ended.add(status);
		}

	}

	/**
	 * A source that fails if a caller that does not own it uses it.
	 */
	private static final class Source implements OutboundSource {

		private final Queue<OutboundMessage> messages = new ArrayDeque<>();

		private boolean owned = true;

		private boolean claimed;

		private int writes;

		private @Nullable Throwable failure;

		synchronized void add(String... texts) {
			for (String text : texts) {
				this.messages.add(OutboundMessage.text(text));
			}
		}

		synchronized boolean claim() {
			boolean free = !this.messages.isEmpty() && !this.claimed;
			this.claimed |= free;
			this.owned = this.claimed;
			return free;
		}

		@Override
		public synchronized @Nullable OutboundMessage poll() {
			assertThat(this.owned).isTrue();
			return this.messages.poll();
		}

		@Override
		public synchronized boolean written() {
			assertThat(this.owned).isTrue();
			this.writes++;
			this.claimed = !this.messages.isEmpty();
			return this.claimed;
		}

		@Override
		public synchronized void failed(Throwable cause) {
			this.failure = cause;
		}

	}

}
