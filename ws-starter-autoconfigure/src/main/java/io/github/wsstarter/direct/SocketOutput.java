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

import java.io.IOException;
import java.nio.ByteBuffer;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

/**
 * Writes buffers of messages to a socket, and keeps what does not fit: bytes that the
 * socket does not take, and the rest of a message for which a buffer has no room. Used by
 * one thread at a time.
 *
 * @author The ws-starter authors
 */
final class SocketOutput {

	/**
	 * The memory of an idle session, from the benchmark {@code idle}, in bytes.
	 */
	private static final int IDLE_SIZE = 8 * 1024;

	/**
	 * What TLS adds to it: a buffer of the largest record in each direction, and the
	 * engine.
	 */
	private static final int TLS_SIZE = 64 * 1024;

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final UpgradedSocket socket;

	private final WireEncoder encoder;

	private final MemoryAccount memory;

	private ByteBuffer unwritten = NOTHING;

	/**
	 * The payload of the message that is incomplete, and how far it has come.
	 */
	private ByteBuffer payload = NOTHING;

	private int payloadOffset;

	/**
	 * Where the current part of the payload ends.
	 */
	private int partEnd;

	/**
	 * The bytes of unfinished writes that the socket has taken. Written by one thread at
	 * a time, read by any. A write of whole messages at once is not counted, so that it
	 * costs nothing.
	 */
	private volatile long advance;

	SocketOutput(UpgradedSocket socket, WireEncoder encoder, MemoryAccount memory) {
		this.socket = socket;
		this.encoder = encoder;
		this.memory = memory;
	}

	int idleSize() {
		return (this.socket.isEncrypted()) ? IDLE_SIZE + TLS_SIZE : IDLE_SIZE;
	}

	void write(ByteBuffer buffer) throws IOException {
		// The rest is written already
		if (buffer.flip().hasRemaining() && !this.socket.write(buffer)) {
			count(buffer.position());
			this.unwritten = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
			this.memory.add(this.unwritten.capacity());
		}
		else if (isInMessage()) {
			count(buffer.position());
		}
	}

	boolean writeRest() throws IOException {
		if (this.unwritten == NOTHING) {
			return true;
		}
		int start = this.unwritten.position();
		boolean written = this.socket.write(this.unwritten);
		count(this.unwritten.position() - start);
		if (written) {
			forgetUnwritten();
		}
		return written;
	}

	private void count(int bytes) {
		long before = this.advance;
		this.advance = before + bytes;
	}

	long advance() {
		return this.advance;
	}

	private void forgetUnwritten() {
		this.memory.add(-this.unwritten.capacity());
		this.unwritten = NOTHING;
	}

	/**
	 * Put the next part of the incomplete message. If there is none, put messages until
	 * one is incomplete.
	 * @param source provides the messages
	 * @param buffer where to put them
	 * @return whether there is more to put if the buffer has room
	 */
	boolean putMessages(OutboundSource source, ByteBuffer buffer) {
		if (isInMessage()) {
			putPart(buffer);
			return true;
		}
		while (buffer.remaining() >= WireEncoder.MAX_HEADER && !isInMessage()) {
			OutboundMessage message = source.poll();
			if (message == null) {
				return false;
			}
			this.payload = this.encoder.message(message, buffer);
			this.partEnd = Math.min(this.payload.limit(), this.encoder.maxPart());
			putRest(buffer);
		}
		return true;
	}

	private void putPart(ByteBuffer buffer) {
		int left = this.payload.limit() - this.payloadOffset;
		int length = Math.min(left, this.encoder.maxPart());
		this.encoder.continuation(length, length == left, buffer);
		this.partEnd = this.payloadOffset + length;
		putRest(buffer);
	}

	/**
	 * Put the rest of the current part.
	 * @param buffer where to put it
	 */
	void putRest(ByteBuffer buffer) {
		int length = Math.min(this.partEnd - this.payloadOffset, buffer.remaining());
		buffer.put(buffer.position(), this.payload, this.payloadOffset, length);
		buffer.position(buffer.position() + length);
		this.payloadOffset += length;
		if (this.payloadOffset == this.payload.limit()) {
			this.payload = NOTHING;
			this.payloadOffset = 0;
			this.partEnd = 0;
		}
	}

	boolean isInMessage() {
		return this.payload != NOTHING;
	}

	boolean isInPart() {
		return this.payloadOffset < this.partEnd;
	}

	boolean finish(CloseProgress.AfterClose afterClose) throws IOException {
		return switch (afterClose) {
			case AWAIT_CLIENT -> false;
			case SHUT_DOWN_OUTPUT -> !this.socket.shutdownOutput();
			case END -> true;
		};
	}

	/**
	 * Close the connection, and release everything that was kept.
	 */
	void close() {
		forgetUnwritten();
		this.payload = NOTHING;
		this.socket.close();
	}

}
