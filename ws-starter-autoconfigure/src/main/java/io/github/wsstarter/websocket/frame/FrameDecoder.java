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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;

/**
 * Decodes the masked frames that a client sends. Between messages it holds no buffer and
 * no decompressor. Used by one thread at a time; the listener may close it.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5">RFC 6455, section 5</a>
 */
public final class FrameDecoder {

	private final FrameListener listener;

	private final FrameHeader header;

	private final MessageDecoder messages;

	private long payloadLeft;

	private int mask;

	private @Nullable MessageBuffer controlPayload;

	private boolean closed;

	/**
	 * Create a decoder.
	 * @param listener receives messages and control frames
	 * @param textLimit the size of the largest text message, in bytes of UTF-8
	 * @param binaryLimit the size of the largest binary message, in bytes
	 * @param decompressors provides a decompressor for each compressed message, which is
	 * closed at its end; {@code null} if messages must not be compressed
	 */
	public FrameDecoder(FrameListener listener, int textLimit, int binaryLimit,
			@Nullable Supplier<? extends Decompressor> decompressors) {
		Assert.notNull(listener, "'listener' must not be null");
		Assert.isTrue(textLimit > 0, "'textLimit' must be positive");
		Assert.isTrue(binaryLimit > 0, "'binaryLimit' must be positive");
		this.listener = listener;
		this.header = new FrameHeader(decompressors != null);
		this.messages = new MessageDecoder(listener, textLimit, binaryLimit, decompressors);
	}

	/**
	 * Decode bytes that were read. After a close frame, a violation or {@link #close()},
	 * all further bytes are ignored.
	 * @param buffer holds the bytes, which are overwritten
	 * @param offset where they start
	 * @param length how many there are
	 * @throws FrameException on a violation; the messages that were complete before have
	 * been delivered
	 */
	public void decode(byte[] buffer, int offset, int length) throws FrameException {
		int position = offset;
		int end = offset + length;
		boolean decoded = false;
		try {
			while (position < end && !this.closed) {
				if (!this.header.isComplete()) {
					position = this.header.read(buffer, position, end);
					if (!this.header.isComplete()) {
						break;
					}
					begin();
				}
				int available = (int) Math.min(this.payloadLeft, end - position);
				if (available > 0 || this.payloadLeft == 0) {
					payload(buffer, position, available);
				}
				position += available;
			}
			decoded = true;
		}
		finally {
			if (!decoded) {
				close();
			}
		}
	}

	private void begin() throws FrameException {
		if (!this.header.opcode().isControl()) {
			this.messages.begin(this.header);
		}
		this.payloadLeft = this.header.length();
		this.mask = this.header.mask();
	}

	private void payload(byte[] buffer, int offset, int length) throws FrameException {
		boolean ascii = Mask.remove(buffer, offset, length, this.mask);
		this.mask = Integer.rotateRight(this.mask, length * Byte.SIZE);
		this.payloadLeft -= length;
		boolean last = (this.payloadLeft == 0);
		if (last) {
			this.header.reset();
		}
		if (this.header.opcode().isControl()) {
			control(buffer, offset, length, last);
		}
		else {
			this.messages.payload(buffer, offset, length, ascii, this.header.isLast(), last);
		}
	}

	private void control(byte[] buffer, int offset, int length, boolean last) throws FrameException {
		MessageBuffer collected = this.controlPayload;
		if (collected == null && last) {
			control(buffer, offset, length);
			return;
		}
		if (collected == null) {
			collected = new MessageBuffer();
			this.controlPayload = collected;
		}
		collected.add(buffer, offset, length, (int) this.header.length());
		if (last) {
			this.controlPayload = null;
			control(collected.bytes(), 0, collected.size());
		}
	}

	private void control(byte[] bytes, int offset, int length) throws FrameException {
		switch (this.header.opcode()) {
			case PING -> this.listener.onPing(copy(bytes, offset, length));
			case PONG -> this.listener.onPong(copy(bytes, offset, length));
			default -> {
				CloseStatus status = closeStatus(bytes, offset, length);
				close();
				this.listener.onClose(status);
			}
		}
	}

	private static CloseStatus closeStatus(byte[] bytes, int offset, int length) throws FrameException {
		if (length == 0) {
			return CloseStatus.NO_STATUS_CODE;
		}
		if (length < Short.BYTES) {
			throw FrameException.protocol("A close frame has half a code");
		}
		int code = (bytes[offset] & 0xFF) << Byte.SIZE | bytes[offset + 1] & 0xFF;
		if (!CloseRules.isSendable(code)) {
			throw FrameException.protocol("A close frame has a code that must not be sent");
		}
		int start = offset + Short.BYTES;
		int size = length - Short.BYTES;
		if (Utf8Validator.validate(Utf8Validator.COMPLETE, bytes, start, size) != Utf8Validator.COMPLETE) {
			throw FrameException.notUtf8("The reason in a close frame");
		}
		return new CloseStatus(code, (size > 0) ? new String(bytes, start, size, StandardCharsets.UTF_8) : null);
	}

	private static ByteBuffer copy(byte[] bytes, int offset, int length) {
		return ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length));
	}

	/**
	 * Return the memory that the incomplete message takes.
	 * @return the size in bytes
	 */
	public int heldBytes() {
		return this.messages.heldBytes();
	}

	boolean isPartial() {
		return !this.closed && (this.header.isStarted() || this.messages.isOpen());
	}

	/**
	 * Ignore all further bytes, and release the decompressor and all buffers. Has no
	 * effect the second time.
	 */
	public void close() {
		this.closed = true;
		this.controlPayload = null;
		this.messages.release();
	}

}
