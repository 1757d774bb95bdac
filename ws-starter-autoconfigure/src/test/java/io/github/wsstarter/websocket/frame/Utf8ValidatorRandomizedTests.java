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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Randomized tests for {@link Utf8Validator}, which must agree with the decoder of the
 * JDK.
 *
 * @author The ws-starter authors
 */
class Utf8ValidatorRandomizedTests {

	private static final List<byte[]> ENDS = List.of(new byte[0], new byte[] { (byte) 0x80 },
			new byte[] { (byte) 0x80, (byte) 0x80 }, new byte[] { (byte) 0xA0, (byte) 0x80 },
			new byte[] { (byte) 0x80, (byte) 0x80, (byte) 0x80 }, new byte[] { (byte) 0x90, (byte) 0x80, (byte) 0x80 });

	private static final int[] TELLING = { 0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
			0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void agreesWithTheJdk(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 500; i++) {
			byte[] bytes = almostUtf8(random);
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
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void bytesAreAsciiIfNoneHasTheTopmostBit(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 200; i++) {
			byte[] bytes = almostUtf8(random);
			boolean ascii = StandardCharsets.US_ASCII.newEncoder()
				.canEncode(new String(bytes, StandardCharsets.ISO_8859_1));
			assertThat(Utf8Validator.isAscii(bytes, 0, bytes.length)).isEqualTo(ascii);
		}
	}

	private static byte[] almostUtf8(Random random) {
		List<byte[]> parts = new ArrayList<>();
		for (int i = random.nextInt(21); i > 0; i--) {
			byte[] part = switch (random.nextInt(4)) {
				case 0 -> new byte[] { (byte) TELLING[random.nextInt(TELLING.length)] };
				case 1 -> new byte[] { (byte) random.nextInt() };
				case 2 -> ascii(random);
				default -> character(random);
			};
			parts.add(part);
		}
		return join(parts);
	}

	private static byte[] ascii(Random random) {
		byte[] bytes = new byte[random.nextInt(13)];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) random.nextInt(0x80);
		}
		return bytes;
	}

	private static byte[] character(Random random) {
		int[] bounds = { 0x800, 0x10000, Character.MAX_CODE_POINT + 1 };
		int codePoint = random.nextInt(0x80, bounds[random.nextInt(bounds.length)]);
		boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
		return Character.toString((surrogate) ? 0x80 : codePoint).getBytes(StandardCharsets.UTF_8);
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
	 * Find the first byte that cannot follow the previous bytes in UTF-8. The decoder of
	 * the JDK decides which prefix can be continued.
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
	 * Return whether bytes are the start of valid UTF-8.
	 * @param bytes the bytes
	 * @return whether the bytes are valid, or become valid when the last character is
	 * completed
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
