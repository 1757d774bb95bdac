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

package io.github.wsstarter.message;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

/**
 * The rules for close codes and reasons, which are the same for all wires.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section
 * 7.4</a>
 */
public final class CloseRules {

	/**
	 * The maximum size of a reason in UTF-8, which shares the 125 bytes of a close frame
	 * with the code.
	 */
	private static final int MAX_REASON_BYTES = 123;

	private CloseRules() {
	}

	/**
	 * Return whether a code may be sent: the codes of RFC 6455, those registered since
	 * (1012 to 1014), and those for libraries and applications.
	 * @param code the code
	 * @return whether the code may be sent
	 */
	public static boolean isSendable(int code) {
		return switch (code) {
			case 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014 -> true;
			default -> code >= 3000 && code <= 4999;
		};
	}

	/**
	 * Return whether a status describes a connection that ended without a close frame:
	 * 1006 or 1015.
	 * @param status the status
	 * @return whether the connection was lost
	 */
	public static boolean isLost(CloseStatus status) {
		return status.getCode() == CloseStatus.NO_CLOSE_FRAME.getCode()
				|| status.getCode() == CloseStatus.TLS_HANDSHAKE_FAILURE.getCode();
	}

	/**
	 * Return whether a reason may be sent.
	 * @param reason the reason, or {@code null} if there is none
	 * @return whether it takes at most 123 bytes, and has no unpaired surrogate, which
	 * UTF-8 cannot encode
	 */
	public static boolean isSendable(@Nullable String reason) {
		return reason == null || (!Utf8.exceeds(reason, MAX_REASON_BYTES) && Utf8.isWellFormed(reason));
	}

	/**
	 * Assert that a status may be sent as it is.
	 * @param status the status
	 * @return the status
	 * @throws IllegalArgumentException if its code or its reason must not be sent
	 */
	public static CloseStatus requireSendable(CloseStatus status) {
		Assert.notNull(status, "'status' must not be null");
		Assert.isTrue(isSendable(status.getCode()), () -> "Close code %d must not be sent".formatted(status.getCode()));
		Assert.isTrue(isSendable(status.getReason()),
				() -> "Close reason must not exceed %d bytes, nor have an unpaired surrogate: '%s'"
					.formatted(MAX_REASON_BYTES, status.getReason()));
		return status;
	}

	/**
	 * Return the size that a reason is truncated to, which does not split a character.
	 * @param reason the reason in UTF-8
	 * @return the number of bytes to send
	 */
	public static int truncatedSize(byte[] reason) {
		int size = Math.min(reason.length, MAX_REASON_BYTES);
		while (size < reason.length && (reason[size] & 0xC0) == 0x80) {
			size--;
		}
		return size;
	}

}
