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

package io.github.wsstarter.topic;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.session.TransportSession;

/**
 * Queues events for one session, in the form that the session needs. Nothing is written
 * before {@link #push()}. Thread-safe.
 *
 * @param session the session
 * @author The ws-starter authors
 */
record EventOutlet(TransportSession session) {

	/**
	 * The part of the queue that missed events may take, and events that are held back.
	 */
	private static final int PART = 2;

	/**
	 * Queue an event. An event that is larger than the whole queue may be is not sent: no
	 * session ends because of what was published.
	 */
	void enqueue(Event event) {
		OutboundMessage message = encode(event);
		if (message != null && accepts(event, message)) {
			this.session.enqueue(message, event.overflow(), event.key());
		}
	}

	/**
	 * Return whether an event can be queued, now or later.
	 */
	boolean accepts(Event event) {
		OutboundMessage message = encode(event);
		return message != null && accepts(event, message);
	}

	private boolean accepts(Event event, OutboundMessage message) {
		boolean accepted = message.size() <= sendLimit();
		if (!accepted) {
			event.tooLarge(message.size(), this.session);
		}
		return accepted;
	}

	private @Nullable OutboundMessage encode(Event event) {
		return (this.session.isFramed()) ? event.framed() : event.plain();
	}

	void enqueue(OutboundMessage message) {
		this.session.enqueue(message, null, null);
	}

	/**
	 * Check that a message is not larger than the whole queue may be.
	 * @param message the message
	 * @throws IllegalArgumentException if it is larger
	 */
	void requireRoom(OutboundMessage message) {
		this.session.requireRoom(message);
	}

	/**
	 * Request that the queued messages be written, without waiting for the client.
	 */
	void push() {
		this.session.push();
	}

	/**
	 * Return whether missed events can be queued at once, with room for the messages
	 * before and after them.
	 */
	boolean fits(List<Event> missed) {
		return size(missed) <= sendLimit() / PART;
	}

	/**
	 * Return whether messages and events can be queued at once, if nothing else is
	 * queued.
	 */
	boolean fits(List<OutboundMessage> messages, List<Event> missed, List<Event> held) {
		long size = size(missed) + size(held);
		for (OutboundMessage message : messages) {
			size += message.size();
		}
		return size <= sendLimit();
	}

	private long size(List<Event> events) {
		long size = 0;
		for (Event event : events) {
			OutboundMessage message = encode(event);
			size += (message != null) ? message.size() : 0;
		}
		return size;
	}

	private int sendLimit() {
		return this.session.options().sendLimit();
	}

	/**
	 * Return whether events of a topic with an overflow policy are dropped, rather than
	 * the session closed.
	 */
	boolean isGapAllowed(@Nullable Overflow overflow) {
		Overflow policy = (overflow != null) ? overflow : this.session.options().overflow();
		return policy == Overflow.DROP_OLDEST || policy == Overflow.DROP_NEWEST;
	}

	HeldEvents createHeld() {
		return new HeldEvents(sendLimit() / PART);
	}

	boolean isOpen() {
		return this.session.isOpen();
	}

}
