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

package io.github.wsstarter.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A message to clients: immutable, encoded once, and aware of its size, so that one
 * instance can wait in many queues.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface OutboundMessage {

	/**
	 * Return the size of the payload on the wire.
	 * @return the size in bytes
	 */
	int size();

	/**
	 * Return where in a topic this message stands.
	 * @return the position, or {@code null} if it is of no topic
	 */
	@Nullable Position position();

	/**
	 * Return this message at a position of a topic.
	 * @param position the position
	 * @return the message
	 */
	OutboundMessage at(Position position);

	/**
	 * Create a message of what an application sends.
	 * @param payload text, bytes or an object, see
	 * {@link io.github.wsstarter.WsSession#send}
	 * @param codec encodes objects
	 * @return the message
	 * @throws IllegalArgumentException if the payload cannot be encoded
	 */
	static OutboundMessage of(Object payload, MessageCodec codec) {
		Assert.notNull(payload, "'payload' must not be null");
		if (payload instanceof CharSequence text) {
			return text(text.toString());
		}
		if (payload instanceof byte[] bytes) {
			return binary(ByteBuffer.wrap(bytes));
		}
		if (payload instanceof ByteBuffer bytes) {
			return binary(bytes);
		}
		return text(codec.encode(payload));
	}

	/**
	 * Create a text message.
	 * @param payload the text; unpaired surrogates, which have no place in UTF-8, are
	 * replaced by {@code ?}
	 * @return the message
	 */
	static OutboundMessage text(String payload) {
		Assert.notNull(payload, "'payload' must not be null");
		byte[] encoded = payload.getBytes(StandardCharsets.UTF_8);
		return new Text(new String(encoded, StandardCharsets.UTF_8), encoded.length, null);
	}

	/**
	 * Create a binary message.
	 * @param payload the bytes, which must not be changed afterwards
	 * @return the message
	 */
	static OutboundMessage binary(ByteBuffer payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Binary(payload.asReadOnlyBuffer(), null);
	}

	/**
	 * A text message.
	 *
	 * @param payload the text
	 * @param size its size in UTF-8
	 * @param position where in a topic it stands
	 */
	record Text(String payload, int size, @Nullable Position position) implements OutboundMessage {

		@Override
		public OutboundMessage at(Position position) {
			return new Text(this.payload, this.size, position);
		}
	}

	/**
	 * A binary message.
	 *
	 * @param payload the read-only bytes
	 * @param position where in a topic it stands
	 */
	record Binary(ByteBuffer payload, @Nullable Position position) implements OutboundMessage {

		@Override
		public OutboundMessage at(Position position) {
			return new Binary(this.payload, position);
		}

		@Override
		public int size() {
			return this.payload.remaining();
		}

		/**
		 * Return the bytes with a position of their own.
		 * @return the bytes
		 */
		@Override
		public ByteBuffer payload() {
			return this.payload.duplicate();
		}

	}

}
