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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FrameEncoder}.
 *
 * @author The ws-starter authors
 */
class FrameEncoderTests {

	private final FrameEncoder encoder = new FrameEncoder();

	@ParameterizedTest
	@CsvSource({ "TEXT, false, 0, 8100", "TEXT, false, 125, 817d", "BINARY, false, 126, 827e007e",
			"BINARY, true, 65535, c27effff", "TEXT, true, 65536, c17f0000000000010000",
			"BINARY, false, 9223372036854775807, 827f7fffffffffffffff", "PONG, false, 3, 8a03" })
	void header(Opcode opcode, boolean compressed, long length, String expected) {
		ByteBuffer target = ByteBuffer.allocate(FrameEncoder.MAX_HEADER);
		FrameEncoder.header(target, opcode, compressed, length);
		assertThat(hex(target.flip())).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 41, 42, 43, 62, 63, 125, 126, 4095, 4096, 4097, 21845, 21846, 32767, 32768, 65535,
			65536, 70_000 })
	void encodesEveryLength(int length) {
		for (String unit : new String[] { "a", "é", "€", "a€" }) {
			assertEncoded(unit.repeat(length));
		}
		assertEncoded("x" + "😀".repeat(length / 2));
	}

	@ParameterizedTest
	@ValueSource(ints = { 4094, 4095, 4096, 4097, 8191 })
	void encodesCharactersAtTheBordersOfChunks(int length) {
		assertEncoded("a".repeat(length) + "😀" + "b".repeat(5000));
		assertEncoded("a".repeat(length) + "€é");
		assertEncoded("é".repeat(length) + "😀");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d", "\ud83d\ud83d\ude00", "é\ud83dé",
			"\ud83d\u20ac" })
	void doesNotEncodeUnpairedSurrogates(String text) {
		assertNotEncoded(text);
		assertNotEncoded("a".repeat(4095) + text);
		assertNotEncoded("a".repeat(4096 - text.length()) + text);
		assertNotEncoded("é".repeat(4096 - text.length()) + text + "😀");
		assertEncoded("a😀é");
	}

	private void assertNotEncoded(String text) {
		ByteBuffer target = ByteBuffer.allocate(65_536).position(6);
		assertThat(this.encoder.text(text, target)).isFalse();
		assertThat(target.position()).isEqualTo(6);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "Hello", "é", "€uro", "😀" })
	void tellsThatATextDoesNotFit(String unit) {
		for (int times : new int[] { 1, 21, 42, 43, 63, 126, 2000, 22_000 }) {
			String text = unit.repeat(times);
			int size = expected(text).length;
			for (boolean direct : new boolean[] { true, false }) {
				ByteBuffer target = allocate(size + 5, direct).position(6);
				assertThat(this.encoder.text(text, target)).isFalse();
				assertThat(target.position()).isEqualTo(6);
				assertThat(target.position(5).hasRemaining()).isTrue();
				assertThat(this.encoder.text(text, target)).isTrue();
				assertThat(target.hasRemaining()).isFalse();
			}
		}
	}

	@Test
	void appendsToWhatIsThere() {
		ByteBuffer target = ByteBuffer.allocateDirect(100);
		assertThat(this.encoder.text("a", target)).isTrue();
		assertThat(this.encoder.text("é", target)).isTrue();
		assertThat(hex(target.flip())).isEqualTo("810161" + "8102c3a9");
	}

	@Test
	void isInOrderAfterATextThatDidNotFit() {
		assertThat(this.encoder.text("é".repeat(5000), ByteBuffer.allocate(6000))).isFalse();
		assertEncoded("a😀é");
	}

	@Test
	void allocatesNothing() {
		ByteBuffer target = ByteBuffer.allocateDirect(65_536);
		String[] texts = { "a".repeat(128), "é€😀".repeat(50), "a\ud83d", "a".repeat(10_000), "€".repeat(22_000) };
		encodeAll(texts, target, 100);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		encodeAll(texts, target, 1000);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
	}

	private void encodeAll(String[] texts, ByteBuffer target, int times) {
		for (int i = 0; i < times; i++) {
			for (String text : texts) {
				this.encoder.text(text, target.clear());
			}
		}
	}

	@Test
	void ping() {
		ByteBuffer payload = ByteBuffer.wrap(new byte[] { 1, 2, 3 }).position(1);
		assertThat(hex(FrameEncoder.ping(payload))).isEqualTo("89020203");
		assertThat(payload.position()).isOne();
		assertThat(hex(FrameEncoder.ping(ByteBuffer.allocate(125)))).startsWith("897d00").hasSize(254);
	}

	@Test
	void pong() {
		assertThat(hex(FrameEncoder.pong(ByteBuffer.allocate(0)))).isEqualTo("8a00");
	}

	@Test
	void refusesTooLargeControlFrames() {
		assertThatIllegalArgumentException().isThrownBy(() -> FrameEncoder.pong(ByteBuffer.allocate(126)))
			.withMessage("'payload' must not exceed 125 bytes");
	}

	@Test
	void close() {
		assertThat(hex(FrameEncoder.close(CloseStatus.NORMAL))).isEqualTo("880203e8");
		assertThat(hex(FrameEncoder.close(new CloseStatus(4999, "é")))).isEqualTo("88041387c3a9");
		assertThat(hex(FrameEncoder.close(CloseStatus.NO_STATUS_CODE))).isEqualTo("8800");
	}

	@ParameterizedTest
	@CsvSource({ "a, 123", "é, 61", "€, 41", "😀, 30" })
	void cutsReasonsBetweenCharacters(String character, int most) {
		for (int excess : new int[] { 0, 1, 100 }) {
			byte[] frame = FrameEncoder.close(new CloseStatus(1001, character.repeat(most + excess))).array();
			assertThat(frame[1]).isEqualTo((byte) (frame.length - 2));
			assertThat(new String(frame, 4, frame.length - 4, StandardCharsets.UTF_8))
				.isEqualTo(character.repeat(most));
		}
	}

	private void assertEncoded(String text) {
		byte[] expected = expected(text);
		for (boolean direct : new boolean[] { true, false }) {
			ByteBuffer target = allocate(expected.length, direct);
			assertThat(this.encoder.text(text, target)).isTrue();
			byte[] actual = new byte[target.position()];
			target.flip().get(actual);
			assertThat(actual).isEqualTo(expected);
		}
	}

	private static byte[] expected(String text) {
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		ByteBuffer frame = ByteBuffer.allocate(payload.length + FrameEncoder.MAX_HEADER);
		FrameEncoder.header(frame, Opcode.TEXT, false, payload.length);
		frame.put(payload).flip();
		byte[] bytes = new byte[frame.remaining()];
		frame.get(bytes);
		return bytes;
	}

	private static ByteBuffer allocate(int size, boolean direct) {
		return (direct) ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
	}

	private static String hex(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.duplicate().get(copy);
		return HexFormat.of().formatHex(copy);
	}

}
