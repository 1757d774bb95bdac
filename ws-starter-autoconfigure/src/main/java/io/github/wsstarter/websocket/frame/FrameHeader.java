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

/**
 * Reads the header of a masked frame, in any number of steps, and refuses it at the first
 * byte that is not allowed. Can be used again after {@link #reset()}.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section
 * 5.2</a>
 */
final class FrameHeader {

	static final int MAX_CONTROL_PAYLOAD = 125;

	private static final int TWO_BYTE_LENGTH = 126;

	private static final int EIGHT_BYTE_LENGTH = 127;

	private static final int MASK_BYTES = 4;

	private final boolean compression;

	private Opcode opcode = Opcode.CONTINUATION;

	private boolean last;

	private boolean compressed;

	private long length;

	private int mask;

	private int firstBytes;

	private int lengthBytes;

	private int lengthBytesLeft;

	private int maskBytesLeft;

	FrameHeader(boolean compression) {
		this.compression = compression;
	}

	Opcode opcode() {
		return this.opcode;
	}

	boolean isLast() {
		return this.last;
	}

	boolean isCompressed() {
		return this.compressed;
	}

	long length() {
		return this.length;
	}

	int mask() {
		return this.mask;
	}

	boolean isStarted() {
		return this.firstBytes > 0;
	}

	boolean isComplete() {
		return this.firstBytes == 2 && this.lengthBytesLeft == 0 && this.maskBytesLeft == 0;
	}

	void reset() {
		this.firstBytes = 0;
	}

	int read(byte[] bytes, int position, int end) throws FrameException {
		int next = position;
		if (this.firstBytes == 0 && next < end) {
			first(bytes[next++]);
		}
		if (this.firstBytes == 1 && next < end) {
			second(bytes[next++]);
		}
		if (this.firstBytes == 2) {
			next = length(bytes, next, end);
			next = mask(bytes, next, end);
		}
		return next;
	}

	private void first(byte value) throws FrameException {
		Opcode opcode = Opcode.of(value & 0xF);
		if (opcode == null) {
			throw FrameException.protocol("A frame has a reserved opcode");
		}
		this.opcode = opcode;
		this.last = (value & 0x80) != 0;
		this.compressed = (value & 0x40) != 0;
		if ((value & 0x30) != 0 || (this.compressed && !mayBeCompressed(opcode))) {
			throw FrameException.protocol("A frame has a reserved bit set");
		}
		if (opcode.isControl() && !this.last) {
			throw FrameException.protocol("A control frame is fragmented");
		}
		this.firstBytes = 1;
	}

	private boolean mayBeCompressed(Opcode opcode) {
		return this.compression && (opcode == Opcode.TEXT || opcode == Opcode.BINARY);
	}

	private void second(byte value) throws FrameException {
		if ((value & 0x80) == 0) {
			throw FrameException.protocol("A frame is not masked");
		}
		int code = value & 0x7F;
		if (code > MAX_CONTROL_PAYLOAD && this.opcode.isControl()) {
			throw FrameException.protocol("A control frame exceeds %d bytes".formatted(MAX_CONTROL_PAYLOAD));
		}
		this.lengthBytes = switch (code) {
			case TWO_BYTE_LENGTH -> Short.BYTES;
			case EIGHT_BYTE_LENGTH -> Long.BYTES;
			default -> 0;
		};
		this.lengthBytesLeft = this.lengthBytes;
		this.length = (this.lengthBytes == 0) ? code : 0;
		this.maskBytesLeft = MASK_BYTES;
		this.mask = 0;
		this.firstBytes = 2;
	}

	private int length(byte[] bytes, int position, int end) throws FrameException {
		if (this.lengthBytesLeft == 0) {
			return position;
		}
		int next = position;
		while (this.lengthBytesLeft > 0 && next < end) {
			this.length = this.length << Byte.SIZE | bytes[next++] & 0xFF;
			this.lengthBytesLeft--;
		}
		if (this.lengthBytesLeft == 0) {
			checkLength();
		}
		return next;
	}

	private void checkLength() throws FrameException {
		if (this.length < 0) {
			throw FrameException.protocol("The length of a frame has its topmost bit set");
		}
		long least = (this.lengthBytes == Short.BYTES) ? TWO_BYTE_LENGTH : 1L << Short.SIZE;
		if (this.length < least) {
			throw FrameException.protocol("The length of a frame takes more bytes than it needs");
		}
	}

	private int mask(byte[] bytes, int position, int end) {
		if (this.lengthBytesLeft > 0) {
			return position;
		}
		if (this.maskBytesLeft == MASK_BYTES && end - position >= MASK_BYTES) {
			this.mask = Mask.key(bytes, position);
			this.maskBytesLeft = 0;
			return position + MASK_BYTES;
		}
		int next = position;
		while (this.maskBytesLeft > 0 && next < end) {
			this.mask |= (bytes[next++] & 0xFF) << Byte.SIZE * (MASK_BYTES - this.maskBytesLeft--);
		}
		return next;
	}

}
