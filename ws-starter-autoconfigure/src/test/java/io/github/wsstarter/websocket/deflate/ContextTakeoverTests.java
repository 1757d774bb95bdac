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
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.message.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link DeflateConnection} with messages that refer to earlier messages.
 *
 * @author The ws-starter authors
 */
class ContextTakeoverTests {

	private static final int CONTEXT = 4096;

	private static final byte[] TAIL = { 0, 0, (byte) 0xff, (byte) 0xff };

	private final PerMessageDeflate extension = new PerMessageDeflate(0, CONTEXT, 1, 1);

	private final DeflateConnection connection = Inflating.connect(this.extension, "permessage-deflate");

	private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

	private final Inflater inflater = new Inflater(true);

	@AfterEach
	void close() {
		this.extension.close();
		this.deflater.end();
		this.inflater.end();
	}

	/**
	 * RFC 7692, section 7.2.3.2.
	 * @throws DataFormatException if a message is not well-formed
	 */
	@Test
	void secondExampleRefersToTheFirst() throws DataFormatException {
		assertThat(inflate("f248cdc9c90700")).isEqualTo("Hello");
		assertThat(inflate("f200110000")).isEqualTo("Hello");
		assertThat(inflate("f200110000")).isEqualTo("Hello");
	}

	@Test
	void contextOutlivesAMessageWithAFinalBlock() throws DataFormatException {
		assertThat(inflate("f348cdc9c9070000")).isEqualTo("Hello");
		assertThat(inflate("f200110000")).isEqualTo("Hello");
		assertThat(inflate("f348cdc9c90700f348cdc9c9070000")).isEqualTo("HelloHello");
		assertThat(inflate("f200110000")).isEqualTo("Hello");
	}

	@Test
	void connectionsDoNotShareAContext() {
		assertThatExceptionOfType(DataFormatException.class).isThrownBy(() -> {
			assertThat(inflate("f248cdc9c90700")).isEqualTo("Hello");
			DeflateConnection other = Inflating.connect(this.extension, "permessage-deflate");
			Inflating.inflate(other, 10, List.of(HexFormat.of().parseHex("f200110000")));
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 300, 5000, 40_000, 100_000 })
	void clientMayReferToAllThatItSent(int size) throws DataFormatException {
		Random random = new Random(size);
		byte[] history = {};
		for (int i = 0; i < 60; i++) {
			byte[] message = message(random, 1 + random.nextInt(size), history);
			List<byte[]> chunks = Inflating.split(deflate(message), 1 + random.nextInt(4), random);
			assertThat(Inflating.inflate(this.connection, 1 + random.nextInt(20_000), chunks)).isEqualTo(message);
			history = last(history, message);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 300, 5000, 40_000, 100_000 })
	void clientDecompressesWhatRefersToEarlierMessages(int size) throws DataFormatException {
		Random random = new Random(size);
		byte[] history = {};
		for (int i = 0; i < 60; i++) {
			byte[] message = message(random, 1 + random.nextInt(size), history);
			ByteBuffer compressed = this.connection.compress(OutboundMessage.binary(ByteBuffer.wrap(message)));
			if (compressed != null) {
				assertThat(inflate(Inflating.bytes(compressed), message.length)).isEqualTo(message);
			}
			history = last(history, message);
		}
	}

	@Test
	void repeatedMessageTakesFewBytes() {
		byte[] noise = new byte[1000];
		new Random(1).nextBytes(noise);
		byte[] message = HexFormat.of().formatHex(noise).getBytes(StandardCharsets.US_ASCII);
		ByteBuffer first = this.connection.compress(OutboundMessage.binary(ByteBuffer.wrap(message)));
		ByteBuffer second = this.connection.compress(OutboundMessage.binary(ByteBuffer.wrap(message)));
		assertThat(first.remaining()).isGreaterThan(1000);
		assertThat(second.remaining()).isLessThan(50);
	}

	@Test
	void connectionHoldsOnlyWhatWasSent() throws DataFormatException {
		assertThat(this.connection.heldBytes()).isZero();
		inflate("f248cdc9c90700");
		assertThat(this.connection.heldBytes()).isBetween(5, 10);
		this.connection.compress(OutboundMessage.text("a".repeat(300)));
		assertThat(this.connection.heldBytes()).isBetween(305, 310);
		for (int i = 0; i < 50; i++) {
			Inflating.inflate(this.connection, 1000, List.of(deflate(new byte[3000])));
			this.connection.compress(OutboundMessage.text("a".repeat(300)));
		}
		assertThat(this.connection.heldBytes()).isEqualTo(SlidingWindow.MAX_SIZE + CONTEXT);
	}

	@Test
	void connectionWithoutContextHoldsNothing() throws DataFormatException {
		DeflateConnection connection = Inflating.connect(this.extension,
				"permessage-deflate; client_no_context_takeover; server_no_context_takeover");
		Inflating.inflate(connection, 1000, List.of(deflate(new byte[3000])));
		connection.compress(OutboundMessage.text("a".repeat(300)));
		assertThat(connection.heldBytes()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, PerMessageDeflate.MAX_CONTEXT + 1 })
	void contextMustFitIntoTheWindow(int context) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PerMessageDeflate(0, context))
			.withMessage("'context' must be between 0 and 32768");
	}

	private String inflate(String compressed) throws DataFormatException {
		byte[] message = Inflating.inflate(this.connection, 3, List.of(HexFormat.of().parseHex(compressed)));
		return new String(message, StandardCharsets.UTF_8);
	}

	private byte[] inflate(byte[] compressed, int length) throws DataFormatException {
		byte[] message = new byte[length];
		byte[] input = Arrays.copyOf(compressed, compressed.length + TAIL.length);
		System.arraycopy(TAIL, 0, input, compressed.length, TAIL.length);
		this.inflater.setInput(input);
		assertThat(this.inflater.inflate(message)).isEqualTo(length);
		assertThat(this.inflater.inflate(new byte[1])).isZero();
		return message;
	}

	private byte[] deflate(byte[] message) {
		byte[] target = new byte[message.length + 1000];
		this.deflater.setInput(message);
		int length = this.deflater.deflate(target, 0, target.length, Deflater.SYNC_FLUSH);
		return Arrays.copyOf(target, length - TAIL.length);
	}

	private static byte[] message(Random random, int size, byte[] history) {
		byte[] message = new byte[size];
		for (int i = 0; i < size; i++) {
			message[i] = (byte) random.nextInt(256);
		}
		for (int i = 0; i < 5 && history.length > 0; i++) {
			int start = random.nextInt(history.length);
			int length = Math.min(Math.min(random.nextInt(1000), history.length - start), size);
			System.arraycopy(history, start, message, random.nextInt(size - length + 1), length);
		}
		return message;
	}

	private static byte[] last(byte[] history, byte[] message) {
		byte[] all = Arrays.copyOf(history, history.length + message.length);
		System.arraycopy(message, 0, all, history.length, message.length);
		return Arrays.copyOfRange(all, Math.max(0, all.length - SlidingWindow.MAX_SIZE), all.length);
	}

}
