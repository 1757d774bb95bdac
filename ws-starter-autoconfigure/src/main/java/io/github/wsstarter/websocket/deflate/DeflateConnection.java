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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.websocket.frame.Decompressor;

/**
 * What {@code permessage-deflate} does on one connection, as agreed in the handshake.
 * <p>
 * Between messages, a connection holds no deflater and no inflater, but only the bytes of
 * earlier messages that the next one may refer to. One thread at a time compresses, and
 * one decompresses.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class DeflateConnection {

	private final PerMessageDeflate deflate;

	/**
	 * The restriction that the client asked for, or {@code null} if it asked for none.
	 */
	private final @Nullable Integer serverWindowBits;

	/**
	 * The messages that the client has sent, or {@code null} if its messages do not refer
	 * to earlier ones.
	 */
	private final @Nullable SlidingWindow received;

	/**
	 * The messages that the client was sent, or {@code null} if messages to it do not
	 * refer to earlier ones.
	 */
	private final @Nullable SlidingWindow sent;

	DeflateConnection(PerMessageDeflate deflate, DeflateOffer offer, int context) {
		boolean remembering = context > 0 && !offer.serverNoContextTakeover() && offer.allowsLargestWindow();
		this.deflate = deflate;
		this.serverWindowBits = offer.serverWindowBits();
		this.received = (offer.clientNoContextTakeover()) ? null : new SlidingWindow(SlidingWindow.MAX_SIZE);
		this.sent = (remembering) ? new SlidingWindow(context) : null;
	}

	/**
	 * Return what was agreed.
	 * @return the value of the response header
	 */
	public String response() {
		StringBuilder response = new StringBuilder(DeflateOffer.NAME);
		if (this.sent == null) {
			response.append("; ").append(DeflateOffer.SERVER_NO_CONTEXT_TAKEOVER);
		}
		if (this.received == null) {
			response.append("; ").append(DeflateOffer.CLIENT_NO_CONTEXT_TAKEOVER);
		}
		if (this.serverWindowBits != null) {
			response.append("; ").append(DeflateOffer.SERVER_MAX_WINDOW_BITS).append('=').append(this.serverWindowBits);
		}
		return response.toString();
	}

	/**
	 * Start to decompress a message. The previous decompressor must be closed.
	 * @return its decompressor, which has to be closed however the message ends
	 */
	public Decompressor decompressor() {
		return this.deflate.decompressor(this.received);
	}

	/**
	 * Compress a message. A message that does not refer to earlier ones is compressed
	 * once for all connections. Messages must be compressed in the order in which they
	 * are sent.
	 * @param message the message
	 * @return the read-only payload to send instead, or {@code null} if the message is to
	 * be sent uncompressed
	 */
	public @Nullable ByteBuffer compress(OutboundMessage message) {
		if (message.size() < this.deflate.minSize()) {
			return null;
		}
		if (this.sent != null) {
			return this.deflate.compressor(DeflateOffer.MAX_WINDOW_BITS).apply(message.bytes(), this.sent);
		}
		return message.compressed(this.deflate.compressor(windowBits(message.size())));
	}

	private int windowBits(int size) {
		Integer windowBits = this.serverWindowBits;
		// A message that fits into the window has no larger distances
		return (windowBits == null || size <= 1 << windowBits) ? DeflateOffer.MAX_WINDOW_BITS : windowBits;
	}

	/**
	 * Return how much memory earlier messages take on this connection. May be called by
	 * any thread, which may get an earlier value.
	 * @return the number of bytes, at most 64 KiB
	 */
	public int heldBytes() {
		return ((this.received != null) ? this.received.capacity() : 0)
				+ ((this.sent != null) ? this.sent.capacity() : 0);
	}

}
