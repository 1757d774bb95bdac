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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;

/**
 * Encodes text as UTF-8. UTF-8 cannot encode a surrogate that is not part of a pair, and
 * {@link String#getBytes} would replace it by a question mark.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Utf8 {

	private static final int MAX_BYTES_PER_CHAR = 3;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long ONES = 0x0101_0101_0101_0101L;

	private static final long QUESTION_MARKS = ONES * '?';

	private Utf8() {
	}

	/**
	 * Return whether a text is larger than a limit. The bytes are counted only if the
	 * number of chars does not decide.
	 * @param text the text
	 * @param limit the maximum number of bytes
	 * @return whether the text takes more bytes
	 */
	public static boolean exceeds(String text, int limit) {
		return text.length() > limit / MAX_BYTES_PER_CHAR
				&& (text.length() > limit || text.getBytes(StandardCharsets.UTF_8).length > limit);
	}

	/**
	 * Return whether a text can be encoded.
	 * @param text the text
	 * @return whether each surrogate is part of a pair
	 */
	public static boolean isWellFormed(String text) {
		return findUnpaired(text, 0) == text.length();
	}

	/**
	 * Assert that a text can be encoded.
	 * @param text the text
	 * @throws IllegalArgumentException if a surrogate is not part of a pair
	 */
	public static void requireWellFormed(String text) {
		int index = findUnpaired(text, 0);
		Assert.isTrue(index == text.length(),
				() -> "The text cannot be encoded in UTF-8: the surrogate at index %d is not part of a pair"
					.formatted(index));
	}

	static byte[] encode(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (hasQuestionMark(bytes)) {
			requireWellFormed(text);
		}
		return bytes;
	}

	static byte[] encodeJson(String json) {
		byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
		return (hasQuestionMark(bytes) && !isWellFormed(json)) ? escape(json).getBytes(StandardCharsets.UTF_8) : bytes;
	}

	private static boolean hasQuestionMark(byte[] bytes) {
		// Without a question mark, nothing was replaced. Few messages have one, and
		// scanning the bytes is faster than scanning the text
		int i = 0;
		for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
			long difference = (long) LONGS.get(bytes, i) ^ QUESTION_MARKS;
			if (((difference - ONES) & ~difference & (ONES << 7)) != 0) {
				return true;
			}
		}
		for (; i < bytes.length; i++) {
			if (bytes[i] == '?') {
				return true;
			}
		}
		return false;
	}

	private static int findUnpaired(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			char character = text.charAt(i);
			if (Character.isSurrogate(character)) {
				if (Character.isLowSurrogate(character) || i + 1 == text.length()
						|| !Character.isLowSurrogate(text.charAt(i + 1))) {
					return i;
				}
				i++;
			}
		}
		return text.length();
	}

	private static String escape(String json) {
		// Outside of strings, JSON has ASCII characters only
		StringBuilder escaped = new StringBuilder();
		int start = 0;
		for (int i = findUnpaired(json, 0); i < json.length(); i = findUnpaired(json, start)) {
			escaped.append(json, start, i).append("\\u%04x".formatted((int) json.charAt(i)));
			start = i + 1;
		}
		return escaped.append(json, start, json.length()).toString();
	}

}
