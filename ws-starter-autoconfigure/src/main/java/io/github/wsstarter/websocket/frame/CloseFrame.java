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

import java.nio.charset.StandardCharsets;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;

/**
 * The payload of close frames.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1">RFC 6455, section
 * 5.5.1</a>
 */
final class CloseFrame {

	private static final int CODE_BYTES = 2;

	private static final byte[] NOTHING = {};

	private CloseFrame() {
	}

	/**
	 * Read the payload that a client sent.
	 * @param bytes holds the bytes
	 * @param offset where they start
	 * @param length how many there are
	 * @return the status, 1005 if there is none
	 * @throws FrameException if the code or the reason is not allowed
	 */
	static CloseStatus read(byte[] bytes, int offset, int length) throws FrameException {
		if (length == 0) {
			return CloseStatus.NO_STATUS_CODE;
		}
		if (length < CODE_BYTES) {
			throw FrameException.protocol("A close frame has half a code");
		}
		int code = (bytes[offset] & 0xFF) << Byte.SIZE | bytes[offset + 1] & 0xFF;
		if (!CloseRules.isSendable(code)) {
			throw FrameException.protocol("A close frame has a code that must not be sent");
		}
		int start = offset + CODE_BYTES;
		int size = length - CODE_BYTES;
		if (Utf8Validator.validate(Utf8Validator.COMPLETE, bytes, start, size) != Utf8Validator.COMPLETE) {
			throw FrameException.notUtf8("The reason in a close frame");
		}
		return new CloseStatus(code, (size > 0) ? new String(bytes, start, size, StandardCharsets.UTF_8) : null);
	}

	/**
	 * Return the payload for a status.
	 * @param status the status; 1005, which must not be sent, stands for none
	 * @return at most 125 bytes; a longer reason is truncated
	 */
	static byte[] payload(CloseStatus status) {
		int code = status.getCode();
		if (code == CloseStatus.NO_STATUS_CODE.getCode()) {
			return NOTHING;
		}
		String reason = status.getReason();
		byte[] text = (reason != null) ? reason.getBytes(StandardCharsets.UTF_8) : NOTHING;
		int size = CloseRules.truncatedSize(text);
		byte[] payload = new byte[CODE_BYTES + size];
		payload[0] = (byte) (code >> Byte.SIZE);
		payload[1] = (byte) code;
		System.arraycopy(text, 0, payload, CODE_BYTES, size);
		return payload;
	}

}
