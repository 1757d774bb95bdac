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

import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TransportSession;

/**
 * A published message on its way to its subscribers, in up to two forms: plain for
 * sessions without a subprotocol, framed for the others. Each form is encoded once, when
 * the first subscriber needs it. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Event {

	private static final int OVERHEAD = 128;

	private final long sequence;

	private final Payload payload;

	private final @Nullable TopicMessage origin;

	private final TopicOptions options;

	private final @Nullable SubprotocolEncoder encoder;

	private final ClientLog log;

	private final @Nullable Key key;

	/**
	 * Written with this event's monitor held, like {@code framed}.
	 */
	private volatile @Nullable OutboundMessage plain;

	private volatile @Nullable OutboundMessage framed;

	/**
	 * Whether the encoder failed, guarded by this event's monitor.
	 */
	private boolean failed;

	private Event(long sequence, Payload payload, @Nullable TopicMessage origin, TopicOptions options,
			@Nullable SubprotocolEncoder encoder, ClientLog log) {
		this.sequence = sequence;
		this.payload = payload;
		this.origin = origin;
		this.options = options;
		this.encoder = encoder;
		this.log = log;
		this.key = (origin != null && options.overflow() == Overflow.KEEP_LATEST)
				? new Key(origin.topic(), origin.key()) : null;
	}

	static Event ofTopic(long sequence, TopicMessage message, TopicOptions options,
			@Nullable SubprotocolEncoder encoder, ClientLog log) {
		return new Event(sequence, message.payload(), message, options, encoder, log);
	}

	static Event ofUser(long sequence, Payload payload, @Nullable SubprotocolEncoder encoder, ClientLog log) {
		return new Event(sequence, payload, null, TopicOptions.DEFAULTS, encoder, log);
	}

	/**
	 * Return the number of events that were published to the same audience, including
	 * this one.
	 * @return the number
	 */
	long sequence() {
		return this.sequence;
	}

	/**
	 * Return the position in the topic.
	 * @return the position, or {@code null} for a message to a user
	 */
	@Nullable Position position() {
		return (this.origin != null) ? this.origin.position() : null;
	}

	@Nullable Overflow overflow() {
		return this.options.overflow();
	}

	/**
	 * Return the key of the events of which only the latest has to be delivered.
	 * @return the key, or {@code null} if every event has to be delivered
	 */
	@Nullable Object key() {
		return this.key;
	}

	/**
	 * Return the approximate memory that this event occupies.
	 * @return the size in bytes
	 */
	int size() {
		return OVERHEAD + this.payload.size();
	}

	OutboundMessage plain() {
		OutboundMessage plain = this.plain;
		return (plain != null) ? plain : encodePlain();
	}

	private synchronized OutboundMessage encodePlain() {
		OutboundMessage plain = this.plain;
		if (plain == null) {
			plain = OutboundMessage.of(this.payload);
			TopicMessage origin = this.origin;
			if (origin != null && this.options.history().isKept()) {
				plain = plain.at(origin.topic(), origin.position());
			}
			this.plain = plain;
		}
		return plain;
	}

	/**
	 * Return the form for sessions with a subprotocol, which is the plain one if there is
	 * no encoder.
	 * @return the message, or {@code null} if the encoder failed
	 */
	@Nullable OutboundMessage framed() {
		if (this.encoder == null) {
			return plain();
		}
		OutboundMessage framed = this.framed;
		return (framed != null) ? framed : encodeFramed(this.encoder);
	}

	private synchronized @Nullable OutboundMessage encodeFramed(SubprotocolEncoder encoder) {
		if (this.framed == null && !this.failed) {
			TopicMessage origin = this.origin;
			try {
				this.framed = (origin != null) ? encoder.event(origin.topic(), origin.position(), this.payload)
						: encoder.message(this.payload);
			}
			catch (RuntimeException ex) {
				this.failed = true;
				this.log.error("encode",
						LogMessage.format("Failed to encode a message for %s, it is not sent", target()), ex);
			}
		}
		return this.framed;
	}

	/**
	 * Log that this event is not sent to a session because it is larger than what may be
	 * queued for the session.
	 * @param size the size of the message, encoded for the session
	 * @param session the session
	 */
	void tooLarge(int size, TransportSession session) {
		String endpoint = session.getEndpointName();
		this.log.error(endpoint + ' ' + target(), LogMessage.of(() -> """
				A message of %d bytes for %s is not sent to sessions of endpoint '%s', which may queue %d bytes \
				(see '%s' or '%s')""".formatted(size, target(), endpoint, session.options().sendLimit(),
				PropertyName.of("buffer.send"), PropertyName.of(endpoint, "buffer.send"))));
	}

	private String target() {
		return (this.origin != null) ? "topic '" + this.origin.topic() + "'" : "a user";
	}

	private record Key(String topic, @Nullable String name) {

	}

}
