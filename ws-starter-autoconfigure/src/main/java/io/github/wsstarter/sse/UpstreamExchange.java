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

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.memory.SessionMemory;

/**
 * A request that may have a body, and its response. A body that arrives slowly holds no
 * thread, even if nobody needs it: after the response, the rest is read and discarded for
 * a while, so that a client that still sends can read the response. Then the connection
 * is closed.
 * <p>
 * A container reuses its objects as soon as the request is complete. Therefore the
 * request is completed once, by the thread that writes the response or by the one that
 * finds that no more of the body is to be read, whichever is last. When the container
 * reports that the request failed, it waits for a thread that is writing the response.
 *
 * @author The ws-starter authors
 */
final class UpstreamExchange implements ReadListener, AsyncListener {

	/**
	 * What the container holds for a request whose body has not arrived, roughly, in
	 * bytes.
	 */
	static final int MEMORY = 80 * 1024;

	private static final Log logger = LogFactory.getLog(UpstreamExchange.class);

	private static final Duration DISCARD_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * How long a container waits at most for a thread that writes the response. It takes
	 * no time on a connection that failed.
	 */
	private static final long RELEASE_WAIT_SECONDS = 5;

	/**
	 * How much of a body is discarded at most, as in Tomcat.
	 */
	private static final int MAX_DISCARDED = 2 * 1024 * 1024;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final MemoryAccount all;

	/**
	 * The memory of a request that is answered while its body has not arrived.
	 */
	private final SessionMemory memory;

	private final AtomicBoolean answered = new AtomicBoolean();

	private final AtomicBoolean completed = new AtomicBoolean();

	private final UpstreamBody body;

	/**
	 * Receives what arrives once the request is answered.
	 */
	private final Receiver rest = new Rest();

	/**
	 * Written by the thread of the request, before any other thread uses this object;
	 * like {@code context}.
	 */
	private Receiver receiver = this.rest;

	private @Nullable AsyncContext context;

	/**
	 * Whether the response is written. Set by the thread that has written it.
	 */
	private volatile boolean responded;

	/**
	 * Counted down when the thread that answers does not use the container's objects any
	 * more.
	 */
	private final CountDownLatch released = new CountDownLatch(1);

	/**
	 * Create an exchange.
	 * @param request the request
	 * @param response the response
	 * @param all the account of all sessions
	 */
	UpstreamExchange(HttpServletRequest request, HttpServletResponse response, MemoryAccount all) {
		this.request = request;
		this.response = response;
		this.all = all;
		this.memory = new SessionMemory(all, MEMORY);
		this.body = new UpstreamBody(request, (bytes, length) -> receiver().onBytes(bytes, length));
	}

	private Receiver receiver() {
		return (this.answered.get()) ? this.rest : this.receiver;
	}

	/**
	 * Return whether one can tell that the body is complete.
	 * @return whether its end or its length is known
	 */
	boolean isDelimited() {
		return this.body.isDelimited();
	}

	/**
	 * Return the length of the body, as the client has announced it.
	 * @return the number of bytes, or -1 if it is unknown
	 */
	long contentLength() {
		return this.body.announcedLength();
	}

	/**
	 * Begin to read the body. Called on the thread of the request.
	 * @param receiver receives the body
	 * @param timeout the time that the request may take if the body does not arrive at
	 * once
	 */
	void read(Receiver receiver, Duration timeout) {
		this.receiver = receiver;
		try {
			if (this.request.isAsyncSupported()) {
				this.body.readArrived();
			}
			else if (!this.body.readAll(timeout)) {
				receiver.onTimeout();
				return;
			}
			if (this.answered.get()) {
				return;
			}
			if (this.body.isRead()) {
				receiver.onBody();
			}
			else {
				startAsync(timeout);
				this.body.readLater(this);
				receiver.onWaiting();
			}
		}
		catch (IOException ex) {
			onError(ex);
		}
	}

	/**
	 * Let the request wait for its answer without a thread.
	 * @param timeout the time that it may take
	 * @return whether it waits. If not, an answer must come now
	 */
	boolean await(Duration timeout) {
		if (this.context == null && this.request.isAsyncSupported()) {
			startAsync(timeout);
		}
		return this.context != null;
	}

	private void startAsync(Duration timeout) {
		AsyncContext context = this.request.startAsync();
		context.setTimeout(timeout.toMillis());
		context.addListener(this);
		this.context = context;
	}

	/**
	 * Answer the request. Further calls have no effect.
	 * @param status the status of the response
	 */
	void answer(HttpStatus status) {
		answer((response) -> respond(response, status));
	}

