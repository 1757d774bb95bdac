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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.DelegatingServletInputStream;

import io.github.wsstarter.memory.HeapShare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link UpstreamExchange}.
 *
 * @author The ws-starter authors
 */
class UpstreamExchangeTests {

	private final HttpServletRequest request = mock();

	private final HttpServletResponse response = mock();

	private final AsyncContext context = mock();

	private final UpstreamExchange.Receiver receiver = mock();

	private final HeapShare memory = new HeapShare(1024 * 1024);

	private UpstreamExchange exchange(String protocol, long length, ServletInputStream body) throws IOException {
		given(this.request.getProtocol()).willReturn(protocol);
		given(this.request.getContentLengthLong()).willReturn(length);
		given(this.request.getInputStream()).willReturn(body);
		given(this.request.startAsync()).willReturn(this.context);
		return new UpstreamExchange(this.request, this.response, this.memory);
	}

	private static ServletInputStream body(String text) {
		return new DelegatingServletInputStream(new ByteArrayInputStream(text.getBytes()));
	}

	/**
	 * Return a body of which nothing has arrived.
	 */
	private static ServletInputStream expected() throws IOException {
		ServletInputStream body = mock();
		given(body.available()).willReturn(0);
		return body;
	}

	@Test
	void memoryOfABodyThatIsDiscardedIsReleased() throws IOException {
		given(this.request.isAsyncSupported()).willReturn(true);
		UpstreamExchange exchange = exchange("HTTP/1.1", 1000, expected());
		exchange.answer(HttpStatus.FORBIDDEN);
		assertThat(this.memory.held()).isEqualTo(UpstreamExchange.MEMORY);
		exchange.onError(new IOException("reset"));
		assertThat(this.memory.held()).isZero();
		then(this.context).should().complete();
	}

	@Test
	void memoryIsReleasedThoughTheResponseCannotBeWritten() throws IOException {
		given(this.request.isAsyncSupported()).willReturn(true);
		willThrow(new IOException("reset")).given(this.response).flushBuffer();
		exchange("HTTP/1.1", 1000, expected()).answer(HttpStatus.FORBIDDEN);
		assertThat(this.memory.held()).isZero();
		then(this.request).should(never()).startAsync();
	}

	@Test
	void requestThatFailsMayBeCompleteAlready() throws IOException {
		given(this.request.isAsyncSupported()).willReturn(true);
		willThrow(new IllegalStateException("complete")).given(this.context).complete();
		UpstreamExchange exchange = exchange("HTTP/1.1", 1000, expected());
		exchange.read(this.receiver, Duration.ofSeconds(10));
		then(this.receiver).should().onWaiting();
		exchange.onError(new AsyncEvent(this.context));
		then(this.receiver).should().onFailure();
		then(this.context).should().complete();
	}

	@Test
	void requestThatFailsIsNotCompletedWhileItsResponseIsWritten() throws Exception {
		given(this.request.isAsyncSupported()).willReturn(true);
		UpstreamExchange exchange = exchange("HTTP/1.1", 1000, expected());
		exchange.read(this.receiver, Duration.ofSeconds(10));
		List<String> uses = new CopyOnWriteArrayList<>();
		CountDownLatch writing = new CountDownLatch(1);
		Thread failing = new Thread(() -> exchange.onError(new AsyncEvent(this.context)));
		willAnswer((invocation) -> {
			writing.countDown();
			await().until(() -> failing.getState() == Thread.State.TIMED_WAITING || !uses.isEmpty());
			return uses.add("written");
		}).given(this.response).flushBuffer();
		willAnswer((invocation) -> uses.add("completed")).given(this.context).complete();
		Thread answering = new Thread(() -> exchange.answer(HttpStatus.FORBIDDEN));
		answering.start();
		assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
		failing.start();
		failing.join();
		answering.join();
		assertThat(uses).startsWith("written", "completed");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void completeBodyIsReceived(boolean async) throws IOException {
		given(this.request.isAsyncSupported()).willReturn(async);
		exchange("HTTP/2.0", 5, body("hello")).read(this.receiver, Duration.ofSeconds(10));
		then(this.receiver).should().onBody();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bodyThatEndsTooEarlyIsNotAMessage(boolean async) throws IOException {
		given(this.request.isAsyncSupported()).willReturn(async);
		exchange("HTTP/2.0", 1000, body("hel")).read(this.receiver, Duration.ofSeconds(10));
		thenIsRefused();
	}

	@Test
	void bodyThatEndsTooEarlyLaterIsNotAMessage() throws IOException {
		given(this.request.isAsyncSupported()).willReturn(true);
		UpstreamExchange exchange = exchange("HTTP/2.0", 1000, expected());
		exchange.read(this.receiver, Duration.ofSeconds(10));
		exchange.onAllDataRead();
		thenIsRefused();
	}

	private void thenIsRefused() {
		then(this.receiver).should(never()).onBody();
		then(this.receiver).should().onFailure();
		then(this.response).should().setStatus(400);
	}

	@Test
	void endOfABodyIsKnownFromItsLengthOrItsChunks() throws IOException {
		assertThat(exchange("HTTP/2.0", 5, expected()).isDelimited()).isTrue();
		assertThat(exchange("HTTP/1.1", -1, expected()).isDelimited()).isTrue();
		assertThat(exchange("HTTP/2.0", -1, expected()).isDelimited()).isFalse();
	}

	@Test
	void timeIsLimitedWithoutAsynchronousSupport() throws IOException {
		exchange("HTTP/1.1", 1000, body("slow")).read(this.receiver, Duration.ofNanos(-1));
		then(this.receiver).should().onBytes(any(), anyInt());
		then(this.receiver).should().onTimeout();
		then(this.receiver).should(never()).onBody();
	}

}
