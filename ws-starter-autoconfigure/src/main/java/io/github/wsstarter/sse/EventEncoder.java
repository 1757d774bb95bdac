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
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 * HTML, section 9.2.6</a>
 */
final class EventEncoder {

	private static final byte[] DATA = bytes("data: ");

	private static final byte[] BINARY = bytes("event: binary\n");

	private static final byte[] COMMENT = bytes(":\n\n");

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

	void message(OutboundMessage message, FastByteArrayOutputStream out) throws IOException {
		out.write(bytes("id: " + this.ids.next((this.positioned) ? message.place() : null) + "\n"));
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

	byte[] close(CloseStatus status) {
		if (!CloseRules.isSendable(status.getCode())) {
			return new byte[0];
		}
		return bytes("event: close\ndata: " + CLOSE.writeToString(status) + "\n\n");
	}

	byte[] comment() {
		return COMMENT;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Opening(String session, String token, @Nullable String subprotocol) {

	}

}
