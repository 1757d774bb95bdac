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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

/**
 * A message that waits for a client or is being written to it, and the stage that tells
 * the sender of the outcome. A message is a node of the {@link OutgoingList} that holds
 * it, so that it can be removed from any place in the list.
 *
 * @author The ws-starter authors
 */
public final class Outgoing {

	/**
	 * The memory of this object, roughly, in bytes.
	 */
	private static final int SIZE = 48;

	/**
	 * The memory of this object and of its message without the payload.
	 */
	static final int OVERHEAD = SIZE + OutboundMessage.OVERHEAD;

	private final OutboundMessage message;

	private final @Nullable SendStage stage;

	private final @Nullable Overflow overflow;

	private final @Nullable Object key;

	/**
	 * Whether the memory of this message is counted, for the queue alone.
	 */
	private boolean counted;

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
	 * Create a message.
	 * @param message the encoded message
	 * @param confirmed whether there is a {@link #stage() stage}
	 * @param overflow what happens if the message does not fit; {@code null} to follow
	 * the policy of the session
	 * @param key with {@link Overflow#KEEP_LATEST}, identifies the messages of which only
	 * the latest waits; ignored with other policies
	 */
	public Outgoing(OutboundMessage message, boolean confirmed, @Nullable Overflow overflow, @Nullable Object key) {
		this.message = message;
		this.stage = (confirmed) ? new SendStage() : null;
		this.overflow = overflow;
		this.key = (overflow == Overflow.KEEP_LATEST) ? key : null;
	}

	public OutboundMessage message() {
		return this.message;
	}

	int size() {
		return this.message.size();
	}

	/**
	 * Count the memory of this message, from now until {@link #release()}.
	 * @return the number of bytes, without those that are counted for another queue
	 */
	int hold() {
		this.counted = true;
		return SIZE + this.message.hold();
	}

	/**
	 * Count the memory of this message no more.
	 * @return the number of bytes that are released
	 */
	int release() {
		if (!this.counted) {
			return 0;
		}
		this.counted = false;
		return SIZE + this.message.release();
	}

	/**
	 * Return the stage that completes when the message was handed to the socket, or fails
	 * when it will never be.
	 * @return the stage, or {@code null} if the sender needs none
	 */
	public @Nullable CompletableFuture<Void> stage() {
		return this.stage;
	}

	boolean isConfirmed() {
		return this.stage != null;
	}

	Overflow overflow(Overflow otherwise) {
		return (this.overflow != null) ? this.overflow : otherwise;
	}

	@Nullable Object key() {
		return this.key;
	}

	static void settle(List<Outgoing> messages, Supplier<? extends @Nullable Throwable> failure, Executor executor) {
		if (messages.isEmpty()) {
			return;
		}
		// One for all, as there may be very many messages and little memory
		Throwable cause = failure.get();
		for (Outgoing message : messages) {
			SendStage stage = message.stage;
			if (stage != null && stage.settle(cause)) {
				// What the application attached may block, and wait for the next stage
				executor.execute(stage::tell);
			}
		}
	}

	/**
	 * Fail the stage of a message that was not queued and whose stage is not known to the
	 * application yet.
	 * @param cause the reason
	 */
	public void reject(Throwable cause) {
		if (this.stage != null) {
			this.stage.settle(cause);
		}
	}

}
