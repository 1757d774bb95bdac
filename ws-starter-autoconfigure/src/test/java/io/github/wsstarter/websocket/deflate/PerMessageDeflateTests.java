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

package io.github.wsstarter.websocket.deflate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.websocket.frame.Decompressor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link PerMessageDeflate}.
 *
 * @author The ws-starter authors
 */
class PerMessageDeflateTests {

	private final PerMessageDeflate extension = new PerMessageDeflate(0, 0, 1, 2);

	private final DeflateConnection deflate = Inflating.connect(this.extension,
			"permessage-deflate; client_no_context_takeover");

	@AfterEach
	void close() {
		this.extension.close();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# section 7.2.3.1, one block, in one frame and in two
			f248cdc9c90700,                         Hello
			f248cd c9c90700,                        Hello
			# section 7.2.3.3, a block without compression
			000500faff48656c6c6f00,                 Hello
			# section 7.2.3.4, a final block
			f348cdc9c9070000,                       Hello
			# section 7.2.3.5, two blocks
			f24805000000ffffcac9c90700,             Hello
			# section 7.2.3.6, an empty message
			00,                                     ''
			# two streams, either with a final block, cut between and within them
			f348cdc9c90700f348cdc9c9070000,         HelloHello
			f348cdc9c90700 f348cdc9c9070000,        HelloHello
			f348cd c9c9 0700f348cdc9c9 070000,      HelloHello
			# a final block that nothing follows, though something should
			f348cdc9c90700,                         Hello
			0300,                                   ''
			# a final stream and one that is not
			f348cdc9c90700f248cdc9c90700,           HelloHello
			""")
	void exampleIsDecompressed(String compressed, String expected) throws DataFormatException {
		List<byte[]> chunks = Arrays.stream(compressed.split(" ")).map(HexFormat.of()::parseHex).toList();
		for (int step : new int[] { 1, 2, 5, 100 }) {
			assertThat(text(Inflating.inflate(this.deflate, step, chunks))).isEqualTo(expected);
			assertThat(text(Inflating.inflate(this.deflate, step, bytewise(chunks)))).isEqualTo(expected);
		}
	}

	@Test
	void secondExampleNeedsNoContext() throws DataFormatException {
		byte[] first = HexFormat.of().parseHex("f248cdc9c90700");
		byte[] withContext = HexFormat.of().parseHex("f200110000");
		assertThat(text(Inflating.inflate(this.deflate, 10, List.of(first)))).isEqualTo("Hello");
		assertThatExceptionOfType(DataFormatException.class)
			.isThrownBy(() -> Inflating.inflate(this.deflate, 10, List.of(withContext)));
		assertThat(text(Inflating.inflate(this.deflate, 10, List.of(first)))).isEqualTo("Hello");
	}

	@Test
	void messageWithoutAnyByteIsEmpty() throws DataFormatException {
		assertThat(Inflating.inflate(this.deflate, 10, List.of())).isEmpty();
		assertThat(Inflating.inflate(this.deflate, 10, List.of(new byte[0], new byte[0]))).isEmpty();
	}

	@Test
	void compressedMessageIsExactAndReadOnly() throws DataFormatException {
		ByteBuffer payload = ByteBuffer.wrap("..Hello Hello Hello Hello Hello".getBytes(StandardCharsets.UTF_8));
		payload.position(2);
		ByteBuffer compressed = compress(payload.asReadOnlyBuffer());
		assertThat(compressed).isNotNull();
		assertThat(compressed.isReadOnly()).isTrue();
		assertThat(compressed.capacity()).isEqualTo(compressed.remaining());
		assertThat(payload.position()).isEqualTo(2);
		assertThat(HexFormat.of().formatHex(Inflating.bytes(compressed))).doesNotEndWith("0000ffff");
		assertThat(text(Inflating.inflate(this.deflate, 100, List.of(Inflating.bytes(compressed)))))
			.isEqualTo("Hello Hello Hello Hello Hello");
	}

	@Test
	void directBufferIsCompressed() throws DataFormatException {
		ByteBuffer payload = ByteBuffer.allocateDirect(1000);
		ByteBuffer compressed = compress(payload);
		assertThat(compressed).isNotNull();
		assertThat(payload.remaining()).isEqualTo(1000);
		assertThat(Inflating.inflate(this.deflate, 300, List.of(Inflating.bytes(compressed))))
			.isEqualTo(new byte[1000]);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 5, 100, 8187, 8188, 8189, 8192, 8196, 20_000, 65_536, 300_000 })
	void whatDoesNotGetSmallerIsNotCompressed(int size) {
		byte[] payload = new byte[size];
		new Random(size).nextBytes(payload);
		assertThat(compress(ByteBuffer.wrap(payload))).isNull();
	}

	@Test
	void compressedMessageIsAlwaysSmaller() throws DataFormatException {
		Random random = new Random(7);
		int compressible = 0;
		for (int i = 0; i < 3000; i++) {
			byte[] payload = message(random, random.nextInt(64));
			ByteBuffer compressed = compress(ByteBuffer.wrap(payload));
			if (compressed != null) {
				compressible++;
				assertThat(compressed.remaining()).isLessThan(payload.length);
				assertThat(Inflating.inflate(this.deflate, 64, List.of(Inflating.bytes(compressed))))
					.isEqualTo(payload);
			}
		}
		assertThat(compressible).isBetween(300, 2700);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8, 9 })
	void whatWasCompressedIsDecompressed(int level) throws DataFormatException {
		Random random = new Random(level);
		try (PerMessageDeflate sender = new PerMessageDeflate(0, 0, level, 1)) {
			for (int i = 0; i < 25; i++) {
				byte[] payload = message(random, 200 + random.nextInt(1 << (8 + random.nextInt(11))));
				ByteBuffer compressed = Inflating.connect(sender, "permessage-deflate")
					.compress(OutboundMessage.binary(ByteBuffer.wrap(payload)));
				assertThat(compressed).isNotNull();
				List<byte[]> chunks = Inflating.split(Inflating.bytes(compressed), 1 + random.nextInt(9), random);
				assertThat(Inflating.inflate(this.deflate, 1 + random.nextInt(70_000), chunks)).isEqualTo(payload);
			}
		}
	}

	@Test
	void everyScratchSizeIsPassed() throws DataFormatException {
		Random random = new Random(3);
		byte[] noise = new byte[20_000];
		random.nextBytes(noise);
		for (int size = 8100; size < 8300; size++) {
			byte[] payload = Arrays.copyOf(noise, size);
			Arrays.fill(payload, 0, 150, (byte) 7);
			byte[] doubled = Arrays.copyOf(noise, 2 * size);
			System.arraycopy(noise, 0, doubled, size, size);
			for (byte[] message : List.of(payload, doubled)) {
				ByteBuffer compressed = compress(ByteBuffer.wrap(message));
				assertThat(compressed).isNotNull();
				assertThat(Inflating.inflate(this.deflate, 70_000, List.of(Inflating.bytes(compressed))))
					.isEqualTo(message);
			}
		}
	}

	@Test
	void whatOthersCompressIsDecompressed() throws DataFormatException {
		Random random = new Random(42);
		for (int i = 0; i < 300; i++) {
			byte[] payload = message(random, random.nextInt(5000));
			byte[] compressed = Inflating.deflate(payload, random.nextInt(10),
					List.of(Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY).get(random.nextInt(3)),
					1 + random.nextInt(5));
			List<byte[]> chunks = Inflating.split(compressed, 1 + random.nextInt(20), random);
			assertThat(Inflating.inflate(this.deflate, 1 + random.nextInt(6000), chunks)).isEqualTo(payload);
		}
	}

	@Test
	void noMoreIsDecompressedAtOnceThanAskedFor() throws DataFormatException {
		byte[] bomb = Inflating.deflate(new byte[50_000_000], 9, Deflater.DEFAULT_STRATEGY, 1);
		assertThat(bomb).hasSizeLessThan(60_000);
		byte[] target = new byte[1100];
		try (Decompressor decompressor = this.deflate.decompressor()) {
			decompressor.input(bomb, 0, bomb.length);
			Arrays.fill(target, (byte) 1);
			assertThat(decompressor.inflate(target, 10, 1000)).isEqualTo(1000);
		}
		assertThat(Arrays.copyOfRange(target, 0, 10)).containsOnly(1);
		assertThat(Arrays.copyOfRange(target, 10, 1010)).containsOnly(0);
		assertThat(Arrays.copyOfRange(target, 1010, 1100)).containsOnly(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff", "07", "f6", "000500fafe48656c6c6f00", "f24805000000fffecac9c90700", "f200110000",
			"f348cdc9c90700ffff", "f348cdc9c9070007" })
	void corruptMessageIsRejected(String compressed) {
		byte[] bytes = HexFormat.of().parseHex(compressed);
		assertThatExceptionOfType(DataFormatException.class)
			.isThrownBy(() -> Inflating.inflate(this.deflate, 100, List.of(bytes)));
	}

	@ParameterizedTest
	@CsvSource({ "f248cdc9c90700,''", "000500faff48656c6c6f00,00", "f24805000000ffffcac9c90700,f2480500" })
	void exampleCutShortIsRejected(String compressed, String complete) throws DataFormatException {
		byte[] bytes = HexFormat.of().parseHex(compressed);
		for (int length = 1; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			boolean rejected = !HexFormat.of().formatHex(cut).equals(complete);
			assertThat(isRejected(cut)).as("%d bytes of %s", length, compressed).isEqualTo(rejected);
		}
		assertThat(text(Inflating.inflate(this.deflate, 100, List.of(bytes)))).isEqualTo("Hello");
	}

	@Test
	void messageCutShortIsRejected() {
		Random random = new Random(11);
		int rejected = 0;
		int total = 0;
		for (int i = 0; i < 20; i++) {
			byte[] compressed = Inflating.deflate(message(random, 400), 1 + i % 9, Deflater.DEFAULT_STRATEGY, 1);
			for (int length = 1; length < compressed.length; length++) {
				total++;
				rejected += isRejected(Arrays.copyOf(compressed, length)) ? 1 : 0;
			}
		}
		assertThat(rejected).isGreaterThan(total - 20).isLessThanOrEqualTo(total);
	}

	private boolean isRejected(byte[] compressed) {
		try {
			Inflating.inflate(this.deflate, 1000, List.of(compressed));
			return false;
		}
		catch (DataFormatException ex) {
			return true;
		}
	}

	@Test
	void garbageEndsAndDoesNoHarm() throws DataFormatException {
		Random random = new Random(5);
		byte[] good = HexFormat.of().parseHex("f248cdc9c90700");
		int rejected = 0;
		for (int i = 0; i < 5000; i++) {
			byte[] garbage = new byte[1 + random.nextInt(40)];
			random.nextBytes(garbage);
			rejected += isRejected(garbage) ? 1 : 0;
			if (i % 10 == 0) {
				assertThat(text(Inflating.inflate(this.deflate, 10, List.of(good)))).isEqualTo("Hello");
			}
		}
		assertThat(rejected).isGreaterThan(4500);
	}

	@Test
	void manyFinalBlocksAreDecompressed() throws DataFormatException {
		byte[] empty = new byte[65_536];
		for (int i = 0; i < empty.length; i += 2) {
			empty[i] = 3;
		}
		assertThat(Inflating.inflate(this.deflate, 100, List.of(empty, empty))).isEmpty();
	}

	@Test
	void messageLeftInTheMiddleDoesNotAffectTheNext() throws DataFormatException {
		byte[] other = Inflating.deflate(new byte[100_000], 6, Deflater.DEFAULT_STRATEGY, 1);
		byte[] hello = HexFormat.of().parseHex("f248cdc9c90700");
		byte[] target = new byte[10];
		for (int i = 0; i < 20; i++) {
			try (Decompressor decompressor = this.deflate.decompressor()) {
				decompressor.input(other, 0, 40 + i);
				decompressor.inflate(target, 0, 10);
			}
			assertThat(text(Inflating.inflate(this.deflate, 10, List.of(hello)))).isEqualTo("Hello");
		}
	}

	@Test
	void closedDecompressorIsNotUsedAgain() throws DataFormatException {
		Decompressor closed = this.deflate.decompressor();
		closed.close();
		closed.close();
		try (Decompressor first = this.deflate.decompressor(); Decompressor second = this.deflate.decompressor()) {
			byte[] bytes = HexFormat.of().parseHex("f248cdc9c90700");
			first.input(bytes, 0, 7);
			second.input(bytes, 0, 4);
			assertThatIllegalStateException().isThrownBy(() -> closed.input(bytes, 0, 7));
			assertThat(first.inflate(new byte[10], 0, 10)).isEqualTo(5);
		}
	}

	@Test
	void allThreadsGetTheSame() throws Exception {
		Random random = new Random(9);
		List<byte[]> payloads = IntStream.range(0, 50).mapToObj((i) -> message(random, 100 + 60 * i)).toList();
		List<ByteBuffer> shared = payloads.stream().map(ByteBuffer::wrap).map(ByteBuffer::asReadOnlyBuffer).toList();
		List<byte[]> expected = shared.stream().map(this::compress).map(Inflating::bytes).toList();
		Callable<Void> work = () -> {
			for (int i = 0; i < 1000; i++) {
				int number = i % payloads.size();
				byte[] compressed = Inflating.bytes(compress(shared.get(number)));
				assertThat(Arrays.equals(compressed, expected.get(number))).isTrue();
				byte[] inflated = Inflating.inflate(this.deflate, 4000, List.of(compressed));
				assertThat(Arrays.equals(inflated, payloads.get(number))).isTrue();
			}
			return null;
		};
		ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			for (Future<Void> done : threads.invokeAll(List.of(work, work, work, work, work, work), 30,
					TimeUnit.SECONDS)) {
				done.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void closedExtensionServesWhoStillUsesIt() throws DataFormatException {
		this.extension.close();
		ByteBuffer compressed = compress(ByteBuffer.allocate(100));
		assertThat(Inflating.inflate(this.deflate, 100, List.of(Inflating.bytes(compressed)))).hasSize(100);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 10 })
	void levelHasToBeOneOfTheDeflater(int level) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PerMessageDeflate(0, 0, level, 1))
			.withMessage("'level' must be between 1 and 9");
	}

	@Test
	void smallMessageIsNotCompressed() {
		try (PerMessageDeflate demanding = new PerMessageDeflate(100, 0)) {
			DeflateConnection connection = Inflating.connect(demanding, "permessage-deflate");
			assertThat(connection.compress(OutboundMessage.text("x".repeat(99)))).isNull();
			assertThat(connection.compress(OutboundMessage.text("x".repeat(100)))).isNotNull();
		}
	}

	private ByteBuffer compress(ByteBuffer payload) {
		return this.deflate.compress(OutboundMessage.binary(payload));
	}

	private static byte[] message(Random random, int size) {
		byte[] message = new byte[size];
		for (int i = 0; i < size; i++) {
			message[i] = (byte) ((i > 8 && random.nextInt(4) != 0) ? message[i - 8] : 'a' + random.nextInt(26));
		}
		return message;
	}

	private static List<byte[]> bytewise(List<byte[]> chunks) {
		return chunks.stream()
			.flatMap((chunk) -> IntStream.range(0, chunk.length).mapToObj((i) -> new byte[] { chunk[i] }))
			.toList();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
