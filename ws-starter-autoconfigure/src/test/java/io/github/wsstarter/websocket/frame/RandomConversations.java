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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Generates frames, bytes and texts. The same seed generates the same ones.
 *
 * @author The ws-starter authors
 */
final class RandomConversations {

	private static final int[] HIGHEST_CHARACTERS = { 0x7F, 0xFF, 0xEFFF, Character.MAX_CODE_POINT };

	private static final int[] PLAUSIBLE_BYTES = { 0x81, 0x82, 0x01, 0x80, 0x00, 0xC1, 0x88, 0x89, 0x85, 0xFE, 0xFF };

	private final Random random;

	private final int limit;

	/**
	 * Create a generator.
	 * @param seed the seed
	 * @param limit the maximum number of bytes of a message
	 */
	RandomConversations(long seed, int limit) {
		this.random = new Random(seed);
		this.limit = limit;
	}

	int nextInt(int bound) {
		return this.random.nextInt(bound);
	}

	int nextInt() {
		return this.random.nextInt();
	}

	/**
	 * Generate messages, whole or in fragments, compressed or not, with control frames
	 * between them.
	 * @return the bytes of valid frames
	 */
	byte[] conversation() {
		List<MaskedFrame> frames = new ArrayList<>();
		for (int i = this.random.nextInt(6); i > 0; i--) {
			switch (this.random.nextInt(3)) {
				case 0 -> addMessage(frames, MaskedFrame.TEXT, utf8(this.limit / 4).getBytes(StandardCharsets.UTF_8));
				case 1 -> addMessage(frames, MaskedFrame.BINARY, bytes(this.limit));
				default -> frames.add(control());
			}
		}
		return MaskedFrame.encode(frames.toArray(MaskedFrame[]::new));
	}

	private void addMessage(List<MaskedFrame> frames, int opcode, byte[] payload) {
		boolean compressed = this.random.nextBoolean();
		byte[] bytes = (compressed) ? TestDecompressor.compress(payload) : payload;
		int key = this.random.nextInt();
		int[] ends = IntStream
			.concat(this.random.ints(this.random.nextInt(5), 0, this.limit + 1).filter((end) -> end <= bytes.length),
					IntStream.of(bytes.length))
			.sorted()
			.toArray();
		List<MaskedFrame> message = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < ends.length; i++) {
			int first = (i == 0) ? opcode | ((compressed) ? MaskedFrame.RSV1 : 0) : MaskedFrame.CONTINUATION;
			first |= (i == ends.length - 1) ? MaskedFrame.FIN : 0;
			message.add(new MaskedFrame(first, Arrays.copyOfRange(bytes, start, ends[i]), key + i));
			start = ends[i];
		}
		if (this.random.nextBoolean()) {
			message.add(message.size() / 2, control());
		}
		frames.addAll(message);
	}

	private MaskedFrame control() {
		int opcode = (this.random.nextBoolean()) ? MaskedFrame.PING : MaskedFrame.PONG;
		return new MaskedFrame(MaskedFrame.FIN | opcode, bytes(125), this.random.nextInt());
	}

	/**
	 * Generate a text without unpaired surrogates and without U+FFFD.
	 * @param most the maximum number of characters
	 * @return the text
	 */
	String utf8(int most) {
		int highest = HIGHEST_CHARACTERS[this.random.nextInt(HIGHEST_CHARACTERS.length)];
		return this.random.ints(this.random.nextInt(most + 1), 0, highest + 1)
			.map((value) -> (value >= 0xD800 && value <= 0xDFFF || value == 0xFFFD) ? 'x' : value)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Generate a text of arbitrary chars, including unpaired surrogates.
	 * @param most the maximum number of chars
	 * @return the text
	 */
	String chars(int most) {
		char[] chars = new char[this.random.nextInt(most + 1)];
		for (int i = 0; i < chars.length; i++) {
			chars[i] = (char) ((this.random.nextInt(4) == 0) ? 0xD700 + this.random.nextInt(0xA00)
					: this.random.nextInt(0x10000));
		}
		return new String(chars);
	}

	byte[] bytes(int most) {
		byte[] bytes = new byte[this.random.nextInt(most + 1)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	byte[] ascii(int most) {
		byte[] bytes = bytes(most);
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] &= Byte.MAX_VALUE;
		}
		return bytes;
	}

	/**
	 * Generate bytes, many of which often occur in frames.
	 * @return the bytes
	 */
	byte[] plausibleBytes() {
		byte[] bytes = bytes(300);
		for (int i = 0; i < bytes.length; i++) {
			if (this.random.nextBoolean()) {
				bytes[i] = (byte) PLAUSIBLE_BYTES[this.random.nextInt(PLAUSIBLE_BYTES.length)];
			}
		}
		return bytes;
	}

	/**
	 * Generate the lengths of one to six reads.
	 * @return the lengths
	 */
	List<Integer> reads() {
		return IntStream.rangeClosed(0, this.random.nextInt(6))
			.mapToObj((i) -> 1 + this.random.nextInt((this.random.nextBoolean()) ? 9 : 300))
			.toList();
	}

	/**
	 * Damage bytes in one to four places.
	 * @param bytes the bytes
	 * @return other bytes
	 */
	byte[] damage(byte[] bytes) {
		byte[] damaged = bytes.clone();
		for (int i = this.random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
			int place = this.random.nextInt(damaged.length);
			int kind = this.random.nextInt(4);
			if (kind == 0) {
				damaged[place] ^= (byte) (1 << this.random.nextInt(8));
			}
			else if (kind == 1) {
				damaged[place] = (byte) this.random.nextInt();
			}
			else if (kind == 2) {
				damaged = Arrays.copyOf(damaged, place);
			}
			else {
				System.arraycopy(damaged, place, damaged, place / 2, damaged.length - place);
			}
		}
		return damaged;
	}

}
