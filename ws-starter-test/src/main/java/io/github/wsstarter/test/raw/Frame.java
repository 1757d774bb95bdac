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

package io.github.wsstarter.test.raw;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

/**
 * A WebSocket frame, valid or not.
 *
 * @param fin whether this is the last frame of the message
 * @param rsv the reserved bits, 0 to 7
 * @param opcode the opcode, 0 to 15
 * @param masked whether the payload is masked
 * @param payload the payload
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section
 * 5.2</a>
 */
public record Frame(boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {

	/**
	 * The opcode of a fragment that is not the first.
	 */
	public static final int CONTINUATION = 0x0;

	/**
	 * The opcode of a text message.
	 */
	public static final int TEXT = 0x1;

	/**
	 * The opcode of a binary message.
	 */
	public static final int BINARY = 0x2;

	/**
	 * The opcode of a close frame.
	 */
	public static final int CLOSE = 0x8;

	/**
	 * The opcode of a ping.
	 */
	public static final int PING = 0x9;

	/**
	 * The opcode of a pong.
	 */
	public static final int PONG = 0xA;

	private static final byte[] MASK = { 0x12, (byte) 0xA4, 0x5B, (byte) 0xF7 };

	public Frame {
		Assert.isTrue(rsv >= 0 && rsv <= 7, "'rsv' must be between 0 and 7");
		Assert.isTrue(opcode >= 0 && opcode <= 15, "'opcode' must be between 0 and 15");
		Assert.notNull(payload, "'payload' must not be null");
	}

	public static Frame of(int opcode, byte... payload) {
		return new Frame(true, 0, opcode, true, payload);
	}

	public static Frame text(String text) {
		return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame binary(byte... payload) {
		return of(BINARY, payload);
	}

	public static Frame continuation(byte... payload) {
		return of(CONTINUATION, payload);
	}

	public static Frame ping(String text) {
		return of(PING, text.getBytes(StandardCharsets.UTF_8));
	}

	public static Frame close(int code, String reason) {
		byte[] text = reason.getBytes(StandardCharsets.UTF_8);
		return of(CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
	}

	/**
	 * Return this frame with the FIN bit cleared.
	 * @return a frame that is not the last one of its message
	 */
	public Frame unfinished() {
		return new Frame(false, this.rsv, this.opcode, this.masked, this.payload);
	}

	public Frame unmasked() {
		return new Frame(this.fin, this.rsv, this.opcode, false, this.payload);
	}

	public Frame withRsv(int bits) {
		return new Frame(this.fin, bits, this.opcode, this.masked, this.payload);
	}

	public String text() {
		return new String(this.payload, StandardCharsets.UTF_8);
	}

	public int closeCode() {
		return (this.payload.length < 2) ? 1005 : ByteBuffer.wrap(this.payload).getShort() & 0xFFFF;
	}

	public String closeReason() {
		return (this.payload.length < 2) ? ""
				: new String(this.payload, 2, this.payload.length - 2, StandardCharsets.UTF_8);
	}

	public CloseStatus closeStatus() {
		return new CloseStatus(closeCode(), (closeReason().isEmpty()) ? null : closeReason());
	}

	public byte[] encode() {
		ByteArrayOutputStream out = new ByteArrayOutputStream(this.payload.length + 14);
		out.writeBytes(header(this.payload.length));
		if (this.masked) {
			out.writeBytes(MASK);
		}
		byte[] data = this.payload.clone();
		if (this.masked) {
			mask(data, MASK);
		}
		out.writeBytes(data);
		return out.toByteArray();
	}

	/**
	 * Return the header without the masking key, for a payload of any length.
	 * @param length the length of the payload; a negative length sets the most
	 * significant bit
	 * @return the bytes
	 */
	public byte[] header(long length) {
		ByteBuffer header = ByteBuffer.allocate(10);
		header.put((byte) (((this.fin) ? 0x80 : 0) | this.rsv << 4 | this.opcode));
		int mask = (this.masked) ? 0x80 : 0;
		if (length >= 0 && length < 126) {
			header.put((byte) (mask | length));
		}
		else if (length >= 0 && length < 65536) {
			header.put((byte) (mask | 126)).putShort((short) length);
		}
		else {
			header.put((byte) (mask | 127)).putLong(length);
		}
		return Arrays.copyOf(header.array(), header.position());
	}

	public static void mask(byte[] data, byte[] key) {
		for (int i = 0; i < data.length; i++) {
			data[i] ^= key[i % 4];
		}
	}

	@Override
	public String toString() {
		return "Frame[fin=%s rsv=%d opcode=%X length=%d %s]".formatted(this.fin, this.rsv, this.opcode,
				this.payload.length, (this.opcode == CLOSE) ? closeCode() + " " + closeReason() : "");
	}

}
