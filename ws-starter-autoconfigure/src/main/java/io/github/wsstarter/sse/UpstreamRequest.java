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
 *
 * @author The ws-starter authors
 */
final class UpstreamRequest implements SseInbound.Delivery, UpstreamExchange.Receiver {

	private static final Log logger = LogFactory.getLog(UpstreamRequest.class);

	/**
	 * How much memory a byte of the body takes: it is collected in a buffer that grows,
	 * and copied from there.
	 */
	private static final int COPIES = 2;

	private final UpstreamExchange exchange;

	private final SseConnection connection;

	private final SizeLimit limit;

	private final SessionOptions options;

	/**
	 * Used by the thread that reads.
	 */
	private final FastByteArrayOutputStream body = new FastByteArrayOutputStream();

	/**
	 * The memory of the body until the request is answered. Used by the thread that
	 * reads, and closed by the one that answers.
	 */
	private final SessionMemory memory;

	/**
	 * Written by the thread that has read the body, before the message may wait.
	 */
	private volatile @Nullable InboundMessage message;

	UpstreamRequest(UpstreamExchange exchange, SseConnection connection, SizeLimit limit, SessionOptions options) {
		this.exchange = exchange;
		this.connection = connection;
		this.limit = limit;
		this.memory = new SessionMemory(connection.memory(), UpstreamExchange.MEMORY);
		this.options = options;
	}

	/**
	 * Receive the message. Called on the thread of the request.
	 */
	void receive() {
		if (this.exchange.contentLength() > this.limit.bytes()) {
			refuseSize();
		}
		else if (!this.exchange.isDelimited()) {
			answer(HttpStatus.LENGTH_REQUIRED);
		}
		else {
			this.exchange.read(this, this.options.timeLimit(this.limit.bytes()).plus(this.options.sendTimeLimit()));
		}
	}

	@Override
	public void onBytes(byte[] bytes, int length) throws IOException {
		this.body.write(bytes, 0, length);
		this.memory.add(COPIES * length);
		if (this.body.size() > this.limit.bytes()) {
			refuseSize();
		}
	}

	@Override
	public void onWaiting() {
		Reception reception = this.connection.awaitBody(this);
		if (reception == Reception.WAITING) {
			this.memory.open();
		}
		else {
			onPassed(reception);
		}
	}

	@Override
	public void onBody() {
		this.connection.forgetBody(this);
		ByteBuffer payload = ByteBuffer.wrap(this.body.toByteArrayUnsafe());
		try {
			this.message = (this.limit.isText())
					? new InboundMessage.Text(StandardCharsets.UTF_8.newDecoder().decode(payload).toString())
					: new InboundMessage.Binary(payload);
		}
		catch (CharacterCodingException ex) {
			logger.debug(LogMessage.format("A message to %s is not valid UTF-8", this));
			answer(HttpStatus.BAD_REQUEST);
			return;
		}
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
		return this.exchange.await(this.options.sendTimeLimit());
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
		this.connection.forgetBody(this);
		this.memory.close();
		this.exchange.answer(status);
	}

	/**
	 * A message that a thread passes at this moment counts as taken.
	 */
	@Override
	public void onTimeout() {
		if (this.message == null) {
			answer(HttpStatus.REQUEST_TIMEOUT);
		}
		else {
			onPassed((this.connection.withdraw(this)) ? Reception.REFUSED : Reception.TAKEN);
		}
	}

	@Override
	public void onFailure() {
		this.connection.withdraw(this);
		this.connection.forgetBody(this);
		this.memory.close();
	}

	@Override
	public String toString() {
		return this.connection.toString();
	}

}
