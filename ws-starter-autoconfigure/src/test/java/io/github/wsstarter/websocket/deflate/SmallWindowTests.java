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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DeflateConnection} with clients that restrict the window of the server.
 *
 * @author The ws-starter authors
 */
class SmallWindowTests {

	private static final String PHRASE = "The quick brown fox jumps over the lazy dog. ";

	private static final int FLUSH = 0xffff;

	private final PerMessageDeflate extension = new PerMessageDeflate(0, 4096, 1, 1);

	@AfterEach
	void close() {
		this.extension.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 9, 10, 11, 12, 13, 14 })
	void noReferenceLeavesTheWindow(int bits) throws DataFormatException {
		int window = 1 << bits;
		for (int size : new int[] { window - 1, window, window + 1, 2 * window, 2 * window + 1, 100_000 }) {
			byte[] message = message(size);
			ByteBuffer compressed = connect(bits).compress(OutboundMessage.binary(ByteBuffer.wrap(message)));
			assertThat(compressed).isNotNull();
			assertThat(compressed.remaining()).isLessThan(size);
			assertThat(inflate(Inflating.bytes(compressed), window)).isEqualTo(message);
		}
	}

	@Test
	void messageThatDoesNotGetSmallerIsNotCompressed() {
		byte[] noise = new byte[10_000];
		new Random(1).nextBytes(noise);
		assertThat(connect(8).compress(OutboundMessage.binary(ByteBuffer.wrap(noise)))).isNull();
	}

	@Test
	void clientsWithTheSameWindowAreSentTheSameBytes() {
		OutboundMessage message = OutboundMessage.text(PHRASE.repeat(100));
		ByteBuffer compressed = connect(10).compress(message);
		assertThat(connect(10).compress(message)).isSameAs(compressed);
		assertThat(connect(11).compress(message)).isNotSameAs(compressed);
	}

	@Test
	void messageThatFitsIntoTheWindowIsSharedWithAllClients() {
		try (PerMessageDeflate other = new PerMessageDeflate(0, 0)) {
			OutboundMessage message = OutboundMessage.text(PHRASE.repeat(5));
			ByteBuffer compressed = Inflating.connect(other, "permessage-deflate").compress(message);
			assertThat(Inflating.connect(other, "permessage-deflate; server_max_window_bits=8").compress(message))
				.isSameAs(compressed);
		}
	}

	private DeflateConnection connect(int bits) {
		return Inflating.connect(this.extension, "permessage-deflate; server_max_window_bits=" + bits);
	}

	/**
	 * Decompress a message, and forget everything after each part of the size of the
	 * window. A reference to an earlier part then fails.
	 * @param compressed the compressed message
	 * @param window the size of the window
	 * @return the message
	 * @throws DataFormatException if a reference is too large
	 */
	private static byte[] inflate(byte[] compressed, int window) throws DataFormatException {
		ByteArrayOutputStream message = new ByteArrayOutputStream();
		byte[] target = new byte[window + 1];
		Inflater inflater = new Inflater(true);
		int part = 0;
		int lastBytes = -1;
		for (byte value : compressed) {
			inflater.setInput(new byte[] { value });
			int count = inflater.inflate(target);
			message.write(target, 0, count);
			part += count;
			lastBytes = lastBytes << Byte.SIZE | value & 0xff;
			if (part == window && lastBytes == FLUSH) {
				inflater.end();
				inflater = new Inflater(true);
				part = 0;
			}
			assertThat(part).isLessThanOrEqualTo(window);
		}
		inflater.end();
		return message.toByteArray();
	}

	private static byte[] message(int size) {
		Random random = new Random(size);
		StringBuilder message = new StringBuilder();
		while (message.length() < size) {
			message.append(PHRASE).append(random.nextInt(1_000_000));
		}
		return message.substring(0, size).getBytes(StandardCharsets.US_ASCII);
	}

}
