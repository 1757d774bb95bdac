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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;

import org.jspecify.annotations.Nullable;

/**
 * Turns unmasked data frames into messages: joins fragments, decompresses, and checks
 * limits and UTF-8 (section 8.1).
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.4">RFC 6455, section
 * 5.4</a>
 */
final class MessageDecoder {

	/**
	 * The maximum number of compressed bytes for each byte of a message. Even a sender
	 * that ends a block after each byte does not need more.
	 */
	private static final long MOST_COMPRESSED_PER_BYTE = 8;

	private static final long COMPRESSED_SLACK = 1024;

	private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

	private final FrameListener listener;

	private final int textLimit;

	private final int binaryLimit;

	private final @Nullable Supplier<? extends Decompressor> decompressors;

	private boolean open;

	private boolean text;

	private long utf8State = Utf8Validator.COMPLETE;

	private boolean ascii = true;

	private long announced;

	private @Nullable MessageBuffer collected;

	private @Nullable Decompressor decompressor;

	MessageDecoder(FrameListener listener, int textLimit, int binaryLimit,
			@Nullable Supplier<? extends Decompressor> decompressors) {
		this.listener = listener;
		this.textLimit = Math.min(textLimit, LARGEST_ARRAY);
		this.binaryLimit = Math.min(binaryLimit, LARGEST_ARRAY);
		this.decompressors = decompressors;
	}

	boolean isOpen() {
		return this.open;
	}

	void begin(FrameHeader header) throws FrameException {
		if (header.opcode() == Opcode.CONTINUATION) {
			if (!this.open) {
				throw FrameException.protocol("A continuation frame continues nothing");
			}
		}
		else if (this.open) {
			throw FrameException.protocol("A message begins within another");
		}
		else {
			open(header);
		}
		long most = limit();
		if (this.decompressor != null) {
			most = most * MOST_COMPRESSED_PER_BYTE + COMPRESSED_SLACK;
		}
		if (header.length() > most - this.announced) {
			throw FrameException.tooBig(this.text, limit());
		}
		this.announced += header.length();
	}

	private void open(FrameHeader header) {
		this.open = true;
		this.text = (header.opcode() == Opcode.TEXT);
		this.utf8State = Utf8Validator.COMPLETE;
		this.ascii = true;
		this.announced = 0;
		if (header.isCompressed() && this.decompressors != null) {
			this.decompressor = this.decompressors.get();
		}
	}

	void payload(byte[] bytes, int offset, int length, boolean ascii, boolean lastFrame, boolean last)
			throws FrameException {
		// The frame may be the last of its message, and the bytes the last of their frame
		boolean complete = lastFrame && last;
		Decompressor decompressor = this.decompressor;
		if (decompressor != null) {
			inflate(decompressor, bytes, offset, length, complete);
		}
		else {
			if (this.text) {
				checkUtf8(bytes, offset, length, ascii);
			}
			if (length > 0 && (!complete || this.collected != null)) {
				int most = (lastFrame) ? (int) this.announced : limit();
				collected().add(bytes, offset, length, most);
			}
		}
		if (complete) {
			if (this.utf8State != Utf8Validator.COMPLETE) {
				throw notUtf8();
			}
			complete(bytes, offset, length);
		}
	}

	private void inflate(Decompressor decompressor, byte[] bytes, int offset, int length, boolean complete)
			throws FrameException {
		try {
			collected().reserve(length, limit() + 1);
			if (length > 0) {
				decompressor.input(bytes, offset, length);
				drain(decompressor);
			}
			if (complete) {
				decompressor.finish();
				drain(decompressor);
			}
		}
		catch (DataFormatException ex) {
			throw FrameException.notCompressed();
		}
	}

	private void drain(Decompressor decompressor) throws DataFormatException, FrameException {
		MessageBuffer collected = collected();
		int limit = limit();
		int start = collected.size();
		while (collected.inflate(decompressor, limit + 1) > 0) {
			int length = Math.min(collected.size(), limit) - start;
			if (this.text) {
				checkUtf8(collected.bytes(), start, length, Utf8Validator.isAscii(collected.bytes(), start, length));
			}
			if (collected.size() > limit) {
				throw FrameException.tooBig(this.text, limit);
			}
			start = collected.size();
		}
	}

	private void complete(byte[] bytes, int offset, int length) {
		MessageBuffer collected = this.collected;
		release();
		if (this.text) {
			this.listener.onText((collected != null) ? decode(collected.bytes(), 0, collected.size())
					: decode(bytes, offset, length));
		}
		else {
			this.listener.onBinary(ByteBuffer
				.wrap((collected != null) ? collected.toBytes() : Arrays.copyOfRange(bytes, offset, offset + length)));
		}
	}

	private void checkUtf8(byte[] bytes, int offset, int length, boolean ascii) throws FrameException {
		if (length == 0 || (ascii && this.utf8State == Utf8Validator.COMPLETE)) {
			return;
		}
		this.ascii = false;
		this.utf8State = Utf8Validator.validate(this.utf8State, bytes, offset, length);
		if (this.utf8State == Utf8Validator.INVALID) {
			throw notUtf8();
		}
	}

	private static FrameException notUtf8() {
		return FrameException.notUtf8("A text message");
	}

	private String decode(byte[] bytes, int offset, int length) {
		return new String(bytes, offset, length, (this.ascii) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
	}

	private int limit() {
		return (this.text) ? this.textLimit : this.binaryLimit;
	}

	private MessageBuffer collected() {
		MessageBuffer collected = this.collected;
		if (collected == null) {
			collected = new MessageBuffer();
			this.collected = collected;
		}
		return collected;
	}

	int heldBytes() {
		return ((this.collected != null) ? this.collected.capacity() : 0)
				+ ((this.decompressor != null) ? this.decompressor.heldBytes() : 0);
	}

	void release() {
		this.open = false;
		this.collected = null;
		Decompressor decompressor = this.decompressor;
		this.decompressor = null;
		if (decompressor != null) {
			decompressor.close();
		}
	}

}
