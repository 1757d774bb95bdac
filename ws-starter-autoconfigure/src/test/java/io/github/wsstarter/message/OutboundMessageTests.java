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

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OutboundMessage}.
 *
 * @author The ws-starter authors
 */
class OutboundMessageTests {

	private static final Position POSITION = new Position("k3f9", 41);

	private static final ByteBuffer SMALLER = ByteBuffer.wrap(new byte[] { 1, 2 });

	private final AtomicInteger compressions = new AtomicInteger();

	@ParameterizedTest
	@CsvSource({ "abc,abc", "'',''", "a?,a?", "\u00e4\u20ac\ud83d\ude00,\u00e4\u20ac\ud83d\ude00",
			"what?\ud83d\ude00,what?\ud83d\ude00" })
	void sizeOfTextIsItsSizeInUtf8(String text, String expected) {
		OutboundMessage message = OutboundMessage.text(text);
		byte[] encoded = expected.getBytes(StandardCharsets.UTF_8);
		assertThat(message.size()).isEqualTo(encoded.length);
		assertThat(message.bytes()).isEqualTo(ByteBuffer.wrap(encoded));
		assertThat(((OutboundMessage.Text) message).payload()).isEqualTo(expected);
		assertThat(message.place()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "a\ud800,a\\ud800,1", "\ud800b,\\ud800b,0", "\udc00b,\\udc00b,0",
			"\ud800\ud83d\ude00,\\ud800\ud83d\ude00,0", "\ud83d\ude00\udc00,\ud83d\ude00\\udc00,2",
			"0123456789\udfff\udbff?,0123456789\\udfff\\udbff?,10", "\u20ac\ud83d\u20ac,\u20ac\\ud83d\u20ac,1" })
	void unpairedSurrogateIsRefusedInTextAndEscapedInJson(String text, String escaped, int index) {
		assertThatIllegalArgumentException().isThrownBy(() -> OutboundMessage.text(text))
			.withMessageContaining("index " + index);
		assertThat(OutboundMessage.json(text)).isEqualTo(OutboundMessage.text(escaped));
		assertThat(OutboundMessage.of(new Payload.Json(text))).isEqualTo(OutboundMessage.text(escaped));
	}

	@Test
	void textIsDecodedOnce() {
		OutboundMessage.Text message = (OutboundMessage.Text) OutboundMessage.text("abc");
		assertThat(message.payload()).isSameAs(message.payload());
	}

