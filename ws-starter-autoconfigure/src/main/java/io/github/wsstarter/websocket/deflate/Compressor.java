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

package io.github.wsstarter.websocket.deflate;

import java.nio.ByteBuffer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Compresses messages, each by itself, with references of a limited distance. All
 * connections that use the same compressor can be sent the same bytes. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Compressor implements Function<ByteBuffer, @Nullable ByteBuffer> {

	private final Pool<MessageDeflater> deflaters;

	private final int window;

	/**
	 * Create a compressor.
	 * @param deflaters the pool of deflaters
	 * @param window the maximum distance of a reference, in bytes
	 */
	Compressor(Pool<MessageDeflater> deflaters, int window) {
		this.deflaters = deflaters;
		this.window = window;
	}

	/**
	 * Compress a message.
	 * @param payload the payload, whose position does not change
	 * @return the read-only payload to send instead, or {@code null} if it would not be
	 * smaller
	 */
	@Override
	public @Nullable ByteBuffer apply(ByteBuffer payload) {
		MessageDeflater deflater = this.deflaters.take();
		try {
			return deflater.deflate(payload, this.window);
		}
		finally {
			this.deflaters.give(deflater);
		}
	}

	/**
	 * Compress a message that may refer to earlier messages.
	 * @param payload the payload, whose position does not change
	 * @param sent the earlier messages, to which this message is added if it is
	 * compressed
	 * @return the read-only payload to send instead, or {@code null} if it would not be
	 * smaller
	 */
	@Nullable ByteBuffer apply(ByteBuffer payload, SlidingWindow sent) {
		MessageDeflater deflater = this.deflaters.take();
		try {
			deflater.continueAfter(sent);
			ByteBuffer compressed = deflater.deflate(payload, this.window);
			if (compressed != null) {
				sent.append(payload);
			}
			return compressed;
		}
		finally {
			this.deflaters.give(deflater);
		}
	}

}
