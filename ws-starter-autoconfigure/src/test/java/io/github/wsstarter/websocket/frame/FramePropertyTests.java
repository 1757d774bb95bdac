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
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties of {@link FrameDecoder} and {@link FrameEncoder}.
 *
 * @author The ws-starter authors
 */
class FramePropertyTests {

	private static final int LIMIT = 400;

	@Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void everySplitGivesTheSame(@ForAll("conversation") List<TestFrame> frames, @ForAll("reads") List<Integer> reads) {
		byte[] bytes = encode(frames);
		Decoding whole = decoding().read(bytes);
		assertThat(whole.failure()).isNull();
		assertThat(decoding().readInParts(bytes, reads).outcome()).isEqualTo(whole.outcome());
	}

	@Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void everySplitOfWhatIsWrongGivesTheSame(@ForAll("conversation") List<TestFrame> frames, @ForAll long seed,
			@ForAll("reads") List<Integer> reads) {
		byte[] bytes = mutate(encode(frames), new Random(seed));
		Decoding whole = new Decoding(LIMIT, LIMIT, false).read(bytes);
		assertSound(whole);
		Decoding parts = new Decoding(LIMIT, LIMIT, false).readInParts(bytes, reads);
		assertThat(parts.outcome()).isEqualTo(whole.outcome());
	}

	@Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void compressedOrNotOnlyFrameExceptionsAreThrown(@ForAll("conversation") List<TestFrame> frames, @ForAll long seed,
			@ForAll("reads") List<Integer> reads) {
		Decoding decoding = decoding().readInParts(mutate(encode(frames), new Random(seed)), reads);
		assertSound(decoding);
		decoding.decoder().close();
		assertThat(decoding.openDecompressors()).isZero();
	}

	@Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void randomBytesAreRefusedOrDecoded(@ForAll("randomBytes") byte[] bytes, @ForAll("reads") List<Integer> reads) {
		assertSound(decoding().readInParts(bytes, reads));
	}

