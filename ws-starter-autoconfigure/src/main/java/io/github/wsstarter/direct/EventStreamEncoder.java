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

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.sse.EventEncoder;

/**
 * Encodes messages as the events of a stream.
 *
 * @author The ws-starter authors
 */
final class EventStreamEncoder implements WireEncoder {

	private final EventEncoder events;

	/**
	 * What to send between two messages. Set by any thread, taken by the thread that
	 * encodes. While the first event waits, no comment is needed.
	 */
	private volatile byte @Nullable [] next;

	EventStreamEncoder(EventEncoder events) {
		this.events = events;
	}

	void first(byte[] event) {
		this.next = event;
	}

	@Override
	public String name() {
		return "sse";
	}

	@Override
	public boolean text(String text, Scratch scratch) {
		return false;
	}

	@Override
	public ByteBuffer message(OutboundMessage message, ByteBuffer target) {
		return this.events.message(message, target);
	}

	/**
	 * An event has one part, because nothing may come between its bytes.
	 */
	@Override
	public int maxPart() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void continuation(int length, boolean last, ByteBuffer target) {
		throw new IllegalStateException("An event has one part");
	}

	@Override
	public void ping(ByteBuffer payload) {
		if (this.next == null) {
			this.next = this.events.comment();
		}
	}

	@Override
	public boolean hasControl() {
		return this.next != null;
	}

	@Override
	public void control(ByteBuffer target) {
		byte[] next = this.next;
		if (next != null) {
			this.next = null;
			target.put(next);
		}
	}

	@Override
	public void close(CloseStatus status, ByteBuffer target) {
		target.put(this.events.close(status));
	}

}
