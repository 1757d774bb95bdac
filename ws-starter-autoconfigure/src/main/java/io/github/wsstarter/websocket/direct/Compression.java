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

package io.github.wsstarter.websocket.direct;

import java.nio.ByteBuffer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.websocket.deflate.PerMessageDeflate;
import io.github.wsstarter.websocket.frame.Decompressor;

/**
 * The compression that was negotiated for one connection.
 *
 * @author The ws-starter authors
 */
final class Compression {

	static final Compression NONE = new Compression(null, 0);

	private final @Nullable PerMessageDeflate deflate;

	private final int minSize;

	/**
	 * Create the compression of a connection.
	 * @param deflate the extension, or {@code null} for no compression
	 * @param minSize the smallest message to compress, in bytes
	 */
	Compression(@Nullable PerMessageDeflate deflate, int minSize) {
		this.deflate = deflate;
		this.minSize = minSize;
	}

	boolean isNone() {
		return this.deflate == null;
	}

	@Nullable Supplier<Decompressor> decompressors() {
		return (this.deflate != null) ? this.deflate::decompressor : null;
	}

	/**
	 * Compress a message, unless it is compressed already.
	 * @param message the message
	 * @return the compressed payload, or {@code null} to send the message as it is
	 */
	@Nullable ByteBuffer compress(OutboundMessage message) {
		return (this.deflate != null && message.size() >= this.minSize) ? message.compressed(this.deflate::compress)
				: null;
	}

}
