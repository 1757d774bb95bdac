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

import io.netty.buffer.ByteBuf;

/**
 * Counts the messages in what a server sends, without copying more than their first
 * bytes.
 *
 * @author The ws-starter authors
 */
final class FrameParser {

	private static final int LARGEST_CONTROL_PAYLOAD = 125;

	private static final int OPCODE = 0x0F;

	private static final int RSV1 = 0x40;

	private final Sink sink;

	private final byte[] header = new byte[10];

	private final byte[] control = new byte[LARGEST_CONTROL_PAYLOAD];

	private byte[] head = new byte[0];

	private int headerLength;

	private int headerNeeded = 2;

	private boolean inPayload;

	private int remaining;

	private int controlLength;

	private int messageLength;

	private boolean compressed;

	FrameParser(Sink sink) {
		this.sink = sink;
	}

	/**
	 * Set how much of each message is kept.
	 * @param bytes the number of bytes, counted from the message's start
	 */
	void keep(int bytes) {
		this.head = new byte[bytes];
	}

	void parse(ByteBuf in) {
		while (in.isReadable()) {
			if (!this.inPayload) {
				readHeader(in);
			}
			if (this.inPayload) {
				readPayload(in);
			}
		}
	}

	private void readHeader(ByteBuf in) {
		while (this.headerLength < this.headerNeeded && in.isReadable()) {
			this.header[this.headerLength++] = in.readByte();
			if (this.headerLength == 2) {
				this.headerNeeded = headerLength();
			}
		}
		if (this.headerLength == this.headerNeeded) {
			this.remaining = payloadLength();
			this.inPayload = true;
			this.controlLength = 0;
			if (!isControl() && (this.header[0] & OPCODE) != Frames.CONTINUATION) {
				this.compressed = (this.header[0] & RSV1) != 0;
			}
		}
	}

	boolean isCompressed() {
		return this.compressed;
	}

	private int headerLength() {
		return switch (this.header[1] & 0xFF) {
			case 126 -> 4;
			case 127 -> 10;
			default -> 2;
		};
	}

	private int payloadLength() {
		if (this.headerLength == 2) {
			return this.header[1];
		}
		int length = 0;
		for (int i = 2; i < this.headerLength; i++) {
			length = (length << 8) | (this.header[i] & 0xFF);
		}
		return length;
	}

	private void readPayload(ByteBuf in) {
		int available = Math.min(this.remaining, in.readableBytes());
		if (isControl()) {
			in.getBytes(in.readerIndex(), this.control, this.controlLength, available);
			this.controlLength += available;
		}
		else {
			int kept = Math.min(available, this.head.length - this.messageLength);
			if (kept > 0) {
				in.getBytes(in.readerIndex(), this.head, this.messageLength, kept);
			}
			this.messageLength += available;
		}
		in.skipBytes(available);
		this.remaining -= available;
		if (this.remaining == 0) {
			endFrame();
		}
	}

	private void endFrame() {
		this.inPayload = false;
		this.headerLength = 0;
		this.headerNeeded = 2;
		if (isControl()) {
			this.sink.control(this.header[0] & OPCODE, this.control, this.controlLength);
		}
		else if (this.header[0] < 0) {
			int length = this.messageLength;
			this.messageLength = 0;
			this.sink.message(this.head, length);
		}
	}

	private boolean isControl() {
		return (this.header[0] & 0x08) != 0;
	}

	/**
	 * Callback interface for the messages and frames that were parsed.
	 */
	interface Sink {

		void message(byte[] head, int length);

		void control(int opcode, byte[] payload, int length);

	}

}
