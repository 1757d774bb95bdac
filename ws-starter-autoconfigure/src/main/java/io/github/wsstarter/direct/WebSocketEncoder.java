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

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.websocket.deflate.DeflateConnection;
import io.github.wsstarter.websocket.frame.FrameEncoder;
import io.github.wsstarter.websocket.frame.Opcode;

/**
 * Encodes messages as frames of RFC 6455. A message that is too large for one frame is
 * sent in several, so that a control frame waits for one frame at most.
 *
 * @author The ws-starter authors
 */
final class WebSocketEncoder implements WireEncoder {

	/**
	 * The maximum size of a frame. Some peers refuse larger frames.
	 */
	static final int MAX_FRAME = 32 * 1024;

	/**
	 * The maximum payload of a frame with a header of four bytes.
	 */
	static final int MAX_PAYLOAD = MAX_FRAME - 4;

	private final @Nullable DeflateConnection deflate;

	/**
	 * The ping to send next. Set by any thread, taken by the thread that encodes.
	 */
	private volatile @Nullable ByteBuffer ping;

	/**
	 * The payload of the ping to answer next. Set by the I/O thread, taken by the thread
	 * that encodes.
	 */
	private volatile @Nullable ByteBuffer pong;

	WebSocketEncoder(@Nullable DeflateConnection deflate) {
		this.deflate = deflate;
	}

	@Override
	public String name() {
		return "websocket";
	}

	@Override
	public boolean text(String text, Scratch scratch) {
		if (this.deflate != null) {
			return false;
		}
		ByteBuffer buffer = scratch.buffer();
		buffer.limit(Math.min(buffer.position() + MAX_FRAME, buffer.capacity()));
		boolean encoded = scratch.encoder().text(text, buffer);
		buffer.limit(buffer.capacity());
		return encoded;
	}

	@Override
	public ByteBuffer message(OutboundMessage message, ByteBuffer target) {
		ByteBuffer compressed = (this.deflate != null) ? this.deflate.compress(message) : null;
		ByteBuffer payload = (compressed != null) ? compressed : message.bytes();
		Opcode opcode = (message instanceof OutboundMessage.Text) ? Opcode.TEXT : Opcode.BINARY;
		int length = Math.min(payload.limit(), MAX_PAYLOAD);
		FrameEncoder.header(target, opcode, compressed != null, length == payload.limit(), length);
		return payload;
	}

	@Override
	public int maxPart() {
		return MAX_PAYLOAD;
	}

	@Override
	public void continuation(int length, boolean last, ByteBuffer target) {
		FrameEncoder.header(target, Opcode.CONTINUATION, false, last, length);
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.ping = payload;
	}

	void pong(ByteBuffer payload) {
		// If several pings come before the next control(), only the latest is answered
		// (RFC 6455, section 5.5.3)
		this.pong = payload;
	}

	@Override
	public boolean hasControl() {
		return this.pong != null || this.ping != null;
	}

	@Override
	public void control(ByteBuffer target) {
		ByteBuffer pong = this.pong;
		if (pong != null) {
			this.pong = null;
			target.put(FrameEncoder.pong(pong));
		}
		ByteBuffer ping = this.ping;
		if (ping != null) {
			this.ping = null;
			target.put(FrameEncoder.ping(ping));
		}
	}

	@Override
	public void close(CloseStatus status, ByteBuffer target) {
		target.put(FrameEncoder.close(status));
	}

}
