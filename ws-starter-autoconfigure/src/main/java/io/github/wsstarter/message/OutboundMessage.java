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
 * A message to clients. Immutable and encoded once, so that one instance can wait in many
 * queues.
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
	 * Return the payload as it is on the wire, with text as UTF-8.
	 * @return the read-only bytes from position zero to the limit. All callers share the
	 * buffer, so they must read it by index, without moving its position
	 */
	ByteBuffer bytes();

	/**
	 * Return the compressed payload. The first call compresses it, concurrent calls wait
	 * for the result.
	 * @param compressor a function that compresses the payload, or returns {@code null}
	 * if compression does not make it smaller; equivalent in all calls
	 * @return the read-only bytes, shared like those of {@link #bytes()}, or {@code null}
	 * if the payload should be sent uncompressed
	 */
	@Nullable ByteBuffer compressed(Function<ByteBuffer, @Nullable ByteBuffer> compressor);

	/**
	 * Return the topic that this message belongs to, and its position there.
	 * @return the place, or {@code null} if this message does not belong to a topic
	 */
	@Nullable Place place();

	/**
	 * Return this message with a place in a topic.
	 * @param topic the topic
	 * @param position the position in the topic
	 * @return the message
	 */
	OutboundMessage at(String topic, Position position);

	/**
	 * Create a message of a payload alone, without any frame of a subprotocol.
	 * @param payload the payload
	 * @return the message
	 */
	static OutboundMessage of(Payload payload) {
		if (payload instanceof Payload.Binary binary) {
			return binary(binary.buffer());
		}
		return text((payload instanceof Payload.Json json) ? json.value() : ((Payload.Text) payload).value());
	}

	/**
	 * Create a text message.
	 * @param payload the text; unpaired surrogates, which UTF-8 cannot encode, are
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
	 * A position and its topic.
	 *
	 * @param topic the topic
	 * @param position the position in the topic
	 */
	record Place(String topic, Position position) {
	}

	/**
	 * A text message.
	 */
	final class Text extends CompressibleMessage {

		private final byte[] encoded;

		private final ByteBuffer bytes;

		/**
		 * The decoded text, created on first use by any thread. Threads that create it at
		 * the same time get equal texts.
		 */
		private @Nullable String payload;

		private Text(byte[] encoded) {
			this.encoded = encoded;
			this.bytes = ByteBuffer.wrap(encoded).asReadOnlyBuffer();
		}

		private Text(Text other, Place place) {
			super(other, place);
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
		public OutboundMessage at(String topic, Position position) {
			return new Text(this, new Place(topic, position));
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Text text && Arrays.equals(this.encoded, text.encoded)
					&& Objects.equals(place(), text.place());
		}

		@Override
		public int hashCode() {
			return 31 * Arrays.hashCode(this.encoded) + Objects.hashCode(place());
		}

		@Override
		public String toString() {
			return "Text[payload=" + payload() + ", place=" + place() + "]";
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

		private Binary(Binary other, Place place) {
			super(other, place);
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
		public OutboundMessage at(String topic, Position position) {
			return new Binary(this, new Place(topic, position));
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Binary binary && this.payload.equals(binary.payload)
					&& Objects.equals(place(), binary.place());
		}

		@Override
		public int hashCode() {
			return 31 * this.payload.hashCode() + Objects.hashCode(place());
		}

		@Override
		public String toString() {
			return "Binary[size=" + size() + ", place=" + place() + "]";
		}

	}

}
