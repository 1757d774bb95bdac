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
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A message to clients: immutable, encoded once, and aware of its size, so that one
 * instance can wait in many queues.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface OutboundMessage permits CompressibleMessage {

	/**
	 * Return the size of the payload on the wire.
	 * @return the size in bytes
	 */
	int size();

	/**
	 * Return the payload as it is on the wire: text as UTF-8.
	 * @return the read-only bytes from position zero to the limit, which all who ask
	 * share: they are to be read by index, without moving the position
	 */
	ByteBuffer bytes();

	/**
	 * Return the payload in a compressed form, which is made when the first one asks for
	 * it. Those who ask meanwhile wait for it.
	 * @param compressor compresses the payload, or returns {@code null} if that does not
	 * make it smaller; all who ask have to bring one that does the same
	 * @return the read-only bytes, shared as those of {@link #bytes()}, or {@code null}
	 * if they are better sent as they are
	 */
	@Nullable ByteBuffer compressed(Function<ByteBuffer, @Nullable ByteBuffer> compressor);

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
		return new Text(payload.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Create a binary message.
	 * @param payload the bytes, which must not be changed afterwards
	 * @return the message
	 */
	static OutboundMessage binary(ByteBuffer payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Binary(payload.slice().asReadOnlyBuffer());
	}

	/**
	 * A text message.
	 */
	final class Text extends CompressibleMessage {

		private final byte[] encoded;

		private final ByteBuffer bytes;

		/**
		 * Decoded when it is first needed, by any thread: two that do so at the same time
		 * get equal texts.
		 */
		private @Nullable String payload;

		private Text(byte[] encoded) {
			this.encoded = encoded;
			this.bytes = ByteBuffer.wrap(encoded).asReadOnlyBuffer();
		}

		private Text(Text other, Position position) {
			super(other, position);
			this.encoded = other.encoded;
			this.bytes = other.bytes;
			this.payload = other.payload;
		}

		/**
		 * Return the text.
		 * @return the text
		 */
		public String payload() {
			String payload = this.payload;
			if (payload == null) {
				payload = new String(this.encoded, StandardCharsets.UTF_8);
				this.payload = payload;
			}
			return payload;
		}

		@Override
		public ByteBuffer bytes() {
			return this.bytes;
		}

		@Override
		public int size() {
			return this.encoded.length;
		}

		@Override
		public OutboundMessage at(Position position) {
			return new Text(this, position);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Text text && Arrays.equals(this.encoded, text.encoded)
					&& Objects.equals(position(), text.position());
		}

		@Override
		public int hashCode() {
			return 31 * Arrays.hashCode(this.encoded) + Objects.hashCode(position());
		}

		@Override
		public String toString() {
			return "Text[payload=" + payload() + ", position=" + position() + "]";
		}

	}

	/**
	 * A binary message.
	 */
	final class Binary extends CompressibleMessage {

		private final ByteBuffer payload;

		private Binary(ByteBuffer payload) {
			this.payload = payload;
		}

		private Binary(Binary other, Position position) {
			super(other, position);
			this.payload = other.payload;
		}

		/**
		 * Return the bytes.
		 * @return the read-only bytes, with a position of their own
		 */
		public ByteBuffer payload() {
			return this.payload.duplicate();
		}

		@Override
		public ByteBuffer bytes() {
			return this.payload;
		}

		@Override
		public int size() {
			return this.payload.remaining();
		}

		@Override
		public OutboundMessage at(Position position) {
			return new Binary(this, position);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Binary binary && this.payload.equals(binary.payload)
					&& Objects.equals(position(), binary.position());
		}

		@Override
		public int hashCode() {
			return 31 * this.payload.hashCode() + Objects.hashCode(position());
		}

		@Override
		public String toString() {
			return "Binary[size=" + size() + ", position=" + position() + "]";
		}

	}

}
