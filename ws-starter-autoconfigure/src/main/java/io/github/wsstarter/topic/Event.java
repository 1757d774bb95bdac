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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.broker.Cursor;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * A published message on its way to its subscribers: what it is about, and the forms in
 * which they get it, each made once when the first one asks. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Event {

	private static final Log logger = LogFactory.getLog(Event.class);

	private static final int OVERHEAD = 128;

	private final long sequence;

	private final Payload payload;

	private final @Nullable TopicMessage origin;

	private final TopicOptions options;

	private final @Nullable SubprotocolEncoder encoder;

	private final @Nullable Object key;

	private final int size;

	private volatile @Nullable Form plain;

	private volatile @Nullable Form framed;

	private Event(long sequence, Payload payload, @Nullable TopicMessage origin, TopicOptions options,
			@Nullable SubprotocolEncoder encoder) {
		this.sequence = sequence;
		this.payload = payload;
		this.origin = origin;
		this.options = options;
		this.encoder = encoder;
		this.key = (origin != null && options.overflow() == Overflow.KEEP_LATEST)
				? new Key(origin.topic(), origin.key()) : null;
		this.size = OVERHEAD + size(payload);
	}

	private static int size(Payload payload) {
		if (payload instanceof Payload.Binary binary) {
			return binary.value().remaining();
		}
		return ((payload instanceof Payload.Json json) ? json.value() : ((Payload.Text) payload).value()).length();
	}

	static Event ofTopic(long sequence, TopicMessage message, TopicOptions options,
			@Nullable SubprotocolEncoder encoder) {
		return new Event(sequence, message.payload(), message, options, encoder);
	}

	static Event ofUser(long sequence, Payload payload, @Nullable SubprotocolEncoder encoder) {
		return new Event(sequence, payload, null, TopicOptions.DEFAULTS, encoder);
	}

	/**
	 * Return how many were published to the same audience up to this one.
	 * @return the number
	 */
	long sequence() {
		return this.sequence;
	}

	@Nullable Cursor cursor() {
		return (this.origin != null) ? this.origin.cursor() : null;
	}

	@Nullable Overflow overflow() {
		return this.options.overflow();
	}

	/**
	 * Return what tells messages apart of which only the latest waits.
	 * @return the key, or {@code null} if all wait
	 */
	@Nullable Object key() {
		return this.key;
	}

	/**
	 * Return about how much memory this takes up while it waits.
	 * @return the size in bytes
	 */
	int size() {
		return this.size;
	}

	/**
	 * Return this for sessions that take payloads as they are.
	 * @return the message
	 */
	@Nullable OutboundMessage plain() {
		Form form = this.plain;
		return (form != null) ? form.message() : encode(false);
	}

	/**
	 * Return this for sessions that speak a subprotocol.
	 * @return the message, or {@code null} if it has no such form
	 */
	@Nullable OutboundMessage framed() {
		Form form = this.framed;
		return (form != null) ? form.message() : encode(true);
	}

	private synchronized @Nullable OutboundMessage encode(boolean frame) {
		Form form = (frame) ? this.framed : this.plain;
		if (form != null) {
			return form.message();
		}
		if (frame && this.encoder != null) {
			form = encodeFramed(this.encoder);
			this.framed = form;
		}
		else {
			form = new Form(encodePlain());
			this.plain = form;
		}
		return form.message();
	}

	private OutboundMessage encodePlain() {
		OutboundMessage message;
		if (this.payload instanceof Payload.Binary binary) {
			message = OutboundMessage.binary(binary.value());
		}
		else if (this.payload instanceof Payload.Json json) {
			message = OutboundMessage.text(json.value());
		}
		else {
			message = OutboundMessage.text(((Payload.Text) this.payload).value());
		}
		TopicMessage origin = this.origin;
		return (origin != null && this.options.history().isKept()) ? message.at(position(origin)) : message;
	}

	private Form encodeFramed(SubprotocolEncoder encoder) {
		TopicMessage origin = this.origin;
		try {
			return new Form(
					(origin != null) ? encoder.event(position(origin), this.payload) : encoder.message(this.payload));
		}
		catch (RuntimeException ex) {
			logger.error(LogMessage.format("Message for %s cannot be encoded and is not sent",
					(origin != null) ? "topic '" + origin.topic() + "'" : "a user"), ex);
			return new Form(null);
		}
	}

	private static Position position(TopicMessage message) {
		return new Position(message.topic(), message.cursor().epoch(), message.cursor().offset());
	}

	private record Form(@Nullable OutboundMessage message) {

	}

	private record Key(String topic, @Nullable String name) {

	}

}
