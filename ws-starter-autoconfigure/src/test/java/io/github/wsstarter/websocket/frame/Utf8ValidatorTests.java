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
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Utf8Validator}, which must agree with the decoder of the JDK.
 *
 * @author The ws-starter authors
 */
class Utf8ValidatorTests {

	@Test
	void everyCharacterIsValid() {
		byte[] all = allCharacters();
		assertThat(validate(all)).isEqualTo(Utf8Validator.COMPLETE);
	}

	@Test
	void everySequenceOfThreeBytesIsJudgedAsByTheJdk() {
		CharsetDecoder judge = judge();
		CharBuffer chars = CharBuffer.allocate(4);
		byte[] bytes = new byte[3];
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		for (int value = 0xC00000; value < 0x1000000; value++) {
			bytes[0] = (byte) (value >> 16);
			bytes[1] = (byte) (value >> 8);
			bytes[2] = (byte) value;
			CoderResult result = judge.reset().decode(buffer.clear(), chars.clear(), false);
			long expected = (result.isError()) ? Utf8Validator.INVALID : Utf8Validator.COMPLETE;
			long actual = validate(bytes);
			if (!result.isError() && buffer.hasRemaining()) {
				assertThat(actual).as("%06x", value).isNotIn(Utf8Validator.INVALID, Utf8Validator.COMPLETE);
			}
			else if (actual != expected) {
				assertThat(actual).as("%06x", value).isEqualTo(expected);
			}
		}
	}

	private static long validate(byte[] bytes) {
		return Utf8Validator.validate(Utf8Validator.COMPLETE, bytes, 0, bytes.length);
	}

	private static CharsetDecoder judge() {
		return StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
	}

	private static byte[] allCharacters() {
		StringBuilder all = new StringBuilder();
		for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
			if (codePoint < 0xD800 || codePoint > 0xDFFF) {
				all.appendCodePoint(codePoint);
			}
		}
		return all.toString().getBytes(StandardCharsets.UTF_8);
	}

}
