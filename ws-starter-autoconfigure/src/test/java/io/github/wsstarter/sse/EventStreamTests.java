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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link EventStream}.
 *
 * @author The ws-starter authors
 */
class EventStreamTests {

	/**
	 * Creates a thread for each task, because the tasks block.
	 */
	private static final Executor THREADS = (task) -> new Thread(task).start();

	private final AsyncContext context = mock();

	private final ServletRequest request = mock();

	private final BlockingOutput output = new BlockingOutput();

	private EventStream stream;

	@BeforeEach
	void create() throws IOException {
		ServletResponse response = mock();
		given(response.getOutputStream()).willReturn(this.output);
		given(this.context.getResponse()).willReturn(response);
		given(this.context.getRequest()).willReturn(this.request);
		this.stream = new EventStream(this.context);
	}

	@Test
	void doesNotWriteBeforeTheStart() throws IOException {
		put("a");
		assertThat(this.stream.advance()).isFalse();
		start();
		assertThat(this.stream.advance()).isTrue();
		assertThat(this.output.text()).isEqualTo("a");
	}

	@Test
	void doesNotWriteWhileTheContainerIsNotReady() throws IOException {
		start();
		put("a");
		this.output.stall();
		assertThat(this.stream.advance()).isFalse();
		this.output.resume();
		assertThat(this.stream.advance()).isTrue();
		assertThat(this.output.flushes).isEqualTo(1);
	}

	@Test
	void passesOnTheFailureOfAWrite() {
		start();
		put("a");
		this.output.fail(new IOException("gone"));
		assertThatIOException().isThrownBy(this.stream::advance).withMessage("gone");
	}

	@Test
	void doesNotWriteAfterItsEnd() throws IOException {
		start();
		put("a");
		this.stream.complete();
		assertThat(this.stream.advance()).isFalse();
		put("b");
		assertThat(this.stream.advance()).isFalse();
		assertThat(this.output.text()).isEmpty();
	}

	@Test
	void isCompletedOnce() {
		start();
		this.stream.complete();
		this.stream.abort();
		this.stream.onFailed();
		this.stream.complete();
		then(this.context).should(times(1)).complete();
	}

	@Test
	void isCompletedAgainWhenTheRequestFails() {
		start();
		this.stream.complete();
		this.stream.onRequestFailed();
		then(this.context).should(times(2)).complete();
	}

	@Test
	void abortCompletesWhereNothingCutsOff() {
		start();
		this.stream.abort();
		then(this.context).should().complete();
	}

	@Test
	void abortCutsOffOnce() throws IOException {
		Runnable abort = mock();
		given(this.request.getAttribute(EventStream.ABORT_ATTRIBUTE)).willReturn(abort);
		create();
		start();
		this.stream.abort();
		this.stream.abort();
		then(abort).should(times(1)).run();
		then(this.context).should(never()).complete();
	}

	@Test
	void interruptedCallbackCompletes() {
		start();
		Thread.currentThread().interrupt();
		this.stream.onFailed();
		assertThat(Thread.interrupted()).isTrue();
		then(this.context).should().complete();
	}

	@Test
	void failureIsLeftToTheThreadThatUsesTheContainer() throws Exception {
		CompletableFuture<Boolean> writer = writeThatBlocks();
		this.stream.onFailed();
		then(this.context).should(never()).complete();
		this.output.release.countDown();
		assertThat(writer.get(10, TimeUnit.SECONDS)).isFalse();
		then(this.context).should(timeout(Duration.ofSeconds(10).toMillis())).complete();
	}

	@Test
	void completionReportedDuringAWriteIsTheEndOfAllUse() throws Exception {
		CompletableFuture<Boolean> writer = writeThatBlocks();
		this.stream.onCompleted();
		this.output.release.countDown();
		assertThat(writer.get(10, TimeUnit.SECONDS)).isFalse();
		assertThat(this.output.flushes).isZero();
		this.stream.onFailed();
		this.stream.complete();
		then(this.context).should(never()).complete();
	}

	@Test
	void callbackWaitsForTheThreadThatUsesTheContainer() throws Exception {
		CompletableFuture<Boolean> writer = writeThatBlocks();
		CompletableFuture<Void> callback = CompletableFuture.runAsync(this.stream::onCompleted, THREADS);
		CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS, THREADS).execute(this.output.release::countDown);
		callback.get(10, TimeUnit.SECONDS);
		assertThat(this.output.release.getCount()).isZero();
		assertThat(writer.get(10, TimeUnit.SECONDS)).isFalse();
	}

	private CompletableFuture<Boolean> writeThatBlocks() throws InterruptedException {
		start();
		put("a");
		this.output.blocks = true;
		CompletableFuture<Boolean> writer = CompletableFuture.supplyAsync(() -> {
			try {
				return this.stream.advance();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, THREADS);
		assertThat(this.output.entered.await(10, TimeUnit.SECONDS)).isTrue();
		return writer;
	}

	private void start() {
		this.stream.start(mock(WriteListener.class));
	}

	private void put(String text) {
		this.stream.put(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An output whose writes can block, which those of a container must not do.
	 */
	private static final class BlockingOutput extends StalledOutput {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private volatile boolean blocks;

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			if (this.blocks) {
				this.entered.countDown();
				try {
					this.release.await();
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
			}
			super.write(bytes, offset, length);
		}

	}

}
