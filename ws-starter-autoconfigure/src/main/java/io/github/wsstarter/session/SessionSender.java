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

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.SessionClosedException;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Outgoing;
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

	private final Function<Object, OutboundMessage> encoder;

	private final ToIntFunction<String> appender;

	SessionSender(TransportSession session, OutboundQueue queue, Transport transport,
			Function<Object, OutboundMessage> encoder) {
		this.session = session;
		this.queue = queue;
		this.transport = transport;
		this.encoder = encoder;
		this.appender = transport::append;
	}

	CompletableFuture<Void> send(Object payload) {
		Outgoing outgoing = outgoing(payload, true);
		enqueue(outgoing, true);
		CompletableFuture<Void> stage = outgoing.stage();
		Assert.state(stage != null, "No stage");
		return stage;
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * What the thread that reads will write anyway need not be queued.
	 */
	@Override
	public void reply(Object payload) {
		boolean reader = this.session.isReader();
		boolean plain = reader && payload instanceof String && this.session.subprotocol() == null;
		if (!plain || !this.queue.append((String) payload, this.appender)) {
			enqueue(outgoing(payload, false), !reader);
		}
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

	private Outgoing outgoing(Object payload, boolean confirmed) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Outgoing(this.encoder.apply(payload), confirmed, null, null);
	}

	/**
	 * Queue a message of a topic without writing it.
	 * @param message the message
	 * @param overflow what happens if it does not fit; {@code null} for what the session
	 * does
	 * @param key what identifies messages of which only the latest waits
	 */
	void enqueue(OutboundMessage message, @Nullable Overflow overflow, @Nullable Object key) {
		enqueue(new Outgoing(message, false, overflow, key), false);
	}

	/**
	 * Have written what waits, unless somebody is about it.
	 */
	void push() {
		if (this.queue.claim()) {
			this.transport.write(this.queue, false);
		}
	}

	private void enqueue(Outgoing outgoing, boolean write) {
		OutboundMessage message = outgoing.message();
		int limit = this.session.options().sendLimit();
		Assert.isTrue(message.size() <= limit,
				() -> "A message of %d bytes exceeds 'ws.buffer.send' of %d bytes".formatted(message.size(), limit));
		switch (this.queue.offer(outgoing, write)) {
			case WRITE -> this.transport.write(this.queue, false);
			case QUEUED, DROPPED -> {
			}
			case OVERFLOW -> {
				this.session.overflow();
				fail(outgoing);
			}
			case CLOSED -> fail(outgoing);
		}
	}

	private void fail(Outgoing outgoing) {
		outgoing.reject(new SessionClosedException(this.session.getId(), this.session.closeStatus()));
	}

}
