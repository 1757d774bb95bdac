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

package io.github.wsstarter.sse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.OutboundMessage;

/**
 * Encodes messages as the events of one stream. Each line of a text becomes a line of
 * data. The line endings CR, LF and CRLF all reach the client as LF, because the format
 * cannot tell them apart. Used by one thread at a time.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 * HTML, section 9.2.6</a>
 */
public final class EventEncoder {

	private static final byte[] ID = bytes("id: ");

	private static final byte[] DATA = bytes("data: ");

	private static final byte[] BINARY = bytes("event: binary\n");

	private static final byte[] COMMENT = bytes(":\n\n");

	private static final byte[] END = bytes("\n\n");

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	/**
	 * The size of what surrounds the payload of most events.
	 */
	private static final int OVERHEAD = 32;

	private static final JsonWriter<Opening> OPENING = JsonWriter.of((members) -> {
		members.add("session", Opening::session);
		members.add("token", Opening::token);
		members.add("subprotocol", Opening::subprotocol).whenNotNull();
	});

	private static final JsonWriter<CloseStatus> CLOSE = JsonWriter.of((members) -> {
		members.add("code", CloseStatus::getCode);
		members.add("reason", CloseStatus::getReason).whenNotNull();
	});

	private final EventIds ids;

	/**
	 * Whether ids contain positions.
	 */
	private final boolean positioned;

	EventEncoder(EventIds ids, boolean positioned) {
		this.ids = ids;
		this.positioned = positioned;
	}

	byte[] opening(long reconnectMillis, String session, String token, @Nullable String subprotocol) {
		return bytes("retry: " + reconnectMillis + "\nevent: session\ndata: "
				+ OPENING.writeToString(new Opening(session, token, subprotocol)) + "\n\n");
	}

	/**
	 * Put a message into a buffer if that has room for it.
	 * @param message the message
	 * @param target the buffer
	 * @return the event if the buffer has no room for it or it has several lines;
	 * otherwise an empty buffer
	 */
	public ByteBuffer message(OutboundMessage message, ByteBuffer target) {
		this.ids.next(place(message));
		int size = message.size();
		if (size + this.ids.maxSize() + OVERHEAD <= target.remaining() && message instanceof OutboundMessage.Text text
				&& text.isLine()) {
			putId(target);
			target.put(DATA);
			target.put(target.position(), text.bytes(), 0, size).position(target.position() + size);
			target.put(END);
			return NOTHING;
		}
		FastByteArrayOutputStream out = new FastByteArrayOutputStream(size + this.ids.maxSize() + OVERHEAD);
		try {
			write(message, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return ByteBuffer.wrap(out.toByteArrayUnsafe());
	}

	void message(OutboundMessage message, FastByteArrayOutputStream out) throws IOException {
		this.ids.next(place(message));
		write(message, out);
	}

	private OutboundMessage.@Nullable Place place(OutboundMessage message) {
		return (this.positioned) ? message.place() : null;
	}

	private void putId(ByteBuffer target) {
		target.put(ID);
		this.ids.put(target);
		target.put((byte) '\n');
	}

	private void write(OutboundMessage message, FastByteArrayOutputStream out) throws IOException {
		ByteBuffer id = ByteBuffer.allocate(this.ids.maxSize() + OVERHEAD);
		putId(id);
		out.write(id.array(), 0, id.position());
		if (message instanceof OutboundMessage.Text text) {
			byte[] bytes = new byte[text.size()];
			text.bytes().get(0, bytes);
			lines(bytes, out);
		}
		else if (message instanceof OutboundMessage.Binary binary) {
			ByteBuffer encoded = Base64.getEncoder().encode(binary.payload());
			out.write(BINARY);
			line(encoded.array(), encoded.position(), encoded.limit(), out);
		}
		out.write('\n');
	}

	private static void lines(byte[] text, FastByteArrayOutputStream out) throws IOException {
		int start = 0;
		for (int i = 0; i < text.length; i++) {
			if (text[i] == '\r' || text[i] == '\n') {
				line(text, start, i, out);
				if (text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n') {
					i++;
				}
				start = i + 1;
			}
		}
		line(text, start, text.length, out);
	}

	private static void line(byte[] bytes, int start, int end, FastByteArrayOutputStream out) throws IOException {
		out.write(DATA);
		out.write(bytes, start, end - start);
		out.write('\n');
	}

	/**
	 * Return the event that closes a stream.
	 * @param status the close status
	 * @return the event, which is empty if the status must not be sent
	 */
	public byte[] close(CloseStatus status) {
		if (!CloseRules.isSendable(status.getCode())) {
			return new byte[0];
		}
		return bytes("event: close\ndata: " + CLOSE.writeToString(status) + "\n\n");
	}

	/**
	 * Return a comment, which keeps proxies from closing a quiet stream.
	 * @return the comment
	 */
	public byte[] comment() {
		return COMMENT.clone();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Opening(String session, String token, @Nullable String subprotocol) {

	}

}
