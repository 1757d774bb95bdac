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

package io.github.wsstarter.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Encodes the frames of a client, all with the same masking key.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section
 * 5.2</a>
 */
final class Frames {

	static final int CONTINUATION = 0;

	static final int TEXT = 1;

	static final int CLOSE = 8;

	static final int PING = 9;

	static final int PONG = 10;

	private static final int FIN = 0x80;

	private static final int RSV1 = 0x40;

	private static final int MASKED = 0x80;

	private static final int FLUSH_TAIL = 4;

	private static final int LARGEST_HEADER = 14;

	private static final byte[] MASKING_KEY = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private Frames() {
	}

	static ByteBuf encode(int opcode, byte[] payload) {
		return encode(opcode, 0, payload);
	}

	/**
	 * Encode a compressed text message that does not refer to previous messages.
	 * @param payload the text
	 * @return the frame
	 */
	static ByteBuf deflated(byte[] payload) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		deflater.setInput(payload);
		byte[] compressed = new byte[payload.length + LARGEST_HEADER];
		int length = deflater.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
		deflater.end();
		return encode(TEXT, RSV1, Arrays.copyOf(compressed, length - FLUSH_TAIL));
	}

	private static ByteBuf encode(int opcode, int reserved, byte[] payload) {
		ByteBuf frame = Unpooled.directBuffer(payload.length + LARGEST_HEADER);
		frame.writeByte(FIN | reserved | opcode);
		if (payload.length < 126) {
			frame.writeByte(MASKED | payload.length);
		}
		else if (payload.length < 65536) {
			frame.writeByte(MASKED | 126).writeShort(payload.length);
		}
		else {
			frame.writeByte(MASKED | 127).writeLong(payload.length);
		}
		frame.writeBytes(MASKING_KEY);
		for (int i = 0; i < payload.length; i++) {
			frame.writeByte(payload[i] ^ MASKING_KEY[i & 3]);
		}
		return frame;
	}

	/**
	 * Return printable ASCII text.
	 * @param start the start of the text
	 * @param length the length of the text
	 * @return the text's bytes
	 */
	static byte[] text(String start, int length) {
		byte[] text = new byte[length];
		byte[] first = start.getBytes(StandardCharsets.US_ASCII);
		System.arraycopy(first, 0, text, 0, first.length);
		for (int i = first.length; i < length; i++) {
			text[i] = (byte) ('a' + (i % 26));
		}
		return text;
	}

	/**
	 * Return a message as applications send them, with quotes that differ.
	 * @param start the start of the message, which is a number
	 * @param length the length of the message
	 * @return the message's bytes
	 */
	static byte[] json(String start, int length) {
		StringBuilder json = new StringBuilder(start);
		Random random = new Random(Long.parseLong(start));
		while (json.length() < length) {
			json.append("{\"symbol\":\"")
				.append((char) ('A' + random.nextInt(26)))
				.append((char) ('A' + random.nextInt(26)))
				.append("\",\"price\":")
				.append(random.nextInt(100_000) / 100.0)
				.append(",\"volume\":")
				.append(random.nextInt(10_000))
				.append("},");
		}
		return json.substring(0, length).getBytes(StandardCharsets.US_ASCII);
	}

}
