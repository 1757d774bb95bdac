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
import java.util.concurrent.CompletionStage;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Outgoing;
import io.github.wsstarter.transport.Transport;

/**
 * Encodes and queues messages to one client, and triggers the writes.
 *
 * @author The ws-starter authors
 */
final class SessionSender implements Replies {

	private final int limit;

	private final OutboundQueue queue;

	private final Transport transport;

	private final SessionEnd end;

	private final @Nullable MessageFraming framing;

	private final MessageCodec codec;

	private final ToIntFunction<String> appender;

	/**
	 * The thread that reads, while it calls the handler. Written by that thread. Other
	 * threads may read an old value, which does no harm: they compare the value with
	 * themselves, and no thread misses a value that it wrote.
	 */
	private @Nullable Thread reader;

	SessionSender(int limit, OutboundQueue queue, Transport transport, SessionEnd end, @Nullable MessageFraming framing,
			MessageCodec codec) {
		this.limit = limit;
		this.queue = queue;
		this.transport = transport;
		this.end = end;
		this.framing = framing;
		this.codec = codec;
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
	 * Called when the current thread, which reads, starts to call the handler: its
	 * replies may wait until it {@link #flush() flushes}.
	 */
	void onReaderEnter() {
		this.reader = Thread.currentThread();
	}

	void onReaderExit() {
		this.reader = null;
	}

	@Override
	public void reply(Object payload) {
		boolean byReader = Thread.currentThread() == this.reader;
		boolean plain = byReader && this.framing == null && payload instanceof String;
		// A text that this thread will write anyway need not be queued
		if (!plain || !this.queue.append((String) payload, this.appender)) {
			enqueue(outgoing(payload, false), !byReader);
		}
	}

	@Override
	public CompletionStage<Void> replyAndConfirm(Object payload) {
		return send(payload);
	}

	boolean flush() {
		return write(true);
	}

	void push() {
		write(false);
	}

	private boolean write(boolean mayBlock) {
		boolean claimed = this.queue.claim();
		if (claimed) {
			this.transport.write(this.queue, mayBlock);
		}
		return claimed;
	}

	private Outgoing outgoing(Object payload, boolean confirmed) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Outgoing(encode(payload), confirmed, null, null);
	}

	private OutboundMessage encode(Object payload) {
		if (payload instanceof OutboundMessage message) {
			return message;
		}
		return (this.framing != null) ? this.framing.encode(payload, this.codec)
				: OutboundMessage.of(Payload.of(payload, this.codec));
	}

	void enqueue(OutboundMessage message, @Nullable Overflow overflow, @Nullable Object key) {
		enqueue(new Outgoing(message, false, overflow, key), false);
	}

	void requireRoom(OutboundMessage message) {
		int size = message.size();
		Assert.isTrue(size <= this.limit,
				() -> "A message of %d bytes exceeds 'ws.buffer.send' of %d bytes".formatted(size, this.limit));
	}

	private void enqueue(Outgoing outgoing, boolean write) {
		requireRoom(outgoing.message());
		switch (this.queue.offer(outgoing, write)) {
			case WRITE -> this.transport.write(this.queue, false);
			case QUEUED, DROPPED -> {
			}
			case OVERFLOW -> {
				this.end.tooSlow("The client reads too slowly", "buffer.send");
				outgoing.reject(this.end.exception());
			}
			case EXCESS -> {
				this.end.overload();
				outgoing.reject(this.end.exception());
			}
			case CLOSED -> outgoing.reject(this.end.exception());
		}
	}

}
