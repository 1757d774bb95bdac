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
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link Utf8Validator}. The decoder of the JDK is the judge.
 *
 * @author The ws-starter authors
 */
class Utf8ValidatorPropertyTests {

	private static final List<byte[]> ENDS = List.of(new byte[0], new byte[] { (byte) 0x80 },
			new byte[] { (byte) 0x80, (byte) 0x80 }, new byte[] { (byte) 0xA0, (byte) 0x80 },
			new byte[] { (byte) 0x80, (byte) 0x80, (byte) 0x80 }, new byte[] { (byte) 0x90, (byte) 0x80, (byte) 0x80 });

	@Property(tries = 5000, shrinking = ShrinkingMode.BOUNDED)
	void agreesWithTheJdk(@ForAll("almostUtf8") byte[] bytes) {
		int bad = firstBadByte(bytes);
		assertThat(validate(bytes) == Utf8Validator.INVALID).isEqualTo(bad < bytes.length);
		assertThat(validateByteByByte(bytes, bad)).isNotEqualTo(Utf8Validator.INVALID);
		if (bad < bytes.length) {
			assertThat(validateByteByByte(bytes, bad + 1)).isEqualTo(Utf8Validator.INVALID);
		}
		else {
			assertThat(validate(bytes) == Utf8Validator.COMPLETE).isEqualTo(isComplete(bytes));
		}
	}

	@Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
	void asciiIsWhatHasNoTopmostBit(@ForAll("almostUtf8") byte[] bytes) {
		boolean ascii = StandardCharsets.US_ASCII.newEncoder()
			.canEncode(new String(bytes, StandardCharsets.ISO_8859_1));
		assertThat(Utf8Validator.isAscii(bytes, 0, bytes.length)).isEqualTo(ascii);
	}

	@Provide
	Arbitrary<byte[]> almostUtf8() {
		Arbitrary<Byte> telling = Arbitraries.of((byte) 0x00, (byte) 0x41, (byte) 0x7F, (byte) 0x80, (byte) 0x8F,
				(byte) 0x90, (byte) 0x9F, (byte) 0xA0, (byte) 0xBF, (byte) 0xC0, (byte) 0xC1, (byte) 0xC2, (byte) 0xDF,
				(byte) 0xE0, (byte) 0xE1, (byte) 0xED, (byte) 0xEE, (byte) 0xEF, (byte) 0xF0, (byte) 0xF1, (byte) 0xF3,
				(byte) 0xF4, (byte) 0xF5, (byte) 0xFF);
		Arbitrary<byte[]> parts = Arbitraries.oneOf(telling.map((value) -> new byte[] { value }),
				Arbitraries.bytes().map((value) -> new byte[] { value }),
				Arbitraries.chars()
					.ascii()
					.array(char[].class)
					.ofMaxSize(12)
					.map((chars) -> new String(chars).getBytes(StandardCharsets.UTF_8)),
				Arbitraries.integers()
					.between(0x80, Character.MAX_CODE_POINT)
					.filter((codePoint) -> codePoint < 0xD800 || codePoint > 0xDFFF)
					.map((codePoint) -> Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)));
		return parts.list().ofMaxSize(20).map(Utf8ValidatorPropertyTests::join);
	}

	private static byte[] join(List<byte[]> parts) {
		ByteBuffer buffer = ByteBuffer.allocate(parts.stream().mapToInt((part) -> part.length).sum());
		parts.forEach(buffer::put);
		return buffer.array();
	}

	private static long validate(byte[] bytes) {
		return Utf8Validator.validate(Utf8Validator.COMPLETE, bytes, 0, bytes.length);
	}

	private static long validateByteByByte(byte[] bytes, int length) {
		long state = Utf8Validator.COMPLETE;
		for (int i = 0; i < length; i++) {
			state = Utf8Validator.validate(state, bytes, i, 1);
		}
		return state;
	}

	/**
	 * Return the first byte that cannot be part of UTF-8, given those before: the JDK
	 * says which prefix can be continued.
	 * @param bytes the bytes
	 * @return its index, or the number of bytes if there is none
	 */
	private static int firstBadByte(byte[] bytes) {
		int good = 0;
		while (good < bytes.length && canBegin(Arrays.copyOf(bytes, good + 1))) {
			good++;
		}
		return good;
	}

	/**
	 * Return whether bytes can be continued to valid UTF-8.
	 * @param bytes the bytes
	 * @return whether one of the ends that incomplete characters have makes them valid
	 */
	private static boolean canBegin(byte[] bytes) {
		return ENDS.stream().anyMatch((end) -> isComplete(join(List.of(bytes, end))));
	}

	private static boolean isComplete(byte[] bytes) {
		return !StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), true)
			.isError();
	}

}
