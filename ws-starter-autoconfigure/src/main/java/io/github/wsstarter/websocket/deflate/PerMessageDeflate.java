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

import java.util.List;
import java.util.stream.IntStream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;

import io.github.wsstarter.websocket.frame.Decompressor;

/**
 * The {@code permessage-deflate} extension on a server's side.
 * <p>
 * Unless it is told to remember what it sends, the server compresses each message by
 * itself, so that one compressed message can be sent to all connections. Messages of
 * clients may refer to earlier messages, because not every client can be told to avoid
 * that. Deflaters and inflaters are pooled, as many as can be busy at the same time.
 * Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7">RFC 7692, section 7</a>
 */
public final class PerMessageDeflate implements AutoCloseable {

	/**
	 * The maximum number of bytes of earlier messages that a message can refer to.
	 */
	public static final int MAX_CONTEXT = SlidingWindow.MAX_SIZE;

	private static final Log logger = LogFactory.getLog(PerMessageDeflate.class);

	/**
	 * The fastest level, which is hardly worse than the others for short messages.
	 */
	private static final int LEVEL = 1;

	private final int minSize;

	private final int context;

	private final Pool<MessageDeflater> deflaters;

	private final Pool<MessageInflater> inflaters;

	/**
	 * One compressor for each size of the window, the smallest first.
	 */
	private final List<Compressor> compressors;

	/**
	 * Create the extension.
	 * @param minSize the minimum size of a message to compress, in bytes
	 * @param context the number of bytes of earlier messages that each connection
	 * remembers to compress the next message; zero to compress each message by itself
	 */
	public PerMessageDeflate(int minSize, int context) {
		this(minSize, context, LEVEL, Runtime.getRuntime().availableProcessors());
	}

	PerMessageDeflate(int minSize, int context, int level, int processors) {
		Assert.isTrue(minSize >= 0, "'minSize' must not be negative");
		Assert.isTrue(context >= 0 && context <= MAX_CONTEXT, "'context' must be between 0 and 32768");
		Assert.isTrue(level >= 1 && level <= 9, "'level' must be between 1 and 9");
		this.minSize = minSize;
		this.context = context;
		this.deflaters = new Pool<>(processors, () -> new MessageDeflater(level));
		this.inflaters = new Pool<>(2 * processors, MessageInflater::new);
		this.compressors = IntStream.rangeClosed(DeflateOffer.MIN_WINDOW_BITS, DeflateOffer.MAX_WINDOW_BITS)
			.mapToObj((bits) -> new Compressor(this.deflaters, 1 << bits))
			.toList();
	}

	/**
	 * Accept the first valid offer of a client. A malformed header is ignored.
	 * @param headerValues the values of all {@code Sec-WebSocket-Extensions} headers of
	 * the request, in their order
	 * @return what was agreed, or {@code null} if there is no valid offer, so that
	 * messages are not compressed
	 */
	public @Nullable DeflateConnection negotiate(List<String> headerValues) {
		try {
			return DeflateOffer.parse(headerValues)
				.findFirst()
				.map((offer) -> new DeflateConnection(this, offer, this.context))
				.orElse(null);
		}
		catch (IllegalArgumentException ex) {
			logger.debug(LogMessage.format("Sec-WebSocket-Extensions %s ignored: %s", headerValues, ex.getMessage()));
			return null;
		}
	}

	int minSize() {
		return this.minSize;
	}

	Decompressor decompressor(@Nullable SlidingWindow received) {
		return new PooledDecompressor(this.inflaters, received);
	}

	Compressor compressor(int windowBits) {
		return this.compressors.get(windowBits - DeflateOffer.MIN_WINDOW_BITS);
	}

	/**
	 * Free the native memory of idle deflaters and inflaters, and of the others as soon
	 * as they are not in use any more.
	 */
	@Override
	public void close() {
		this.deflaters.close();
		this.inflaters.close();
	}

}
