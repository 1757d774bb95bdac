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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.DataFormatException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;

import io.github.wsstarter.websocket.ExtensionOffer;
import io.github.wsstarter.websocket.frame.Decompressor;

/**
 * The {@code permessage-deflate} extension on a server's side. No message refers to an
 * earlier one, in neither direction: a connection holds no compression state between its
 * messages, and one compressed message can be sent to all connections. Deflaters and
 * inflaters are pooled, as many as can be busy at the same time. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7">RFC 7692, section 7</a>
 */
public final class PerMessageDeflate implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(PerMessageDeflate.class);

	private static final String NAME = "permessage-deflate";

	private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";

	private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";

	private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";

	private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

	private static final Set<String> WINDOW_BITS = Set.of("8", "9", "10", "11", "12", "13", "14", "15");

	private static final String LARGEST_WINDOW_BITS = "15";

	private static final String RESPONSE = NAME + "; " + SERVER_NO_CONTEXT_TAKEOVER + "; " + CLIENT_NO_CONTEXT_TAKEOVER;

	private final Pool<MessageDeflater> deflaters;

	private final Pool<MessageInflater> inflaters;

	/**
	 * Create the extension with the fastest compression, which is hardly worse than the
	 * others for short messages.
	 */
	public PerMessageDeflate() {
		this(1, Runtime.getRuntime().availableProcessors());
	}

	PerMessageDeflate(int level, int processors) {
		Assert.isTrue(level >= 1 && level <= 9, "'level' must be between 1 and 9");
		this.deflaters = new Pool<>(processors, () -> new MessageDeflater(level));
		this.inflaters = new Pool<>(2 * processors, MessageInflater::new);
	}

	/**
	 * Choose one of the offers of a client. A malformed header is ignored.
	 * @param headerValues the values of all {@code Sec-WebSocket-Extensions} headers of
	 * the request, in their order
	 * @return the value of the response header, or {@code null} if no offer is
	 * acceptable, so that messages are not compressed
	 */
	public @Nullable String negotiate(List<String> headerValues) {
		try {
			return ExtensionOffer.parse(headerValues)
				.stream()
				.filter((offer) -> offer.name().equals(NAME))
				.map(PerMessageDeflate::answer)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		}
		catch (IllegalArgumentException ex) {
			logger.debug(LogMessage.format("Sec-WebSocket-Extensions %s ignored: %s", headerValues, ex.getMessage()));
			return null;
		}
	}

	private static @Nullable String answer(ExtensionOffer offer) {
		Set<String> names = new HashSet<>();
		for (ExtensionOffer.Parameter parameter : offer.parameters()) {
			if (!names.add(parameter.name()) || !isAcceptable(parameter.name(), parameter.value())) {
				return null;
			}
		}
		return names.contains(SERVER_MAX_WINDOW_BITS)
				? RESPONSE + "; " + SERVER_MAX_WINDOW_BITS + "=" + LARGEST_WINDOW_BITS : RESPONSE;
	}

	private static boolean isAcceptable(String name, @Nullable String value) {
		return switch (name) {
			case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value == null;
			// the Deflater of the JDK has no smaller window
			case SERVER_MAX_WINDOW_BITS -> LARGEST_WINDOW_BITS.equals(value);
			// the Inflater of the JDK accepts every window
			case CLIENT_MAX_WINDOW_BITS -> value == null || WINDOW_BITS.contains(value);
			default -> false;
		};
	}

	/**
	 * Start to decompress a message.
	 * @return its decompressor, which has to be closed however the message ends
	 */
	public Decompressor decompressor() {
		return new PooledDecompressor(this.inflaters);
	}

	/**
	 * Compress a message.
	 * @param payload the whole payload, whose position does not change
	 * @return the read-only payload to send instead, or {@code null} if it would not be
	 * smaller
	 */
	public @Nullable ByteBuffer compress(ByteBuffer payload) {
		Assert.notNull(payload, "'payload' must not be null");
		MessageDeflater deflater = this.deflaters.take();
		try {
			return deflater.deflate(payload);
		}
		finally {
			this.deflaters.give(deflater);
		}
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

	/**
	 * A {@link Decompressor} that uses an inflater of a pool until it is closed.
	 */
	private static final class PooledDecompressor implements Decompressor {

		private final Pool<MessageInflater> pool;

		private @Nullable MessageInflater inflater;

		PooledDecompressor(Pool<MessageInflater> pool) {
			this.pool = pool;
			this.inflater = pool.take();
		}

		@Override
		public void input(byte[] buffer, int offset, int length) {
			inflater().input(buffer, offset, length);
		}

		@Override
		public void finish() {
			inflater().finish();
		}

		@Override
		public int inflate(byte[] target, int offset, int length) throws DataFormatException {
			return inflater().inflate(target, offset, length);
		}

		private MessageInflater inflater() {
			MessageInflater inflater = this.inflater;
			Assert.state(inflater != null, "Decompressor is closed");
			return inflater;
		}

		@Override
		public void close() {
			MessageInflater inflater = this.inflater;
			if (inflater != null) {
				this.inflater = null;
				this.pool.give(inflater);
			}
		}

	}

}
