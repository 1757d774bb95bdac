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
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A message that is compressed on demand, and once at most. Thread-safe.
 *
 * @author The ws-starter authors
 */
abstract sealed class CompressibleMessage implements OutboundMessage
		permits OutboundMessage.Text, OutboundMessage.Binary {

	private static final ByteBuffer NOT_SMALLER = ByteBuffer.allocate(0);

	private final @Nullable Place place;

	private volatile @Nullable ByteBuffer compressed;

	CompressibleMessage() {
		this.place = null;
	}

	/**
	 * Create a message from another one with the same bytes, and take over its compressed
	 * form.
	 * @param other the other message
	 * @param place the topic of the new message, and its position there
	 */
	CompressibleMessage(CompressibleMessage other, Place place) {
		this.place = place;
		this.compressed = other.compressed;
	}

	@Override
	public final @Nullable Place place() {
		return this.place;
	}

	@Override
	public final @Nullable ByteBuffer compressed(Function<ByteBuffer, @Nullable ByteBuffer> compressor) {
		ByteBuffer compressed = this.compressed;
		if (compressed == null) {
			compressed = compress(compressor);
		}
		return (compressed != NOT_SMALLER) ? compressed : null;
	}

	private synchronized ByteBuffer compress(Function<ByteBuffer, @Nullable ByteBuffer> compressor) {
		ByteBuffer compressed = this.compressed;
		if (compressed == null) {
			ByteBuffer smaller = compressor.apply(bytes());
			compressed = (smaller != null) ? smaller.slice().asReadOnlyBuffer() : NOT_SMALLER;
			this.compressed = compressed;
		}
		return compressed;
	}

}
