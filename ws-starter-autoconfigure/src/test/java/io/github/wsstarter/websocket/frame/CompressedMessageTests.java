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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FrameDecoder} with compressed messages.
 *
 * @author The ws-starter authors
 */
class CompressedMessageTests {

	private static final int COMPRESSED_TEXT = MaskedFrame.RSV1 | MaskedFrame.TEXT;

	private static final int COMPRESSED_BINARY = MaskedFrame.RSV1 | MaskedFrame.BINARY;

	private static final int LAST = MaskedFrame.FIN | MaskedFrame.CONTINUATION;

	private static final String NOT_UTF8 = "CloseStatus[code=1007, reason=A text message is not valid UTF-8] null";

	private static final String NOT_COMPRESSED = "CloseStatus[code=1007, reason=A message was not compressed properly] null";

	private static final String TEXT_TOO_BIG = "CloseStatus[code=1009, reason=A text message exceeds 1000 bytes] buffer.text";

	private final Decoding decoding = Decoding.compressed();

	@Test
	void decodesTheExampleOfTheRfc() {
		this.decoding.read(MaskedFrame.hex(MaskedFrame.FIN | COMPRESSED_TEXT, "f2 48 cd c9 c9 07 00"),
				MaskedFrame.hex(COMPRESSED_TEXT, "f2 48 cd"), MaskedFrame.hex(LAST, "c9 c9 07 00"));
		assertThat(this.decoding.outcome()).containsExactly("text Hello", "text Hello", "partial false");
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "'', 1", "a, 1", "é€😀, 1", "€, 333", "a, 1000" })
	void decodesText(String unit, int times) {
		String text = unit.repeat(times);
		byte[] compressed = compress(text);
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compressed));
		this.decoding.readInParts(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compressed).encode(), List.of(1));
		assertThat(this.decoding.outcome()).containsExactly("text " + text, "text " + text, "partial false");
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void decodesBinary() {
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_BINARY,
				TestDecompressor.compress(new byte[] { (byte) 0xFF, 0, (byte) 0xC0 })));
		assertThat(this.decoding.outcome()).containsExactly("binary ff00c0", "partial false");
	}

	@Test
	void messagesNeedNotBeCompressed() {
		this.decoding.read(MaskedFrame.text("plain"),
				MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compress("small")), MaskedFrame.text("plain"));
		assertThat(this.decoding.outcome()).containsExactly("text plain", "text small", "text plain", "partial false");
	}

	@Test
	void fragmentsMayBeEmpty() {
		byte[] compressed = compress("Hello");
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT), MaskedFrame.of(MaskedFrame.CONTINUATION, compressed),
				MaskedFrame.of(LAST));
		assertThat(this.decoding.outcome()).containsExactly("text Hello", "partial false");
	}

	@Test
	void controlFramesComeBetweenFragments() {
		byte[] compressed = compress("Hello");
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT, Arrays.copyOf(compressed, 3)),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING, "p"));
		assertThat(this.decoding.openDecompressors()).isOne();
		this.decoding.read(MaskedFrame.of(LAST, Arrays.copyOfRange(compressed, 3, compressed.length)));
		assertThat(this.decoding.outcome()).containsExactly("ping 70", "text Hello", "partial false");
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void releasesTheDecompressorBeforeTheMessageIsDelivered() throws FrameException {
		int[] open = { 0, -1 };
		FrameDecoder decoder = new FrameDecoder(new RecordingListener() {

			@Override
			public void onText(String text) {
				open[1] = open[0];
			}

		}, 10, 10, () -> new TestDecompressor(new AtomicInteger(), new AtomicLong()) {

			{
				open[0]++;
			}

			@Override
			public void close() {
				super.close();
				open[0]--;
			}

		});
		byte[] bytes = MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compress("a")).encode();
		decoder.decode(bytes, 0, bytes.length);
		assertThat(open).containsExactly(0, 0);
	}

	@Test
	void takesWhatIsExactlyTheLimitWhenDecompressed() {
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compress("a".repeat(1000))));
		assertThat(this.decoding.outcome()).containsExactly("text " + "a".repeat(1000), "partial false");
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compress("a".repeat(1001))));
		assertThat(this.decoding.failure().status().getCode()).isEqualTo(1009);
		assertThat(this.decoding.events()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 1000, 100_000 })
	void stopsABombAtTheLimit(int read) {
		byte[] bomb = TestDecompressor.compress(new byte[8_000_000]);
		assertThat(bomb.length).isLessThan(9000);
		this.decoding.readInParts(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, bomb).encode(), List.of(read));
		assertThat(this.decoding.outcome()).containsExactly(TEXT_TOO_BIG);
		assertThat(this.decoding.inflated()).isEqualTo(1001);
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void stopsABombInFragments() {
		byte[] bomb = TestDecompressor.compress(new byte[2000]);
		this.decoding.read(MaskedFrame.of(COMPRESSED_BINARY, Arrays.copyOf(bomb, 5)),
				MaskedFrame.of(LAST, Arrays.copyOfRange(bomb, 5, bomb.length)));
		assertThat(this.decoding.failure()).hasMessage("A binary message exceeds 1000 bytes");
		assertThat(this.decoding.inflated()).isLessThanOrEqualTo(1001);
	}

	@ParameterizedTest
	@ValueSource(longs = { 9025, 1L << 31, Long.MAX_VALUE })
	void refusesAtTheHeaderWhatCannotBeWithinTheLimit(long length) {
		this.decoding.read(MaskedFrame.header(MaskedFrame.FIN | COMPRESSED_TEXT, length));
		assertThat(this.decoding.outcome()).containsExactly(TEXT_TOO_BIG);
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void blocksWithoutContentAreNotEndless() {
		byte[] blocks = new byte[1000];
		for (int i = 0; i < blocks.length; i += 5) {
			blocks[i + 3] = (byte) 0xFF;
			blocks[i + 4] = (byte) 0xFF;
		}
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT, blocks));
		for (int i = 0; i < 8; i++) {
			this.decoding.read(MaskedFrame.of(MaskedFrame.CONTINUATION, blocks));
		}
		assertThat(this.decoding.outcome()).containsExactly("partial true");
		this.decoding.read(MaskedFrame.of(MaskedFrame.CONTINUATION, blocks));
		assertThat(this.decoding.outcome()).containsExactly(TEXT_TOO_BIG);
	}

	@Test
	void textThatIsCompressedByteByByteIsTaken() {
		Deflater deflater = new Deflater(9, true);
		byte[] target = new byte[20_000];
		int length = 0;
		for (int i = 0; i < 1000; i++) {
			deflater.setInput(new byte[] { (byte) ('!' + i * 7 % 90) });
			length += deflater.deflate(target, length, target.length - length, Deflater.SYNC_FLUSH);
		}
		deflater.end();
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, Arrays.copyOf(target, length - 4)));
		assertThat(this.decoding.failure()).isNull();
		assertThat(this.decoding.events()).singleElement().asString().hasSize(1005);
	}

	@Test
	void refusesBadTextBeforeTheMessageIsComplete() {
		byte[] compressed = TestDecompressor.compress("good good bad \u00ff".getBytes(StandardCharsets.ISO_8859_1));
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT, compressed));
		assertThat(this.decoding.outcome()).containsExactly(NOT_UTF8);
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void refusesBadTextBeforeTheLimit() {
		byte[] bytes = new byte[1001];
		bytes[999] = (byte) 0xFF;
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, TestDecompressor.compress(bytes)));
		assertThat(this.decoding.outcome()).containsExactly(NOT_UTF8);
	}

	@Test
	void refusesWhatExceedsTheLimitWhateverItIs() {
		byte[] bytes = new byte[1001];
		bytes[1000] = (byte) 0xFF;
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, TestDecompressor.compress(bytes)));
		assertThat(this.decoding.outcome()).containsExactly(TEXT_TOO_BIG);
	}

	@Test
	void refusesTextThatEndsWithinACharacter() {
		byte[] compressed = TestDecompressor.compress(new byte[] { 'a', (byte) 0xE2, (byte) 0x82 });
		this.decoding.read(MaskedFrame.of(MaskedFrame.FIN | COMPRESSED_TEXT, compressed));
		assertThat(this.decoding.outcome()).containsExactly(NOT_UTF8);
	}

	@Test
	void refusesWhatIsNotCompressed() {
		this.decoding.read(MaskedFrame.hex(MaskedFrame.FIN | COMPRESSED_TEXT, "ff ff ff ff"));
		assertThat(this.decoding.outcome()).containsExactly(NOT_COMPRESSED);
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void takesWhatIsDecompressedAtTheEndOnly() throws FrameException {
		RecordingListener listener = new RecordingListener();
		FrameDecoder decoder = new FrameDecoder(listener, 10, 10, () -> new LateDecompressor("late"));
		byte[] bytes = MaskedFrame.hex(MaskedFrame.FIN | COMPRESSED_TEXT, "01").encode();
		decoder.decode(bytes, 0, bytes.length);
		assertThat(listener.events()).containsExactly("text late");
	}

	@Test
	void refusesWhatIsNotCompressedAtTheEnd() {
		FrameDecoder decoder = new FrameDecoder(new RecordingListener(), 10, 10, () -> new LateDecompressor(null));
		byte[] bytes = MaskedFrame.hex(MaskedFrame.FIN | COMPRESSED_TEXT, "01").encode();
		assertThatExceptionOfType(FrameException.class).isThrownBy(() -> decoder.decode(bytes, 0, bytes.length))
			.withMessage("A message was not compressed properly");
	}

	@Test
	void closingReleasesTheDecompressor() {
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT, compress("Hello")));
		assertThat(this.decoding.openDecompressors()).isOne();
		this.decoding.decoder().close();
		this.decoding.decoder().close();
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	@Test
	void aCloseFrameReleasesTheDecompressor() {
		this.decoding.read(MaskedFrame.of(COMPRESSED_TEXT, compress("Hello")), MaskedFrame.close(1000, ""));
		assertThat(this.decoding.outcome()).containsExactly("close 1000 null", "partial false");
		assertThat(this.decoding.openDecompressors()).isZero();
	}

	private static byte[] compress(String text) {
		return TestDecompressor.compress(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A decompressor that has no output until there is no more input.
	 */
	private static final class LateDecompressor implements Decompressor {

		private final @Nullable String output;

		private boolean finished;

		private LateDecompressor(@Nullable String output) {
			this.output = output;
		}

		@Override
		public int heldBytes() {
			return 0;
		}

		@Override
		public void input(byte[] buffer, int offset, int length) {
		}

		@Override
		public void finish() {
			this.finished = true;
		}

		@Override
		public int inflate(byte[] target, int offset, int length) throws DataFormatException {
			if (!this.finished) {
				return 0;
			}
			if (this.output == null) {
				throw new DataFormatException();
			}
			this.finished = false;
			System.arraycopy(this.output.getBytes(StandardCharsets.UTF_8), 0, target, offset, this.output.length());
			return this.output.length();
		}

		@Override
		public void close() {
		}

	}

}
