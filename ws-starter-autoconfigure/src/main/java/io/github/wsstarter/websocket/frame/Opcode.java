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

import org.jspecify.annotations.Nullable;

/**
 * The opcodes of frames.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455, section
 * 5.2</a>
 */
public enum Opcode {

	/**
	 * A further part of a message.
	 */
	CONTINUATION(0x0),

	/**
	 * A text message, or its first part.
	 */
	TEXT(0x1),

	/**
	 * A binary message, or its first part.
	 */
	BINARY(0x2),

	/**
	 * The last frame of a connection.
	 */
	CLOSE(0x8),

	/**
	 * A request for a pong.
	 */
	PING(0x9),

	/**
	 * The answer to a ping.
	 */
	PONG(0xA);

	private final int code;

	Opcode(int code) {
		this.code = code;
	}

	public int code() {
		return this.code;
	}

	boolean isControl() {
		return (this.code & 0x8) != 0;
	}

	static @Nullable Opcode of(int code) {
		return switch (code) {
			case 0x0 -> CONTINUATION;
			case 0x1 -> TEXT;
			case 0x2 -> BINARY;
			case 0x8 -> CLOSE;
			case 0x9 -> PING;
			case 0xA -> PONG;
			default -> null;
		};
	}

}