	@Test
	void binaryHasTheBytesFromThePositionOn() {
		OutboundMessage message = OutboundMessage.binary(ByteBuffer.wrap(new byte[] { 1, 2, 3, 4 }, 1, 2));
		assertThat(message.size()).isEqualTo(2);
		assertThat(message.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] { 2, 3 }));
		assertThat(((OutboundMessage.Binary) message).payload()).isEqualTo(message.bytes());
	}

	@ParameterizedTest
	@MethodSource("messages")
	void bytesAreReadOnlyAndShared(OutboundMessage message) {
		assertThat(message.bytes()).isSameAs(message.bytes());
		assertThat(message.bytes().position()).isZero();
		assertThat(message.bytes().limit()).isEqualTo(message.size()).isPositive();
		assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> message.bytes().put((byte) 0));
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageAtAPositionHasTheSamePayload(OutboundMessage message) {
		OutboundMessage positioned = message.at("news", POSITION);
		assertThat(positioned.place()).isEqualTo(new OutboundMessage.Place("news", POSITION));
		assertThat(message.place()).isNull();
		assertThat(positioned).hasSameClassAs(message);
		assertThat(positioned.bytes()).isEqualTo(message.bytes());
		assertThat(positioned).isNotEqualTo(message)
			.isEqualTo(message.at("news", POSITION))
			.hasSameHashCodeAs(message.at("news", POSITION));
		assertThat(positioned.at("news", new Position("k3f9", 42))).isNotEqualTo(positioned);
	}

	@Test
	void messagesAreEqualIfTheirPayloadIs() {
		OutboundMessage text = OutboundMessage.text("abc");
		OutboundMessage binary = OutboundMessage.binary(text.bytes());
		assertThat(text).isEqualTo(OutboundMessage.text("abc")).hasSameHashCodeAs(OutboundMessage.text("abc"));
		assertThat(text).isNotEqualTo(OutboundMessage.text("abd")).isNotEqualTo(binary);
		assertThat(binary).isEqualTo(OutboundMessage.binary(text.bytes()))
			.hasSameHashCodeAs(OutboundMessage.binary(text.bytes()));
		assertThat(binary).isNotEqualTo(OutboundMessage.binary(ByteBuffer.allocate(3))).isNotEqualTo(text);
	}

	@Test
	void messageHasADescription() {
		assertThat(OutboundMessage.text("abc")).hasToString("Text[payload=abc, place=null]");
		assertThat(OutboundMessage.binary(ByteBuffer.allocate(3)).at("news", POSITION))
			.hasToString("Binary[size=3, place=Place[topic=news, position=Position[epoch=k3f9, offset=41]]]");
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageIsCompressedOnce(OutboundMessage message) {
		Function<ByteBuffer, @Nullable ByteBuffer> smaller = compressor(SMALLER);
		Function<ByteBuffer, @Nullable ByteBuffer> compressor = (bytes) -> {
			assertThat(bytes).isEqualTo(message.bytes());
			return smaller.apply(bytes);
		};
		ByteBuffer compressed = message.compressed(compressor);
		assertThat(compressed).isEqualTo(SMALLER);
		assertThat(message.compressed(compressor)).isSameAs(compressed);
		assertThat(message.at("news", POSITION).compressed(compressor)).isEqualTo(SMALLER);
		assertThat(this.compressions).hasValue(1);
		assertThat(message.compressed(compressor).isReadOnly()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageThatDoesNotGetSmallerIsTriedOnce(OutboundMessage message) {
		Function<ByteBuffer, @Nullable ByteBuffer> compressor = compressor(null);
		assertThat(message.compressed(compressor)).isNull();
		assertThat(message.compressed(compressor)).isNull();
		assertThat(message.at("news", POSITION).compressed(compressor)).isNull();
		assertThat(this.compressions).hasValue(1);
	}

	@Test
	void eachCompressorHasItsOwnResult() {
		OutboundMessage message = OutboundMessage.text("abc");
		Function<ByteBuffer, @Nullable ByteBuffer> first = compressor(SMALLER);
		Function<ByteBuffer, @Nullable ByteBuffer> second = compressor(null);
		Function<ByteBuffer, @Nullable ByteBuffer> third = compressor(ByteBuffer.allocate(1));
		for (int i = 0; i < 2; i++) {
			assertThat(message.compressed(first)).isEqualTo(SMALLER);
			assertThat(message.compressed(second)).isNull();
			assertThat(message.compressed(third)).isEqualTo(ByteBuffer.allocate(1));
		}
		assertThat(this.compressions).hasValue(3);
	}

	@Test
	void failureIsNotKept() {
		OutboundMessage message = OutboundMessage.text("abc");
		assertThatIllegalStateException().isThrownBy(() -> message.compressed((bytes) -> {
			throw new IllegalStateException();
		}));
		assertThat(message.compressed(compressor(SMALLER))).isEqualTo(SMALLER);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageIsCompressedOnceForManyThreads(OutboundMessage message) throws Exception {
		int count = 8;
		CyclicBarrier start = new CyclicBarrier(count);
		CountDownLatch asking = new CountDownLatch(count);
		Function<ByteBuffer, @Nullable ByteBuffer> compressor = (bytes) -> {
			await(asking);
			return compressor(SMALLER).apply(bytes);
		};
		Callable<@Nullable ByteBuffer> ask = () -> {
			start.await(10, TimeUnit.SECONDS);
			asking.countDown();
			return message.compressed(compressor);
		};
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			for (Future<@Nullable ByteBuffer> answer : threads.invokeAll(Collections.nCopies(count, ask), 10,
					TimeUnit.SECONDS)) {
				assertThat(answer.get()).isEqualTo(SMALLER);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.compressions).hasValue(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Function<ByteBuffer, @Nullable ByteBuffer> compressor(@Nullable ByteBuffer result) {
		return (bytes) -> {
			this.compressions.incrementAndGet();
			return (result != null) ? result.duplicate() : null;
		};
	}

	static List<OutboundMessage> messages() {
		return List.of(OutboundMessage.text("a\u20ac"),
				OutboundMessage.binary(ByteBuffer.wrap(new byte[] { 1, 2, 3 })));
	}

}
