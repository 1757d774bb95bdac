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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.memory.SessionMemory;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.SizeLimit;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.sse.SseInbound.Reception;

/**
 * A {@code POST} request that sends a message. Neither a body that arrives slowly nor a
 * message that has to wait for a previous one holds a thread.
 * <p>
 * The events of one request come one after another, except for the end of the wait:
 * {@code answered} makes sure that the request is answered once.
 *
 * @author The ws-starter authors
 */
final class UpstreamRequest implements SseInbound.Delivery, ReadListener, AsyncListener {

	private static final Log logger = LogFactory.getLog(UpstreamRequest.class);

	private static final int BUFFER_SIZE = 8192;

	/**
	 * What the container holds for a request whose body has not arrived, roughly, in
	 * bytes.
	 */
	private static final int REQUEST_SIZE = 80 * 1024;

	/**
	 * How much memory a byte of the body takes: it is collected in a buffer that grows,
	 * and copied from there.
	 */
	private static final int COPIES = 2;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final SseConnection connection;

	private final SizeLimit limit;

	private final SessionOptions options;

	private final AtomicBoolean answered = new AtomicBoolean();

	private final FastByteArrayOutputStream body = new FastByteArrayOutputStream();

	/**
	 * The memory of the body until the request is answered. Used by the thread that
	 * reads, and closed by the one that answers.
	 */
	private final SessionMemory memory;

	/**
	 * Written by the thread of the request, before any other thread uses this object.
	 */
	private @Nullable AsyncContext context;

	/**
	 * Written by the thread that has read the body, before the message may wait.
	 */
	private volatile @Nullable InboundMessage message;

	UpstreamRequest(HttpServletRequest request, HttpServletResponse response, SseConnection connection, SizeLimit limit,
			SessionOptions options) {
		this.request = request;
		this.response = response;
		this.connection = connection;
		this.limit = limit;
		this.memory = new SessionMemory(connection.memory(), 0);
		this.options = options;
	}

	/**
	 * Receive the message. Called on the thread of the request.
	 */
	void receive() {
		long length = this.request.getContentLengthLong();
		if (length > this.limit.bytes()) {
			refuseSize();
			return;
		}
		try {
			ServletInputStream in = this.request.getInputStream();
			if (!this.request.isAsyncSupported()) {
				this.body.write(in.readNBytes((int) Math.min(this.limit.bytes() + 1L, Integer.MAX_VALUE)));
				onAllDataRead();
			}
			else if (isReceived(in, length)) {
				onAllDataRead();
			}
			else {
				this.memory.add(REQUEST_SIZE);
				startAsync(this.options.timeLimit(this.limit.bytes()));
				in.setReadListener(this);
			}
		}
		catch (IOException ex) {
			onError(ex);
		}
	}

	private boolean isReceived(ServletInputStream in, long length) throws IOException {
		// Most often, everything has arrived already
		while (this.body.size() < length && in.available() > 0) {
			read(in, new byte[(int) Math.min(length - this.body.size(), BUFFER_SIZE)]);
		}
		return this.body.size() == length;
	}

	private boolean read(ServletInputStream in, byte[] buffer) throws IOException {
		int length = in.read(buffer);
		if (length > 0) {
			this.body.write(buffer, 0, length);
			this.memory.add(COPIES * length);
		}
		return length >= 0;
	}

	private void startAsync(Duration forBody) {
		AsyncContext context = this.request.startAsync();
		context.setTimeout(forBody.plus(this.options.sendTimeLimit()).toMillis());
		context.addListener(this);
		this.context = context;
	}

	@Override
	public void onDataAvailable() throws IOException {
		ServletInputStream in = this.request.getInputStream();
		byte[] buffer = new byte[BUFFER_SIZE];
		while (!this.answered.get() && in.isReady() && read(in, buffer)) {
			if (this.body.size() > this.limit.bytes()) {
				refuseSize();
			}
		}
	}

	@Override
	public void onAllDataRead() {
		if (this.answered.get()) {
			return;
		}
		if (this.body.size() > this.limit.bytes()) {
			refuseSize();
			return;
		}
		try {
			received(ByteBuffer.wrap(this.body.toByteArrayUnsafe()));
		}
		catch (CharacterCodingException ex) {
			onError(ex);
		}
	}

	@Override
	public void onError(Throwable failure) {
		logger.debug(LogMessage.format("Failed to read a message to %s: %s", this.connection, failure));
		answer(HttpStatus.BAD_REQUEST);
	}

	private void received(ByteBuffer payload) throws CharacterCodingException {
		this.message = (this.limit.isText())
				? new InboundMessage.Text(StandardCharsets.UTF_8.newDecoder().decode(payload).toString())
				: new InboundMessage.Binary(payload);
		Reception reception = this.connection.receive(this);
		if (reception != Reception.WAITING) {
			onPassed(reception);
		}
	}

	private void refuseSize() {
		answer(HttpStatus.CONTENT_TOO_LARGE);
		this.connection.refuse(CloseStatus.TOO_BIG_TO_PROCESS, this.limit.violation(), this.limit.property());
	}

	@Override
	public InboundMessage message() {
		InboundMessage message = this.message;
		Assert.state(message != null, "The message is not received yet");
		return message;
	}

	@Override
	public boolean mayWait() {
		if (this.context == null && this.request.isAsyncSupported()) {
			startAsync(Duration.ZERO);
		}
		return this.context != null;
	}

	@Override
	public void onPassed(Reception reception) {
		HttpStatus status = switch (reception) {
			case TAKEN, WAITING -> HttpStatus.NO_CONTENT;
			case REFUSED -> HttpStatus.TOO_MANY_REQUESTS;
			case CLOSED -> HttpStatus.FORBIDDEN;
		};
		answer(status);
	}

	private void answer(HttpStatus status) {
		if (!this.answered.compareAndSet(false, true)) {
			return;
		}
		this.memory.close();
		UpstreamHandler.answer(this.response, status);
		AsyncContext context = this.context;
		if (context != null) {
			flush();
			context.complete();
		}
	}

	/**
	 * Write the answer now, because Tomcat discards it later if reading has failed.
	 */
	private void flush() {
		try {
			this.response.flushBuffer();
		}
		catch (IOException ex) {
			logger.debug(LogMessage.format("Failed to answer a message to %s: %s", this.connection, ex));
		}
	}

	/**
	 * A message that a thread passes at this moment counts as taken.
	 */
	@Override
	public void onTimeout(AsyncEvent event) {
		if (this.message == null) {
			answer(HttpStatus.REQUEST_TIMEOUT);
		}
		else {
			onPassed((this.connection.withdraw(this)) ? Reception.REFUSED : Reception.TAKEN);
		}
	}

	/**
	 * Complete the request, even if it is complete already: Tomcat forgets the completion
	 * when a request fails, and would answer it with 500.
	 */
	@Override
	public void onError(AsyncEvent event) {
		this.connection.withdraw(this);
		UpstreamHandler.answer(this.response, HttpStatus.BAD_REQUEST);
		this.answered.set(true);
		this.memory.close();
		event.getAsyncContext().complete();
	}

	@Override
	public void onComplete(AsyncEvent event) {
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
	}

}
