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

import org.springframework.util.Assert;

/**
 * The content of a message, independent of wire and subprotocol. Immutable, and encoded
 * as far as all sessions have in common: objects as text.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface Payload {

	/**
	 * Create the payload for an object that an application sends or publishes.
	 * @param object text, bytes or any other object, see
	 * {@link io.github.wsstarter.WsSession#send}; a {@code Payload} is returned as it is
	 * @param codec the codec that encodes other objects
	 * @return the payload
	 * @throws IllegalArgumentException if the object cannot be encoded
	 */
	static Payload of(Object object, MessageCodec codec) {
		Assert.notNull(object, "'payload' must not be null");
		if (object instanceof CharSequence text) {
			return new Text(text.toString());
		}
		if (object instanceof byte[] bytes) {
			return new Binary(ByteBuffer.wrap(bytes));
		}
		if (object instanceof ByteBuffer bytes) {
			return new Binary(bytes);
		}
		return (object instanceof Payload payload) ? payload : new Json(codec.encode(object));
	}

	/**
	 * Return the approximate size.
	 * @return the number of chars or bytes
	 */
	int size();

	/**
	 * Return whether this payload is larger on the wire than a limit, without any frame
	 * of a subprotocol.
	 * @param limit the maximum number of bytes
	 * @return whether it takes more bytes
	 */
	boolean exceeds(int limit);

	/**
	 * Text.
	 *
	 * @param value the text
	 */
	record Text(String value) implements Payload {

		public Text {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public int size() {
			return this.value.length();
		}

		@Override
		public boolean exceeds(int limit) {
			return Utf8.exceeds(this.value, limit);
		}

	}

	/**
	 * An object encoded by a {@link MessageCodec}. The text is JSON unless the
	 * application has a codec of its own.
	 *
	 * @param value the text
	 */
	record Json(String value) implements Payload {

		public Json {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public int size() {
			return this.value.length();
		}

		@Override
		public boolean exceeds(int limit) {
			return Utf8.exceeds(this.value, limit);
		}

	}

	/**
	 * Bytes.
	 *
	 * @param value the bytes, which must not be changed afterwards
	 */
	record Binary(ByteBuffer value) implements Payload {

		public Binary {
			Assert.notNull(value, "'value' must not be null");
			value = value.asReadOnlyBuffer();
		}

		/**
		 * Return the read-only bytes with a position of their own.
		 * @return the bytes
		 */
		@Override
		public ByteBuffer value() {
			return this.value.duplicate();
		}

		@Override
		public int size() {
			return this.value.remaining();
		}

		@Override
		public boolean exceeds(int limit) {
			return size() > limit;
		}

		ByteBuffer buffer() {
			return this.value;
		}

	}

}
