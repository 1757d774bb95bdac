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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A message to clients. Immutable and encoded once, so that one instance can wait in many
 * queues. Compressed on demand, and at most once by each compressor. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract sealed class OutboundMessage {

	/**
	 * The memory of this object without the payload, roughly, in bytes.
	 */
	public static final int OVERHEAD = 160;

	private static final AtomicIntegerFieldUpdater<OutboundMessage> HOLDERS = AtomicIntegerFieldUpdater
		.newUpdater(OutboundMessage.class, "holders");

	private final ByteBuffer bytes;

	private final @Nullable Place place;

	/**
	 * How many queues hold this message. Written by any thread.
	 */
	private volatile int holders;

	/**
	 * The latest result of a compressor, linked to the earlier ones. Written with this
	 * object's monitor held.
	 */
	private volatile @Nullable Compressed compressed;

	private OutboundMessage(ByteBuffer bytes) {
		this.bytes = bytes;
		this.place = null;
	}

	private OutboundMessage(OutboundMessage other, Place place) {
		this.bytes = other.bytes;
		this.place = place;
		this.compressed = other.compressed;
	}

	/**
	 * Create a message of a payload alone, without any frame of a subprotocol.
	 * @param payload the payload
	 * @return the message
	 */
	public static OutboundMessage of(Payload payload) {
		if (payload instanceof Payload.Binary binary) {
			return binary(binary.buffer());
		}
		return (payload instanceof Payload.Json json) ? json(json.value()) : text(((Payload.Text) payload).value());
	}

	/**
	 * Create a text message.
	 * @param payload the text
	 * @return the message
	 * @throws IllegalArgumentException if the text has an unpaired surrogate, which UTF-8
	 * cannot encode
	 */
	public static OutboundMessage text(String payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Text(Utf8.encode(payload));
	}

	/**
	 * Create a text message of JSON.
	 * @param payload the JSON; unpaired surrogates, which UTF-8 cannot encode, are
	 * escaped
	 * @return the message
	 */
	public static OutboundMessage json(String payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Text(Utf8.encodeJson(payload));
	}

	/**
	 * Create a binary message.
	 * @param payload the bytes, which must not be changed afterwards
	 * @return the message
	 */
	public static OutboundMessage binary(ByteBuffer payload) {
		Assert.notNull(payload, "'payload' must not be null");
		return new Binary(payload.slice().asReadOnlyBuffer());
	}

	/**
	 * Return the size of the payload on the wire.
	 * @return the size in bytes
	 */
	public final int size() {
		return this.bytes.remaining();
	}

	/**
	 * Return the payload as it is on the wire, with text as UTF-8.
	 * @return the read-only bytes from position zero to the limit. All callers share the
	 * buffer, so they must read it by index, without moving its position
	 */
	public final ByteBuffer bytes() {
		return this.bytes;
	}

	/**
	 * Called when another queue holds this message.
	 * @return the memory that this message takes because of that, roughly, in bytes: zero
	 * if a queue holds it already
	 */
	public final int hold() {
		return (HOLDERS.getAndIncrement(this) == 0) ? OVERHEAD + size() : 0;
	}

	/**
	 * Called when a queue that has held this message does not hold it any more.
	 * @return the memory that becomes free because of that, roughly, in bytes
	 */
	public final int release() {
		return (HOLDERS.decrementAndGet(this) == 0) ? OVERHEAD + size() : 0;
	}

	/**
	 * Return the payload as a compressor compresses it. The first call compresses it,
	 * concurrent calls wait for the result.
	 * @param compressor a function that compresses the payload, or returns {@code null}
	 * if compression does not make it smaller. Other functions have results of their own
	 * @return the read-only bytes, shared like those of {@link #bytes()}, or {@code null}
	 * if the payload should be sent uncompressed
	 */
	public final @Nullable ByteBuffer compressed(Function<ByteBuffer, @Nullable ByteBuffer> compressor) {
		Compressed compressed = Compressed.find(this.compressed, compressor);
		return ((compressed != null) ? compressed : compress(compressor)).bytes();
	}

	private synchronized Compressed compress(Function<ByteBuffer, @Nullable ByteBuffer> compressor) {
		Compressed compressed = Compressed.find(this.compressed, compressor);
		if (compressed == null) {
			ByteBuffer smaller = compressor.apply(this.bytes);
			compressed = new Compressed(compressor, (smaller != null) ? smaller.slice().asReadOnlyBuffer() : null,
					this.compressed);
			this.compressed = compressed;
		}
		return compressed;
	}

	/**
	 * Return the topic that this message belongs to, and its position there.
	 * @return the place, or {@code null} if this message does not belong to a topic
	 */
	public final @Nullable Place place() {
		return this.place;
	}

	/**
	 * Return this message with a place in a topic.
	 * @param topic the topic
	 * @param position the position in the topic
	 * @return the message
	 */
	public abstract OutboundMessage at(String topic, Position position);

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof OutboundMessage message && getClass() == message.getClass()
				&& this.bytes.equals(message.bytes) && Objects.equals(this.place, message.place);
	}

	@Override
	public final int hashCode() {
		return Objects.hash(getClass(), this.bytes, this.place);
	}

	/**
	 * A position and its topic.
	 *
	 * @param topic the topic
	 * @param position the position in the topic
	 */
	public record Place(String topic, Position position) {
	}

	/**
	 * The result of a compressor.
	 */
	private record Compressed(Function<ByteBuffer, @Nullable ByteBuffer> compressor, @Nullable ByteBuffer bytes,
			@Nullable Compressed previous) {

		static @Nullable Compressed find(@Nullable Compressed latest,
				Function<ByteBuffer, @Nullable ByteBuffer> compressor) {
			Compressed compressed = latest;
			while (compressed != null && compressed.compressor != compressor) {
				compressed = compressed.previous;
			}
			return compressed;
		}

	}

	/**
	 * A text message.
	 */
	public static final class Text extends OutboundMessage {

		private final byte[] encoded;

		/**
		 * The decoded text, created on first use by any thread. Threads that create it at
		 * the same time get equal texts.
		 */
		private @Nullable String payload;

		/**
		 * Whether the text is one line, found out on first use by any thread. Threads
		 * that do so at the same time find the same.
		 */
		private @Nullable Boolean line;

		private Text(byte[] encoded) {
			super(ByteBuffer.wrap(encoded).asReadOnlyBuffer());
			this.encoded = encoded;
		}

		private Text(Text other, Place place) {
			super(other, place);
			this.encoded = other.encoded;
			this.payload = other.payload;
		}

		public String payload() {
			String payload = this.payload;
			if (payload == null) {
				payload = new String(this.encoded, StandardCharsets.UTF_8);
				this.payload = payload;
			}
			return payload;
		}

		/**
		 * Return whether the text has no line break.
		 * @return whether there is neither a line feed nor a carriage return
		 */
		public boolean isLine() {
			Boolean line = this.line;
			if (line == null) {
				line = findLine();
				this.line = line;
			}
			return line;
		}

		private boolean findLine() {
			for (byte current : this.encoded) {
				if (current == '\n' || current == '\r') {
					return false;
				}
			}
			return true;
		}

		@Override
		public OutboundMessage at(String topic, Position position) {
			return new Text(this, new Place(topic, position));
		}

		@Override
		public String toString() {
			return "Text[payload=" + payload() + ", place=" + place() + "]";
		}

	}

	/**
	 * A binary message.
	 */
	public static final class Binary extends OutboundMessage {

		private Binary(ByteBuffer payload) {
			super(payload);
		}

		private Binary(Binary other, Place place) {
			super(other, place);
		}

		/**
		 * Return the bytes.
		 * @return the read-only bytes, with a position of their own
		 */
		public ByteBuffer payload() {
			return bytes().duplicate();
		}

		@Override
		public OutboundMessage at(String topic, Position position) {
			return new Binary(this, new Place(topic, position));
		}

		@Override
		public String toString() {
			return "Binary[size=" + size() + ", place=" + place() + "]";
		}

	}

}
