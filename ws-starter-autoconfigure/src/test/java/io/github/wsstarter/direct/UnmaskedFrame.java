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

package io.github.wsstarter.direct;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A frame without a mask, as a server sends it.
 *
 * @param first the first byte
 * @param payload the payload
 * @author The ws-starter authors
 */
record UnmaskedFrame(int first, byte[] payload) {

	static final int TEXT = 0x81;

	static final int BINARY = 0x82;

	static final int CLOSE = 0x88;

	static final int PING = 0x89;

	static final int PONG = 0x8A;

	/**
	 * Split bytes into frames, which must be complete.
	 * @param bytes the bytes
	 * @return the frames
	 */
	static List<UnmaskedFrame> all(byte[] bytes) {
		List<UnmaskedFrame> frames = new ArrayList<>();
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			int first = buffer.get() & 0xFF;
			long length = length(buffer);
			assertThat(buffer.remaining()).as("rest of frame %02x", first).isGreaterThanOrEqualTo((int) length);
			byte[] payload = new byte[(int) length];
			buffer.get(payload);
			frames.add(new UnmaskedFrame(first, payload));
		}
		return frames;
	}

	private static long length(ByteBuffer buffer) {
		int length = buffer.get();
		return switch (length) {
			case 126 -> buffer.getShort() & 0xFFFF;
			case 127 -> buffer.getLong();
			default -> length;
		};
	}

	/**
	 * Join the frames of each message, and leave out control frames.
	 * @param bytes the bytes of complete frames
	 * @return the messages, each as one frame
	 */
	static List<UnmaskedFrame> messages(byte[] bytes) {
		List<UnmaskedFrame> messages = new ArrayList<>();
		int first = 0;
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		for (UnmaskedFrame frame : all(bytes)) {
			if ((frame.first & 0x08) == 0) {
				assertThat(frame.first & 0x0F).as("opcode").matches((opcode) -> (opcode == 0) == (payload.size() > 0));
				first |= frame.first;
				payload.writeBytes(frame.payload);
				if ((frame.first & 0x80) != 0) {
					messages.add(new UnmaskedFrame(first, payload.toByteArray()));
					first = 0;
					payload.reset();
				}
			}
		}
		assertThat(payload.size()).as("rest of a message").isZero();
		return messages;
	}

	static List<String> texts(byte[] bytes) {
		return all(bytes).stream().filter((frame) -> frame.first == TEXT).map(UnmaskedFrame::text).toList();
	}

	String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	/**
	 * Return the kind of this frame.
	 * @return the opcode in words
	 */
	String kind() {
		return switch (this.first) {
			case TEXT -> "text";
			case BINARY -> "binary";
			case CLOSE -> "close";
			case PING -> "ping";
			case PONG -> "pong";
			case 0x01 -> "first of text";
			case 0x02 -> "first of binary";
			case 0x00 -> "next";
			case 0x80 -> "last";
			default -> "%02x".formatted(this.first);
		};
	}

}
