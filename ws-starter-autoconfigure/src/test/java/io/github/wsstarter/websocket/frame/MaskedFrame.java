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

package io.github.wsstarter.websocket.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A frame with a mask, as a client sends it, valid or not.
 *
 * @param first the first byte: FIN, the reserved bits and the opcode
 * @param payload the payload, not masked
 * @param key the masking key
 * @author The ws-starter authors
 */
record MaskedFrame(int first, byte[] payload, int key) {

	static final int FIN = 0x80;

	static final int RSV1 = 0x40;

	static final int TEXT = 0x1;

	static final int BINARY = 0x2;

	static final int CONTINUATION = 0x0;

	static final int CLOSE = 0x8;

	static final int PING = 0x9;

	static final int PONG = 0xA;

	private static final int KEY = 0xA15CF37E;

	static MaskedFrame of(int first, byte... payload) {
		return new MaskedFrame(first, payload, KEY);
	}

	static MaskedFrame of(int first, String payload) {
		return of(first, payload.getBytes(StandardCharsets.UTF_8));
	}

	static MaskedFrame hex(int first, String payload) {
		return of(first, HexFormat.ofDelimiter(" ").parseHex(payload));
	}

	static MaskedFrame text(String text) {
		return of(FIN | TEXT, text);
	}

	static MaskedFrame close(int code, String reason) {
		byte[] text = reason.getBytes(StandardCharsets.UTF_8);
		return of(FIN | CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
	}

	/**
	 * Return the header, announcing any length.
	 * @param first the first byte
	 * @param length the length, in eight bytes if it is negative
	 * @return the bytes, the masking key included
	 */
	static byte[] header(int first, long length) {
		ByteBuffer header = ByteBuffer.allocate(14).put((byte) first);
		if (length >= 0 && length < 126) {
			header.put((byte) (0x80 | length));
		}
		else if (length >= 0 && length < 65536) {
			header.put((byte) (0x80 | 126)).putShort((short) length);
		}
		else {
			header.put((byte) (0x80 | 127)).putLong(length);
		}
		header.putInt(KEY);
		return Arrays.copyOf(header.array(), header.position());
	}

	byte[] encode() {
		ByteArrayOutputStream out = new ByteArrayOutputStream(this.payload.length + 14);
		byte[] header = header(this.first, this.payload.length);
		out.write(header, 0, header.length - 4);
		byte[] mask = ByteBuffer.allocate(4).putInt(this.key).array();
		out.writeBytes(mask);
		for (int i = 0; i < this.payload.length; i++) {
			out.write(this.payload[i] ^ mask[i % 4]);
		}
		return out.toByteArray();
	}

	static byte[] encode(MaskedFrame... frames) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (MaskedFrame frame : frames) {
			out.writeBytes(frame.encode());
		}
		return out.toByteArray();
	}

	@Override
	public String toString() {
		return "%02x %s".formatted(this.first, HexFormat.of().formatHex(this.payload));
	}

}