	/**
	 * Answer the request. Further calls have no effect.
	 * @param responder sets the status and the headers of the response
	 */
	void answer(Consumer<HttpServletResponse> responder) {
		if (!this.answered.compareAndSet(false, true)) {
			return;
		}
		// A method of the endpoint may have left the thread interrupted, and the
		// container would then fail to write the response
		Thread.interrupted();
		try {
			responder.accept(this.response);
			discardRest();
		}
		catch (IOException | RuntimeException ex) {
			logger.debug(LogMessage.format("Failed to answer %s: %s", this, ex));
			this.body.giveUp();
		}
		this.responded = true;
		try {
			proceed();
		}
		finally {
			this.released.countDown();
		}
	}

	private static void respond(HttpServletResponse response, HttpStatus status) {
		response.setStatus(status.value());
		if (status != HttpStatus.NO_CONTENT) {
			response.setContentLength(0);
		}
		if (status == HttpStatus.TOO_MANY_REQUESTS) {
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
	}

	private void discardRest() throws IOException {
		boolean waiting = this.context != null;
		if (!waiting) {
			if (!this.request.isAsyncSupported()) {
				this.body.giveUp();
				return;
			}
			this.body.readArrived();
			if (this.body.isRead()) {
				return;
			}
		}
		if (this.body.isExpected()) {
			this.memory.open();
			if (this.all.isExceeded() || this.request.getHeader(HttpHeaders.EXPECT) != null) {
				this.body.giveUp();
			}
		}
		if (!this.body.isRead() && this.body.isHttp1()) {
			// Otherwise, Tomcat would wait for the rest with a thread in the end
			this.response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		// Tomcat discards the response later if reading fails
		this.response.flushBuffer();
		if (!waiting) {
			startAsync(DISCARD_TIMEOUT);
			if (this.body.isExpected()) {
				this.body.readLater(this);
			}
		}
	}

	private void proceed() {
		AsyncContext context = this.context;
		if (this.responded && !this.body.isExpected() && this.completed.compareAndSet(false, true)) {
			this.memory.close();
			if (context != null) {
				context.complete();
			}
		}
	}

	@Override
	public void onDataAvailable() throws IOException {
		this.body.readReady();
		proceed();
	}

	@Override
	public void onAllDataRead() {
		try {
			this.body.onAllRead();
			receiver().onBody();
			proceed();
		}
		catch (EOFException ex) {
			onError(ex);
		}
	}

	@Override
	public void onError(Throwable failure) {
		logger.debug(LogMessage.format("Failed to read the body of %s: %s", this, failure));
		this.body.giveUp();
		this.receiver.onFailure();
		answer(HttpStatus.BAD_REQUEST);
		proceed();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		this.body.giveUp();
		receiver().onTimeout();
		proceed();
	}

	/**
	 * Complete the request, even if it is complete already: Tomcat forgets the completion
	 * when a request fails, and would answer it with 500.
	 */
	@Override
	public void onError(AsyncEvent event) {
		this.receiver.onFailure();
		if (this.answered.compareAndSet(false, true)) {
			respond(this.response, HttpStatus.BAD_REQUEST);
		}
		else {
			awaitRelease();
		}
		this.completed.set(true);
		this.memory.close();
		try {
			event.getAsyncContext().complete();
		}
		catch (IllegalStateException ex) {
			// Tomcat has not forgotten it
			logger.debug(LogMessage.format("%s is already complete: %s", this, ex));
		}
	}

	private void awaitRelease() {
		try {
			this.released.await(RELEASE_WAIT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.memory.close();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

	@Override
	public String toString() {
		return "the request to " + this.receiver;
	}

	/**
	 * Receives a body, until the request is answered. The events come one after another,
	 * except for {@link #onTimeout()} and {@link #onFailure()}.
	 */
	interface Receiver {

		void onBytes(byte[] bytes, int length) throws IOException;

		/**
		 * The rest of the body has not arrived. No thread waits for it.
		 */
		void onWaiting();

		/**
		 * The body is complete.
		 */
		void onBody();

		/**
		 * The request has taken too long.
		 */
		void onTimeout();

		/**
		 * The connection failed.
		 */
		void onFailure();

	}

	/**
	 * Discards what is left of a body.
	 */
	private final class Rest implements Receiver {

		/**
		 * Used by the thread that reads.
		 */
		private long discarded;

		@Override
		public void onBytes(byte[] bytes, int length) {
			this.discarded += length;
			if (this.discarded > MAX_DISCARDED) {
				UpstreamExchange.this.body.giveUp();
			}
		}

		@Override
		public void onWaiting() {
		}

		@Override
		public void onBody() {
		}

		@Override
		public void onTimeout() {
		}

		@Override
		public void onFailure() {
		}

		@Override
		public String toString() {
			return "an endpoint";
		}

	}

}