	@Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void whatIsEncodedIsDecoded(@ForAll("texts") List<String> texts) {
		FrameEncoder encoder = new FrameEncoder();
		ByteBuffer target = ByteBuffer.allocateDirect(100_000);
		Decoding decoding = new Decoding(100_000, 100_000, false);
		List<String> expected = new ArrayList<>();
		for (String text : texts) {
			assertThat(encoder.text(text, target)).isTrue();
			expected.add("text " + new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
		}
		decoding.read(masked(target.flip()));
		expected.add("partial false");
		assertThat(decoding.outcome()).isEqualTo(expected);
	}

	@Property(tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
	void unmaskingIsTheSameWithinAnyBuffer(@ForAll("payloads") byte[] payload, @ForAll int key,
			@ForAll("offsets") int offset) {
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
	 * Check what must hold whatever a client sent.
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

	@Provide
	Arbitrary<List<Integer>> reads() {
		return Arbitraries.oneOf(Arbitraries.integers().between(1, 9), Arbitraries.integers().between(1, 300))
			.list()
			.ofMinSize(1)
			.ofMaxSize(6);
	}

	@Provide
	Arbitrary<byte[]> payloads() {
		return Arbitraries.oneOf(Arbitraries.bytes().array(byte[].class).ofMaxSize(100),
				Arbitraries.bytes().between((byte) 0, Byte.MAX_VALUE).array(byte[].class).ofMaxSize(100));
	}

	@Provide
	Arbitrary<Integer> offsets() {
		return Arbitraries.integers().between(0, 17);
	}

	@Provide
	Arbitrary<byte[]> randomBytes() {
		Arbitrary<Byte> plausible = Arbitraries.of((byte) 0x81, (byte) 0x82, (byte) 0x01, (byte) 0x80, (byte) 0x00,
				(byte) 0xC1, (byte) 0x88, (byte) 0x89, (byte) 0x85, (byte) 0xFE, (byte) 0xFF);
		return Arbitraries.oneOf(plausible, Arbitraries.bytes()).array(byte[].class).ofMaxSize(300);
	}

	@Provide
	Arbitrary<List<String>> texts() {
		Arbitrary<String> anyChars = Arbitraries.strings().all().ofMaxLength(200);
		return Arbitraries.oneOf(anyChars, utf8(9000)).list().ofMaxSize(3);
	}

	/**
	 * Messages, whole or in fragments, compressed or not, with control frames between.
	 * @return frames that are allowed
	 */
	@Provide
	Arbitrary<List<TestFrame>> conversation() {
		Arbitrary<List<TestFrame>> text = message(TestFrame.TEXT,
				utf8(LIMIT / 4).map((value) -> value.getBytes(StandardCharsets.UTF_8)));
		Arbitrary<List<TestFrame>> binary = message(TestFrame.BINARY, bytes(LIMIT));
		Arbitrary<List<TestFrame>> control = control().map(List::of);
		return Arbitraries.oneOf(text, binary, control)
			.list()
			.ofMaxSize(5)
			.map((messages) -> messages.stream().flatMap(List::stream).toList());
	}

	private static Arbitrary<String> utf8(int most) {
		Arbitrary<Integer> highest = Arbitraries.of(0x7F, 0xFF, 0xEFFF, Character.MAX_CODE_POINT);
		return Combinators.combine(Arbitraries.integers().between(0, most), highest, Arbitraries.longs())
			.as((size, bound, seed) -> new Random(seed).ints(size, 0, bound + 1)
				.map((value) -> (value >= 0xD800 && value <= 0xDFFF || value == 0xFFFD) ? 'x' : value)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString());
	}

	private static Arbitrary<byte[]> bytes(int most) {
		return Combinators.combine(Arbitraries.integers().between(0, most), Arbitraries.longs()).as((size, seed) -> {
			byte[] bytes = new byte[size];
			new Random(seed).nextBytes(bytes);
			return bytes;
		});
	}

	private static Arbitrary<TestFrame> control() {
		return Combinators.combine(Arbitraries.of(TestFrame.PING, TestFrame.PONG), bytes(125), Arbitraries.integers())
			.as((opcode, payload, key) -> new TestFrame(TestFrame.FIN | opcode, payload, key));
	}

	private static Arbitrary<List<TestFrame>> message(int opcode, Arbitrary<byte[]> payloads) {
		Arbitrary<List<Integer>> cuts = Arbitraries.integers().between(0, LIMIT).list().ofMaxSize(4);
		return Combinators
			.combine(payloads, cuts, control().optional(0.5), Arbitraries.integers(), Arbitraries.of(true, false))
			.as((payload, places, control, key, compressed) -> {
				byte[] bytes = (compressed) ? TestDecompressor.compress(payload) : payload;
				List<Integer> ends = new ArrayList<>(
						places.stream().filter((place) -> place <= bytes.length).sorted().toList());
				ends.add(bytes.length);
				List<TestFrame> frames = new ArrayList<>();
				int start = 0;
				for (int i = 0; i < ends.size(); i++) {
					int first = (i == 0) ? opcode | ((compressed) ? TestFrame.RSV1 : 0) : TestFrame.CONTINUATION;
					first |= (i == ends.size() - 1) ? TestFrame.FIN : 0;
					frames.add(new TestFrame(first, Arrays.copyOfRange(bytes, start, ends.get(i)), key + i));
					start = ends.get(i);
				}
				control.ifPresent((frame) -> frames.add(frames.size() / 2, frame));
				return frames;
			});
	}

	private static byte[] encode(List<TestFrame> frames) {
		return TestFrame.encode(frames.toArray(TestFrame[]::new));
	}

	private static byte[] mutate(byte[] bytes, Random random) {
		byte[] mutated = bytes.clone();
		for (int i = random.nextInt(4); i >= 0 && mutated.length > 0; i--) {
			int place = random.nextInt(mutated.length);
			int kind = random.nextInt(4);
			if (kind == 0) {
				mutated[place] ^= (byte) (1 << random.nextInt(8));
			}
			else if (kind == 1) {
				mutated[place] = (byte) random.nextInt();
			}
			else if (kind == 2) {
				mutated = Arrays.copyOf(mutated, place);
			}
			else {
				System.arraycopy(mutated, place, mutated, place / 2, mutated.length - place);
			}
		}
		return mutated;
	}

	/**
	 * Make the frames of a server those of a client.
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
			out.writeBytes(TestFrame.of(first, payload).encode());
		}
		return out.toByteArray();
	}

}
