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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsstarter.message.Utf8;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Randomized tests for {@link FrameDecoder} and {@link FrameEncoder}.
 *
 * @author The ws-starter authors
 */
class FrameRandomizedTests {

	private static final int LIMIT = 400;

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void everySplitGivesTheSame(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 100; i++) {
			byte[] bytes = random.conversation();
			Decoding whole = decoding().read(bytes);
			assertThat(whole.failure()).isNull();
			assertThat(decoding().readInParts(bytes, random.reads()).outcome()).isEqualTo(whole.outcome());
		}
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void everySplitOfDamagedFramesGivesTheSame(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 200; i++) {
			byte[] bytes = random.damage(random.conversation());
			Decoding whole = new Decoding(LIMIT, LIMIT, false).read(bytes);
			assertSound(whole);
			Decoding parts = new Decoding(LIMIT, LIMIT, false).readInParts(bytes, random.reads());
			assertThat(parts.outcome()).isEqualTo(whole.outcome());
		}
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void compressedOrNotOnlyFrameExceptionsAreThrown(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 200; i++) {
			Decoding decoding = decoding().readInParts(random.damage(random.conversation()), random.reads());
			assertSound(decoding);
			decoding.decoder().close();
			assertThat(decoding.openDecompressors()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void randomBytesAreRefusedOrDecoded(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 200; i++) {
			byte[] bytes = (random.nextInt(2) == 0) ? random.plausibleBytes() : random.bytes(300);
			assertSound(decoding().readInParts(bytes, random.reads()));
		}
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void encodedTextsAreDecoded(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 100; i++) {
			FrameEncoder encoder = new FrameEncoder();
			ByteBuffer target = ByteBuffer.allocateDirect(110_000);
			Decoding decoding = new Decoding(100_000, 100_000, false);
			List<String> expected = new ArrayList<>();
			for (int texts = random.nextInt(4); texts > 0; texts--) {
				String text = (random.nextInt(2) == 0) ? random.chars(200) : random.utf8(9000);
				assertThat(encoder.text(text, target)).isEqualTo(Utf8.isWellFormed(text));
				if (Utf8.isWellFormed(text)) {
					expected.add("text " + text);
				}
			}
			decoding.read(masked(target.flip()));
			expected.add("partial false");
			assertThat(decoding.outcome()).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@MethodSource(Seeds.ALL)
	void unmaskingIsTheSameWithinAnyBuffer(long seed) {
		RandomConversations random = new RandomConversations(seed, LIMIT);
		for (int i = 0; i < 100; i++) {
			assertUnmasked((random.nextInt(2) == 0) ? random.bytes(100) : random.ascii(100), random.nextInt(),
					random.nextInt(18));
		}
	}

	private static void assertUnmasked(byte[] payload, int key, int offset) {
		byte[] bytes = new byte[offset + payload.length + 3];
		for (int i = 0; i < payload.length; i++) {
			bytes[offset + i] = (byte) (payload[i] ^ key >> i % 4 * 8);
		}
		boolean ascii = Mask.remove(bytes, offset, payload.length, key);
		byte[] expected = new byte[bytes.length];
		System.arraycopy(payload, 0, expected, offset, payload.length);
		assertThat(bytes).isEqualTo(expected);
		assertThat(ascii).isEqualTo(Utf8Validator.isAscii(payload, 0, payload.length));
	}

	private static Decoding decoding() {
		return new Decoding(LIMIT, LIMIT, true);
	}

	/**
	 * Check the invariants that hold for any input.
	 * @param decoding the decoder
	 */
	private static void assertSound(Decoding decoding) {
		for (String event : decoding.events()) {
			int size = event.substring(event.indexOf(' ') + 1).getBytes(StandardCharsets.UTF_8).length;
			assertThat(event).doesNotContain("\ufffd");
			assertThat(size).isLessThanOrEqualTo((event.startsWith("text")) ? LIMIT : 2 * LIMIT);
		}
		FrameException failure = decoding.failure();
		if (failure != null) {
			assertThat(failure.status().getCode()).isIn(1002, 1007, 1009);
			assertThat(failure.status().getReason()).isEqualTo(failure.getMessage()).isASCII().hasSizeLessThan(100);
			assertThat(decoding.openDecompressors()).isZero();
			assertThat(decoding.decoder().isPartial()).isFalse();
		}
		assertThat(decoding.openDecompressors()).isLessThanOrEqualTo(1);
	}

	/**
	 * Turn the frames of a server into frames of a client.
	 * @param frames the frames
	 * @return the same frames, masked
	 */
	private static byte[] masked(ByteBuffer frames) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		while (frames.hasRemaining()) {
			int first = frames.get() & 0xFF;
			int code = frames.get();
			long length = switch (code) {
				case 126 -> frames.getShort() & 0xFFFF;
				case 127 -> frames.getLong();
				default -> code;
			};
			byte[] payload = new byte[(int) length];
			frames.get(payload);
			out.writeBytes(MaskedFrame.of(first, payload).encode());
		}
		return out.toByteArray();
	}

}
