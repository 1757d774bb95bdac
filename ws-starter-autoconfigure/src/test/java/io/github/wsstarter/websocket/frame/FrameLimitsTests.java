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

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the limits of {@link FrameDecoder}: the size of messages and the memory that
 * they may take.
 *
 * @author The ws-starter authors
 */
class FrameLimitsTests {

	private static final int TEXT_LIMIT = 300;

	private static final int BINARY_LIMIT = 70_000;

	private static final String TEXT_TOO_BIG = "CloseStatus[code=1009, reason=A text message exceeds 300 bytes] buffer.text";

	private static final String BINARY_TOO_BIG = "CloseStatus[code=1009, reason=A binary message exceeds 70000 bytes] buffer.binary";

	private final Decoding decoding = new Decoding(TEXT_LIMIT, BINARY_LIMIT, false);

	@Test
	void takesMessagesOfExactlyTheLimit() {
		this.decoding.read(MaskedFrame.text("€".repeat(100)),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.BINARY, new byte[BINARY_LIMIT]));
		assertThat(this.decoding.failure()).isNull();
		assertThat(this.decoding.events()).hasSize(2).first().isEqualTo("text " + "€".repeat(100));
	}

	@Test
	void takesFragmentsOfExactlyTheLimit() {
		byte[] bytes = MaskedFrame.encode(MaskedFrame.of(MaskedFrame.TEXT, "a".repeat(150)),
				MaskedFrame.of(MaskedFrame.CONTINUATION, "b".repeat(149)),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "c"));
		this.decoding.readInParts(bytes, List.of(100));
		assertThat(this.decoding.outcome()).containsExactly("text " + "a".repeat(150) + "b".repeat(149) + "c",
				"partial false");
	}

	@ParameterizedTest
	@ValueSource(longs = { 301, 65_536, Integer.MAX_VALUE, 1L << 31, 1L << 32, Long.MAX_VALUE })
	void refusesTextAtItsHeader(long length) {
		this.decoding.read(MaskedFrame.text("before"))
			.read(MaskedFrame.header(MaskedFrame.FIN | MaskedFrame.TEXT, length));
		assertThat(this.decoding.outcome()).containsExactly("text before", TEXT_TOO_BIG);
		assertThat(this.decoding.failure()).hasMessage("A text message exceeds 300 bytes");
	}

	@ParameterizedTest
	@ValueSource(longs = { 70_001, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE })
	void refusesBinaryAtItsHeader(long length) {
		this.decoding.read(MaskedFrame.header(MaskedFrame.BINARY, length));
		assertThat(this.decoding.outcome()).containsExactly(BINARY_TOO_BIG);
	}

	@ParameterizedTest
	@ValueSource(longs = { 101, Long.MAX_VALUE })
	void refusesAFragmentAtItsHeader(long length) {
		this.decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "a".repeat(150)),
				MaskedFrame.of(MaskedFrame.CONTINUATION, "a".repeat(50)));
		this.decoding.read(MaskedFrame.header(MaskedFrame.FIN | MaskedFrame.CONTINUATION, length));
		assertThat(this.decoding.outcome()).containsExactly(TEXT_TOO_BIG);
	}

	@Test
	void countsEachMessageForItself() {
		for (int i = 0; i < 10; i++) {
			this.decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "a".repeat(200)),
					MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "a".repeat(100)));
		}
		assertThat(this.decoding.failure()).isNull();
		assertThat(this.decoding.events()).hasSize(10);
	}

	@Test
	void announcedBytesCostNothing() {
		Decoding decoding = new Decoding(Integer.MAX_VALUE, Integer.MAX_VALUE, false);
		long allocated = allocatedBy(() -> {
			decoding.read(MaskedFrame.header(MaskedFrame.BINARY, Integer.MAX_VALUE - 100));
			decoding.read(new byte[1000]);
		});
		assertThat(decoding.outcome()).containsExactly("partial true");
		assertThat(allocated).isLessThan(100_000);
	}

	@Test
	void collectedBytesCostThreeTimesTheirSizeAtMost() {
		int size = 10_000_000;
		Decoding decoding = new Decoding(Integer.MAX_VALUE, Integer.MAX_VALUE, false);
		byte[] part = new byte[50_000];
		long allocated = allocatedBy(() -> {
			decoding.read(MaskedFrame.header(MaskedFrame.BINARY, Integer.MAX_VALUE - 100));
			for (int i = 0; i < size / part.length; i++) {
				decode(decoding, part);
			}
		});
		assertThat(allocated).isBetween((long) size, 4L * size);
	}

	@Test
	void collectsNoMoreThanTheLimit() {
		MessageBuffer buffer = new MessageBuffer();
		for (int i = 0; i < 1000; i++) {
			buffer.add(new byte[] { (byte) i }, 0, 1, 1000);
			assertThat(buffer.bytes().length).isBetween(buffer.size(),
					Math.min(1000, Math.max(256, 2 * buffer.size())));
		}
		assertThat(buffer.toBytes()).hasSize(1000).isSameAs(buffer.bytes());
	}

	@ParameterizedTest
	@CsvSource({ "16", "128", "250" })
	void textCostsItsStringOnly(int size) {
		FrameDecoder decoder = new FrameDecoder(new SilentListener(), TEXT_LIMIT, BINARY_LIMIT, null);
		byte[] frame = MaskedFrame.text("a".repeat(size)).encode();
		byte[] buffer = new byte[frame.length];
		int times = 1000;
		long allocated = allocatedBy(() -> {
			for (int i = 0; i < times; i++) {
				System.arraycopy(frame, 0, buffer, 0, frame.length);
				decode(decoder, buffer);
			}
		});
		assertThat(allocated / times).isBetween((long) size, size + 80L);
	}

	@Test
	void holdsNothingBetweenMessages() {
		this.decoding.readInParts(MaskedFrame.encode(MaskedFrame.text("a".repeat(200)),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING, "b")), List.of(11));
		assertThat(this.decoding.events()).hasSize(2);
		assertThat(this.decoding.decoder()).hasFieldOrPropertyWithValue("controlPayload", null)
			.extracting("messages")
			.hasFieldOrPropertyWithValue("collected", null)
			.hasFieldOrPropertyWithValue("decompressor", null);
	}

	@Test
	void holdsNothingForEmptyFragments() {
		this.decoding.read(MaskedFrame.of(MaskedFrame.TEXT), MaskedFrame.of(MaskedFrame.CONTINUATION));
		assertThat(this.decoding.decoder()).extracting("messages").hasFieldOrPropertyWithValue("collected", null);
	}

	@Test
	void holdsNothingAfterAViolation() {
		this.decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "a".repeat(200)), MaskedFrame.text("b"));
		assertThat(this.decoding.failure()).isNotNull();
		assertThat(this.decoding.decoder()).extracting("messages").hasFieldOrPropertyWithValue("collected", null);
	}

	private static void decode(Decoding decoding, byte[] part) {
		Arrays.fill(part, (byte) 1);
		decode(decoding.decoder(), part);
	}

	private static void decode(FrameDecoder decoder, byte[] bytes) {
		try {
			decoder.decode(bytes, 0, bytes.length);
		}
		catch (FrameException ex) {
			throw new AssertionError(ex);
		}
	}

	private static long allocatedBy(Runnable work) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		work.run();
		return threads.getCurrentThreadAllocatedBytes() - before;
	}

	private static final class SilentListener extends RecordingListener {

		@Override
		void add(String event) {
		}

		@Override
		public void onText(String text) {
		}

	}

}
