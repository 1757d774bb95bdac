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

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.SizeLimit;

/**
 * Thrown when a client violates the protocol or exceeds a limit. The message is for the
 * log and for the client, and contains nothing that comes from the client. The exception
 * has no stack trace.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1">RFC 6455, section
 * 7.4.1</a>
 */
public final class FrameException extends Exception {

	private final CloseStatus status;

	private final @Nullable String property;

	private FrameException(CloseStatus status, String message, @Nullable String property) {
		super(message, null, false, false);
		this.status = status.withReason(message);
		this.property = property;
	}

	public CloseStatus status() {
		return this.status;
	}

	/**
	 * Return the configuration property that sets the limit that was exceeded.
	 * @return the name below {@code ws}, or {@code null} if no limit was exceeded
	 */
	public @Nullable String property() {
		return this.property;
	}

	static FrameException protocol(String message) {
		return new FrameException(CloseStatus.PROTOCOL_ERROR, message, null);
	}

	static FrameException notUtf8(String subject) {
		return new FrameException(CloseStatus.BAD_DATA, subject + " is not valid UTF-8", null);
	}

	static FrameException notCompressed() {
		return new FrameException(CloseStatus.BAD_DATA, "A message was not compressed properly", null);
	}

	static FrameException tooBig(boolean text, int limit) {
		SizeLimit exceeded = SizeLimit.of(text, limit);
		return new FrameException(CloseStatus.TOO_BIG_TO_PROCESS, exceeded.violation(), exceeded.property());
	}

}
