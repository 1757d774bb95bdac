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

package io.github.wsstarter.websocket.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.message.OutboundMessage;

/**
 * The blocking half of the container's API, for one connection. A large message is sent
 * in parts. The container then limits the time of each part instead of the whole message,
 * control frames need not wait for the whole message, and a slow client is seen to read.
 * Used by one thread at a time.
 *
 * @author The ws-starter authors
 */
final class BlockingRemote {

	/**
	 * The maximum size of a part, in bytes.
	 */
	static final int MAX_PART = 32 * 1024;

	private static final Log logger = LogFactory.getLog(BlockingRemote.class);

	private final Session connection;

	/**
	 * The bytes of the parts that were written. Written by one thread at a time, read by
	 * any.
	 */
	private volatile long advance;

	BlockingRemote(Session connection) {
		this.connection = connection;
	}

	static boolean isLarge(OutboundMessage message) {
		return message.size() > MAX_PART;
	}

	void beginBatching() throws IOException {
		this.connection.getBasicRemote().setBatchingAllowed(true);
	}

	/**
	 * Write what is left of a batch. It is written before batching ends: Tomcat ends it
	 * first, and a pong that another thread writes in between would get into a frame (RFC
	 * 6455, section 5.4).
	 */
	void endBatching() throws IOException {
		RemoteEndpoint.Basic remote = this.connection.getBasicRemote();
		remote.flushBatch();
		remote.setBatchingAllowed(false);
	}

	/**
	 * End a batch whose messages cannot be written. While Tomcat closes a connection on
	 * which a batch has not ended, it logs a stack trace.
	 */
	void abortBatching() {
		abortBatching(this.connection);
	}

	static void abortBatching(Session connection) {
		try {
			connection.getBasicRemote().setBatchingAllowed(false);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug(LogMessage.format("A batch is not written: %s", ex));
		}
	}

	void send(OutboundMessage message) throws IOException {
		RemoteEndpoint.Basic remote = this.connection.getBasicRemote();
		if (isLarge(message)) {
			sendParts(remote, message);
		}
		else if (message instanceof OutboundMessage.Text text) {
			remote.sendText(text.payload());
		}
		else if (message instanceof OutboundMessage.Binary binary) {
			remote.sendBinary(binary.payload());
		}
	}

	private void sendParts(RemoteEndpoint.Basic remote, OutboundMessage message) throws IOException {
		ByteBuffer bytes = message.bytes();
		boolean text = message instanceof OutboundMessage.Text;
		int start = 0;
		while (start < bytes.limit()) {
			int end = (text) ? endOfText(bytes, start) : end(bytes, start);
			boolean last = end == bytes.limit();
			if (text) {
				remote.sendText(text(bytes, start, end), last);
			}
			else {
				remote.sendBinary(bytes.slice(start, end - start), last);
			}
			count(end - start);
			start = end;
		}
	}

	private static int end(ByteBuffer bytes, int start) {
		return Math.min(start + MAX_PART, bytes.limit());
	}

	private static int endOfText(ByteBuffer bytes, int start) {
		int end = end(bytes, start);
		// A part ends between two characters (RFC 3629, section 3)
		while (end < bytes.limit() && (bytes.get(end) & 0xC0) == 0x80) {
			end--;
		}
		return end;
	}

	private static String text(ByteBuffer bytes, int start, int end) {
		byte[] part = new byte[end - start];
		bytes.get(start, part);
		return new String(part, StandardCharsets.UTF_8);
	}

	private void count(int bytes) {
		long before = this.advance;
		this.advance = before + bytes;
	}

	long advance() {
		return this.advance;
	}

}
