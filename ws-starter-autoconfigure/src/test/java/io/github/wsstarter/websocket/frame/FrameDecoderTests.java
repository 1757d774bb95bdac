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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FrameDecoder} with frames that are allowed.
 *
 * @author The ws-starter authors
 */
class FrameDecoderTests {

	@Test
	void decodesTheExamplesOfTheRfc() {
		Decoding decoding = Decoding.plain();
		decoding.read(HexFormat.of().parseHex("818537fa213d7f9f4d5158" + "898537fa213d7f9f4d5158"));
		assertThat(decoding.outcome()).containsExactly("text Hello", "ping 48656c6c6f", "partial false");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 9, 31, 32, 33, 125, 126, 127, 4095, 65535, 65536, 100_000 })
	void decodesEveryLength(int length) {
		String text = "x".repeat(length / 2) + "y".repeat(length - length / 2);
		byte[] binary = new byte[length];
		for (int i = 0; i < length; i++) {
			binary[i] = (byte) (i * 31);
		}
		Decoding decoding = new Decoding(100_000, 100_000, false);
		decoding.read(MaskedFrame.text(text), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.BINARY, binary));
		assertThat(decoding.outcome()).containsExactly("text " + text, "binary " + HexFormat.of().formatHex(binary),
				"partial false");
	}

	@Test
	void decodesAllThatWasReadAtOnce() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.text("a"), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PONG),
				MaskedFrame.text("é€😀"), MaskedFrame.text(""), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.BINARY));
		assertThat(decoding.outcome()).containsExactly("text a", "pong ", "text é€😀", "text ", "binary ",
				"partial false");
	}

	@Test
	void putsFragmentsTogether() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "He"), MaskedFrame.of(MaskedFrame.CONTINUATION, "ll"));
		assertThat(decoding.outcome()).containsExactly("partial true");
		decoding.read(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "o"), MaskedFrame.text("next"));
		assertThat(decoding.outcome()).containsExactly("text Hello", "text next", "partial false");
	}

	@Test
	void putsBinaryFragmentsTogether() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.hex(MaskedFrame.BINARY, "ff 00"), MaskedFrame.hex(MaskedFrame.CONTINUATION, "80"),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "c0"));
		assertThat(decoding.outcome()).containsExactly("binary ff0080c0", "partial false");
	}

	@Test
	void fragmentsMayBeEmpty() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.of(MaskedFrame.TEXT), MaskedFrame.of(MaskedFrame.CONTINUATION),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION), MaskedFrame.of(MaskedFrame.BINARY),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "01"),
				MaskedFrame.of(MaskedFrame.TEXT, "a"), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION));
		assertThat(decoding.outcome()).containsExactly("text ", "binary 01", "text a", "partial false");
	}

	@Test
	void fragmentsMayDivideCharacters() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.hex(MaskedFrame.TEXT, "f0"), MaskedFrame.hex(MaskedFrame.CONTINUATION, "9f"),
				MaskedFrame.hex(MaskedFrame.CONTINUATION, "98"),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "80 21"));
		assertThat(decoding.outcome()).containsExactly("text 😀!", "partial false");
	}

	@Test
	void controlFramesComeBetweenFragments() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "He"), MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.PING, "01"),
				MaskedFrame.of(MaskedFrame.CONTINUATION, "ll"),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.PONG, "02 03"));
		assertThat(decoding.outcome()).containsExactly("ping 01", "pong 0203", "partial true");
		decoding.read(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "o"));
		assertThat(decoding.outcome()).containsExactly("ping 01", "pong 0203", "text Hello", "partial false");
	}

	@Test
	void controlFramesMayBeSplitOverReadsBetweenFragments() {
		byte[] bytes = MaskedFrame.encode(MaskedFrame.of(MaskedFrame.TEXT, "€".repeat(20)),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING, new byte[125]),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "!"), MaskedFrame.close(1001, "bye"));
		Decoding decoding = Decoding.plain().readInParts(bytes, List.of(1));
		assertThat(decoding.outcome()).containsExactly("ping " + "00".repeat(125), "text " + "€".repeat(20) + "!",
				"close 1001 bye", "partial false");
	}

	@Test
	void isPartialWithinAHeaderAndAPayload() {
		Decoding decoding = Decoding.plain();
		byte[] bytes = MaskedFrame.text("ab").encode();
		assertThat(decoding.decoder().isPartial()).isFalse();
		for (int i = 0; i < bytes.length - 1; i++) {
			decoding.read(bytes[i]);
			assertThat(decoding.decoder().isPartial()).as("after byte %d", i).isTrue();
			assertThat(decoding.events()).isEmpty();
		}
		decoding.read(bytes[bytes.length - 1]);
		assertThat(decoding.outcome()).containsExactly("text ab", "partial false");
	}

	@Test
	void payloadsAreTheReceivers() throws FrameException {
		List<ByteBuffer> payloads = new ArrayList<>();
		FrameDecoder decoder = new FrameDecoder(new RecordingListener() {

			@Override
			public void onBinary(ByteBuffer bytes) {
				payloads.add(bytes);
			}

			@Override
			public void onPing(ByteBuffer payload) {
				payloads.add(payload);
			}

		}, 10, 10, null);
		byte[] bytes = MaskedFrame.encode(MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.BINARY, "01 02"),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.PING, "01 02"), MaskedFrame.hex(MaskedFrame.BINARY, "01"),
				MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "02"));
		decoder.decode(bytes, 0, bytes.length);
		Arrays.fill(bytes, (byte) 9);
		assertThat(payloads).hasSize(3).allSatisfy((payload) -> {
			assertThat(payload).isEqualTo(ByteBuffer.wrap(new byte[] { 1, 2 }));
			assertThat(payload.array()).hasSize(2);
		});
	}

	@Test
	void ignoresWhatFollowsACloseFrame() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.text("a"), MaskedFrame.close(1000, ""), MaskedFrame.text("b"));
		decoding.read(MaskedFrame.text("c")).read((byte) 0xFF, (byte) 0xFF);
		assertThat(decoding.outcome()).containsExactly("text a", "close 1000 null", "partial false");
	}

	@Test
	void aCloseFrameEndsAnIncompleteMessage() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.hex(MaskedFrame.TEXT, "61 e2"), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CLOSE));
		assertThat(decoding.outcome()).containsExactly("close 1005 null", "partial false");
	}

	@Test
	void decodesNothingOnceClosed() {
		Decoding decoding = Decoding.plain();
		decoding.read(MaskedFrame.of(MaskedFrame.TEXT, "a"));
		decoding.decoder().close();
		decoding.decoder().close();
		decoding.read(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION, "b"), MaskedFrame.text("c"));
		assertThat(decoding.outcome()).containsExactly("partial false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "binary", "ping", "pong", "close" })
	void theListenerMayCloseTheDecoder(String when) throws FrameException {
		List<FrameDecoder> self = new ArrayList<>();
		RecordingListener listener = new RecordingListener() {

			@Override
			void add(String event) {
				super.add(event);
				if (event.startsWith(when)) {
					self.get(0).close();
				}
			}

		};
		self.add(new FrameDecoder(listener, 10, 10, null));
		byte[] bytes = MaskedFrame.encode(MaskedFrame.text("a"), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.BINARY),
				MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PONG),
				MaskedFrame.close(1000, ""));
		self.get(0).decode(bytes, 0, bytes.length);
		assertThat(listener.events().get(listener.events().size() - 1)).startsWith(when);
		assertThat(listener.events()).hasSize(List.of("text", "binary", "ping", "pong", "close").indexOf(when) + 1);
		assertThat(self.get(0).isPartial()).isFalse();
	}

	@Test
	void decodesNothingOnceTheListenerHasFailed() throws FrameException {
		RecordingListener listener = new RecordingListener() {

			@Override
			public void onText(String text) {
				throw new IllegalStateException(text);
			}

		};
		FrameDecoder decoder = new FrameDecoder(listener, 10, 10, null);
		byte[] bytes = MaskedFrame.encode(MaskedFrame.text("a"), MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING));
		assertThatIllegalStateException().isThrownBy(() -> decoder.decode(bytes, 0, bytes.length)).withMessage("a");
		byte[] more = MaskedFrame.encode(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING));
		decoder.decode(more, 0, more.length);
		assertThat(listener.events()).isEmpty();
	}

	@Test
	void refusesLimitsThatAllowNothing() {
		RecordingListener listener = new RecordingListener();
		assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(listener, 0, 1, null))
			.withMessage("'textLimit' must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(listener, 1, 0, null))
			.withMessage("'binaryLimit' must be positive");
	}

	@Test
	void closeCodeOfNoStatus() {
		Decoding decoding = Decoding.plain().read(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CLOSE));
		assertThat(decoding.events()).containsExactly("close " + CloseStatus.NO_STATUS_CODE.getCode() + " null");
	}

}
