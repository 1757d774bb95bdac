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

package io.github.wsstarter.transport;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

/**
 * A message on its way out and who wants to know what becomes of it. It is its own place
 * in an {@link OutgoingList}, so that it can leave from anywhere in it.
 *
 * @author The ws-starter authors
 */
public final class Outgoing {

	private final OutboundMessage message;

	private final @Nullable CompletableFuture<Void> sent;

	private final @Nullable Overflow overflow;

	private final @Nullable Object key;

	/**
	 * The neighbours in the list, which alone uses them.
	 */
	@Nullable Outgoing previous;

	@Nullable Outgoing next;

	/**
	 * The next message that may be dropped, for {@link WaitingMessages} alone.
	 */
	@Nullable Outgoing nextDroppable;

	/**
	 * Create a new instance.
	 * @param message the message
	 * @param sent completed when the message was handed to the socket or will never be
	 * @param overflow what happens if it does not fit; {@code null} for what the session
	 * does
	 * @param key with {@link Overflow#KEEP_LATEST}, what identifies messages of which
	 * only the latest waits; without, it means nothing
	 */
	public Outgoing(OutboundMessage message, @Nullable CompletableFuture<Void> sent, @Nullable Overflow overflow,
			@Nullable Object key) {
		this.message = message;
		this.sent = sent;
		this.overflow = overflow;
		this.key = (overflow == Overflow.KEEP_LATEST) ? key : null;
	}

	public OutboundMessage message() {
		return this.message;
	}

	int size() {
		return this.message.size();
	}

	boolean isConfirmed() {
		return this.sent != null;
	}

	Overflow overflow(Overflow otherwise) {
		return (this.overflow != null) ? this.overflow : otherwise;
	}

	@Nullable Object key() {
		return this.key;
	}

	void succeeded() {
		if (this.sent != null) {
			this.sent.complete(null);
		}
	}

	public void failed(Throwable cause) {
		if (this.sent != null) {
			this.sent.completeExceptionally(cause);
		}
	}

}
