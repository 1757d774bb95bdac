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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a message, which is checked as it arrives and decoded at the end.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-8.1">RFC 6455, section
 * 8.1</a>
 */
final class Utf8Text {

	private long state = Utf8Validator.COMPLETE;

	private boolean ascii = true;

	void reset() {
		this.state = Utf8Validator.COMPLETE;
		this.ascii = true;
	}

	void check(byte[] bytes, int offset, int length) throws FrameException {
		check(bytes, offset, length, Utf8Validator.isAscii(bytes, offset, length));
	}

	void check(byte[] bytes, int offset, int length, boolean ascii) throws FrameException {
		if (length == 0 || (ascii && this.state == Utf8Validator.COMPLETE)) {
			return;
		}
		this.ascii = false;
		this.state = Utf8Validator.validate(this.state, bytes, offset, length);
		if (this.state == Utf8Validator.INVALID) {
			throw invalid();
		}
	}

	void end() throws FrameException {
		if (this.state != Utf8Validator.COMPLETE) {
			throw invalid();
		}
	}

	private static FrameException invalid() {
		return FrameException.notUtf8("A text message");
	}

	String decode(byte[] bytes, int offset, int length) {
		Charset charset = (this.ascii) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
		return new String(bytes, offset, length, charset);
	}

}
