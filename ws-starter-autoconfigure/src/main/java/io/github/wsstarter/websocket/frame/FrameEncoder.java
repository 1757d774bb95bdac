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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;

/**
 * Encodes the unmasked frames that a server sends. An instance is used by one thread at a
 * time.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section
 * 5.2</a>
 */
public final class FrameEncoder {

	static final int MAX_HEADER = 10;

	private static final int CHUNK = 4096;

	private static final int MOST_BYTES_PER_CHAR = 3;

	private final CharsetEncoder latin1 = StandardCharsets.ISO_8859_1.newEncoder();

	private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();

	private final char[] chars = new char[CHUNK];

	private final CharBuffer charBuffer = CharBuffer.wrap(this.chars);

	private final byte[] bytes = new byte[CHUNK * MOST_BYTES_PER_CHAR];

	private final ByteBuffer byteBuffer = ByteBuffer.wrap(this.bytes);

	public static void header(ByteBuffer target, Opcode opcode, boolean compressed, long length) {
		header(target, opcode, compressed, true, length);
	}

	/**
	 * Write the header of a frame.
	 * @param target where to write it, big-endian and with room for it
	 * @param opcode the opcode
	 * @param compressed whether the frame begins a compressed message
	 * @param last whether the frame is the last one of its message
	 * @param length the size of the payload in bytes
	 */
	public static void header(ByteBuffer target, Opcode opcode, boolean compressed, boolean last, long length) {
		target.put((byte) (((last) ? 0x80 : 0) | ((compressed) ? 0x40 : 0) | opcode.code()));
		switch (headerSize(length)) {
			case 2 -> target.put((byte) length);
			case 4 -> target.put((byte) 126).putShort((short) length);
			default -> target.put((byte) 127).putLong(length);
		}
	}

	private static int headerSize(long length) {
		if (length <= FrameHeader.MAX_CONTROL_PAYLOAD) {
			return 2;
		}
		return (length < 1L << Short.SIZE) ? 4 : MAX_HEADER;
	}

	/**
	 * Write a text message as one frame.
	 * @param text the text
	 * @param target where to write it, big-endian
	 * @return whether it fitted and has no unpaired surrogate, which UTF-8 cannot encode;
	 * if not, the position of the target has not changed, and the bytes after it are
	 * undefined
	 */
	public boolean text(String text, ByteBuffer target) {
		int start = target.position();
		int reserved = headerSize(text.length());
		if ((long) reserved + text.length() > target.remaining()) {
			return false;
		}
		target.position(start + reserved);
		if (!encode(text, target)) {
			target.position(start);
			return false;
		}
		int length = target.position() - start - reserved;
		int shift = headerSize(length) - reserved;
		if (shift > target.remaining()) {
			target.position(start);
			return false;
		}
		if (shift > 0) {
			target.put(start + reserved + shift, target, start + reserved, length);
		}
		target.position(start);
		header(target, Opcode.TEXT, false, length);
		target.position(target.position() + length);
		return true;
	}

	private boolean encode(String text, ByteBuffer target) {
		boolean ascii = true;
		this.utf8.reset();
		for (int position = 0; position < text.length();) {
			int length = Math.min(CHUNK, text.length() - position);
			text.getChars(position, position + length, this.chars, 0);
			this.charBuffer.limit(length).position(0);
			this.byteBuffer.clear();
			ascii = ascii && encodeAscii(length);
			if (!ascii) {
				CoderResult result = this.utf8.encode(this.charBuffer, this.byteBuffer,
						position + length == text.length());
				if (result.isError()) {
					return false;
				}
			}
			int encoded = this.byteBuffer.position();
			if (encoded > target.remaining()) {
				return false;
			}
			target.put(this.bytes, 0, encoded);
			position += this.charBuffer.position();
		}
		return true;
	}

	private boolean encodeAscii(int length) {
		// The encoder of Latin-1 is the fastest one
		this.latin1.reset().encode(this.charBuffer, this.byteBuffer, true);
		if (!this.charBuffer.hasRemaining() && Utf8Validator.isAscii(this.bytes, 0, length)) {
			return true;
		}
		this.charBuffer.position(0);
		this.byteBuffer.clear();
		return false;
	}

	public static ByteBuffer ping(ByteBuffer payload) {
		return control(Opcode.PING, payload);
	}

	public static ByteBuffer pong(ByteBuffer payload) {
		return control(Opcode.PONG, payload);
	}

	/**
	 * Return a close frame.
	 * @param status the status; 1005, which must not be sent, means that there is none.
	 * The reason is cut to 123 bytes of UTF-8, between two characters
	 * @return the frame
	 */
	public static ByteBuffer close(CloseStatus status) {
		Assert.notNull(status, "'status' must not be null");
		ByteBuffer payload = ByteBuffer.allocate(FrameHeader.MAX_CONTROL_PAYLOAD);
		if (status.getCode() != CloseStatus.NO_STATUS_CODE.getCode()) {
			payload.putShort((short) status.getCode());
			if (status.getReason() != null) {
				byte[] reason = status.getReason().getBytes(StandardCharsets.UTF_8);
				payload.put(reason, 0, CloseRules.truncatedSize(reason));
			}
		}
		return control(Opcode.CLOSE, payload.flip());
	}

	private static ByteBuffer control(Opcode opcode, ByteBuffer payload) {
		int length = payload.remaining();
		Assert.isTrue(length <= FrameHeader.MAX_CONTROL_PAYLOAD,
				() -> "'payload' must not exceed %d bytes".formatted(FrameHeader.MAX_CONTROL_PAYLOAD));
		ByteBuffer frame = ByteBuffer.allocate(headerSize(length) + length);
		header(frame, opcode, false, length);
		return frame.put(payload.duplicate()).flip();
	}

}
