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

package io.github.wsstarter.direct;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;

/**
 * A queue of messages that came in. A message is an {@link InboundMessage}, or a string
 * for a text, so that nothing is allocated for it. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class InboundMessages {

	/**
	 * The largest number of messages after which the memory of the queue is kept.
	 */
	private static final int MAX_KEPT = 64;

	/**
	 * The memory of a message without its payload, roughly.
	 */
	private static final int OVERHEAD = 64;

	private Queue<Object> messages = new ArrayDeque<>(1);

	private int size;

	private boolean large;

	void add(Object message) {
		this.messages.add(message);
		this.size += size(message);
		this.large = this.large || this.messages.size() > MAX_KEPT;
	}

	void takeAll(InboundMessages other) {
		Object message = other.poll();
		while (message != null) {
			add(message);
			message = other.poll();
		}
	}

	boolean isEmpty() {
		return this.messages.isEmpty();
	}

	int count() {
		return this.messages.size();
	}

	int size() {
		// The memory of the payloads, roughly, in chars and bytes
		return this.size;
	}

	int heldBytes() {
		return this.size + OVERHEAD * this.messages.size();
	}

	@Nullable Object poll() {
		Object message = this.messages.poll();
		if (message != null) {
			this.size -= size(message);
			if (this.large && this.messages.isEmpty()) {
				this.messages = new ArrayDeque<>(1);
				this.large = false;
			}
		}
		return message;
	}

	static void deliver(Object message, TransportSession session) {
		if (message instanceof String text) {
			session.receive(text);
		}
		else {
			session.receive((InboundMessage) message);
		}
	}

	private static int size(Object message) {
		return (message instanceof String text) ? text.length() : ((InboundMessage) message).size();
	}

}
