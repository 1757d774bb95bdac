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
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.Transport;

/**
 * Encodes what goes to one client, queues it and has it written.
 *
 * @author The ws-starter authors
 */
final class SessionSender implements Replies {

	private final TransportSession session;

	private final OutboundQueue queue;

	private final Transport transport;

	private final MessageCodec codec;

	SessionSender(TransportSession session, OutboundQueue queue, Transport transport, MessageCodec codec) {
		this.session = session;
		this.queue = queue;
		this.transport = transport;
		this.codec = codec;
	}

	CompletableFuture<Void> send(Object payload) {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		enqueue(payload, sent, true);
		return sent;
	}

	@Override
	public void reply(Object payload) {
		enqueue(payload, null, !this.session.isReader());
	}

	@Override
	public CompletableFuture<Void> replyAndConfirm(Object payload) {
		return send(payload);
	}

	/**
	 * Write what waits, on the thread that reads.
	 * @return whether there was something to write and nobody else wrote it
	 */
	boolean flush() {
		boolean claimed = this.queue.claim();
		if (claimed) {
			this.transport.write(this.queue, true);
		}
		return claimed;
	}

	private void enqueue(Object payload, @Nullable CompletableFuture<Void> sent, boolean write) {
		OutboundMessage message = encode(payload);
		int limit = this.session.options().sendLimit();
		Assert.isTrue(message.size() <= limit,
				() -> "A message of %d bytes exceeds 'ws.buffer.send' of %d bytes".formatted(message.size(), limit));
		Outgoing outgoing = new Outgoing(message, sent);
		switch (this.queue.offer(outgoing, write)) {
			case WRITE -> this.transport.write(this.queue, false);
			case QUEUED -> {
			}
			case OVERFLOW -> {
				this.session.overflow();
				fail(outgoing);
			}
			case CLOSED -> fail(outgoing);
		}
	}

	private void fail(Outgoing outgoing) {
		outgoing.failed(new SessionClosedException(this.session.getId(), this.session.closeStatus()));
	}

	private OutboundMessage encode(Object payload) {
		Assert.notNull(payload, "'payload' must not be null");
		if (payload instanceof OutboundMessage message) {
			return message;
		}
		if (payload instanceof CharSequence text) {
			return OutboundMessage.text(text.toString());
		}
		if (payload instanceof byte[] bytes) {
			return OutboundMessage.binary(ByteBuffer.wrap(bytes));
		}
		if (payload instanceof ByteBuffer bytes) {
			return OutboundMessage.binary(bytes);
		}
		return OutboundMessage.text(this.codec.encode(payload));
	}

}
