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

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrameDecoder} with frames that are not allowed.
 *
 * @author The ws-starter authors
 */
class FrameViolationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					not masked                          | 81 05               | A frame is not masked
					not masked, empty                   | 81 00               | A frame is not masked
					ping that is not masked             | 89 00               | A frame is not masked
					RSV1 without compression            | c1                  | A frame has a reserved bit set
					RSV2                                | a1                  | A frame has a reserved bit set
					RSV3                                | 91                  | A frame has a reserved bit set
					opcode 3                            | 83                  | A frame has a reserved opcode
					opcode 7                            | 87                  | A frame has a reserved opcode
					opcode 11                           | 8b                  | A frame has a reserved opcode
					opcode 15                           | 8f                  | A frame has a reserved opcode
					continuation of nothing             | 80 80 00 00 00 00   | A continuation frame continues nothing
					unfinished continuation of nothing  | 00 80 00 00 00 00   | A continuation frame continues nothing
					fragmented ping                     | 09                  | A control frame is fragmented
					fragmented pong                     | 0a                  | A control frame is fragmented
					fragmented close                    | 08                  | A control frame is fragmented
					ping of 126 bytes                   | 89 fe               | A control frame exceeds 125 bytes
					close in eight bytes                | 88 ff               | A control frame exceeds 125 bytes
					125 in two bytes                    | 82 fe 00 7d         | The length of a frame takes more bytes than it needs
					0 in two bytes                      | 82 fe 00 00         | The length of a frame takes more bytes than it needs
					65535 in eight bytes                | 82 ff 00 00 00 00 00 00 ff ff | The length of a frame takes more bytes than it needs
					0 in eight bytes                    | 82 ff 00 00 00 00 00 00 00 00 | The length of a frame takes more bytes than it needs
					topmost bit                         | 82 ff 80 00 00 00 00 00 00 00 | The length of a frame has its topmost bit set
					all bits                            | 82 ff ff ff ff ff ff ff ff ff | The length of a frame has its topmost bit set
					""")
	void refusesTheHeader(String what, String bytes, String message) {
		byte[] header = HexFormat.ofDelimiter(" ").parseHex(bytes);
		for (List<Integer> reads : List.of(List.of(header.length), List.of(1))) {
			Decoding decoding = Decoding.plain().read(MaskedFrame.text("before")).readInParts(header, reads);
			assertThat(decoding.outcome()).containsExactly("text before",
					"CloseStatus[code=1002, reason=" + message + "] null");
			assertThat(decoding.failure()).hasMessage(message).hasNoCause();
			assertThat(decoding.failure().getStackTrace()).isEmpty();
		}
	}

	@Test
	void refusesAMessageWithinAnother() {
		Decoding decoding = Decoding.plain().read(MaskedFrame.of(MaskedFrame.TEXT, "a"), MaskedFrame.text("b"));
		assertThat(decoding.outcome())
			.containsExactly("CloseStatus[code=1002, reason=A message begins within another] null");
	}

	@Test
	void refusesAContinuationAfterTheLastFragment() {
		Decoding decoding = Decoding.plain()
			.read(MaskedFrame.of(MaskedFrame.TEXT, "a"), MaskedFrame.of(MaskedFrame.FIN, "b"), MaskedFrame.of(0, "c"));
		assertThat(decoding.outcome()).containsExactly("text ab",
				"CloseStatus[code=1002, reason=A continuation frame continues nothing] null");
	}

	@ParameterizedTest
	@ValueSource(ints = { MaskedFrame.CONTINUATION, MaskedFrame.FIN | MaskedFrame.PING,
			MaskedFrame.FIN | MaskedFrame.PONG, MaskedFrame.FIN | MaskedFrame.CLOSE })
	void refusesTheCompressionBitElsewhereThanOnTheFirstFrame(int first) {
		Decoding decoding = Decoding.compressed()
			.read(MaskedFrame.of(MaskedFrame.TEXT, "a"), MaskedFrame.of(first | MaskedFrame.RSV1));
		assertThat(decoding.failure()).hasMessage("A frame has a reserved bit set");
		assertThat(decoding.failure().status().getCode()).isEqualTo(1002);
	}

	@Test
	void decodesNothingAfterAViolation() {
		Decoding decoding = Decoding.plain().read((byte) 0x83);
		assertThat(decoding.failure()).isNotNull();
		decoding.read(MaskedFrame.text("a"));
		assertThat(decoding.events()).isEmpty();
		assertThat(decoding.decoder().isPartial()).isFalse();
	}

	@ParameterizedTest
	@MethodSource
	void refusesBadBytesOfTextAtOnce(String good, String bad) {
		Decoding decoding = Decoding.plain();
		byte[] header = MaskedFrame.header(MaskedFrame.FIN | MaskedFrame.TEXT, 500);
		byte[] frame = MaskedFrame
			.hex(MaskedFrame.FIN | MaskedFrame.TEXT, ("61 " + good + " " + bad).trim().replaceAll(" +", " "))
			.encode();
		byte[] masked = Arrays.copyOfRange(frame, 6, frame.length);
		decoding.read(header).readInParts(Arrays.copyOf(masked, masked.length - 1), List.of(1));
		assertThat(decoding.outcome()).containsExactly("partial true");
		decoding.read(masked[masked.length - 1]);
		assertThat(decoding.outcome())
			.containsExactly("CloseStatus[code=1007, reason=A text message is not valid UTF-8] null");
		assertThat(Decoding.plain().read(header).read(masked).failure().status().getCode()).isEqualTo(1007);
	}

	static Stream<Arguments> refusesBadBytesOfTextAtOnce() {
		return Stream.of(Arguments.of("", "80"), Arguments.of("", "bf"), Arguments.of("", "c0"), Arguments.of("", "c1"),
				Arguments.of("c3", "28"), Arguments.of("e0", "9f"), Arguments.of("e2 82", "c0"),
				Arguments.of("ed", "a0"), Arguments.of("ed", "bf"), Arguments.of("f0", "8f"), Arguments.of("f4", "90"),
				Arguments.of("f0 9f 98", "20"), Arguments.of("", "f5"), Arguments.of("", "fe"), Arguments.of("", "ff"),
				Arguments.of("61 62 63 64 65 66 67 68 69 e2 82 ac", "ac"));
	}

	@Test
	void refusesBadBytesOfTextInAFragment() {
		Decoding decoding = Decoding.plain().read(MaskedFrame.hex(MaskedFrame.TEXT, "61 e2 82"));
		assertThat(decoding.failure()).isNull();
		decoding.read(MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.PING),
				MaskedFrame.hex(MaskedFrame.CONTINUATION, "61"));
		assertThat(decoding.outcome()).containsExactly("ping ",
				"CloseStatus[code=1007, reason=A text message is not valid UTF-8] null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "c3", "e2 82", "f0 9f 98", "61 f0" })
	void refusesTextThatEndsWithinACharacter(String payload) {
		assertThat(Decoding.plain().read(MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.TEXT, payload)).outcome())
			.containsExactly("CloseStatus[code=1007, reason=A text message is not valid UTF-8] null");
		assertThat(Decoding.plain()
			.read(MaskedFrame.hex(MaskedFrame.TEXT, payload),
					MaskedFrame.of(MaskedFrame.FIN | MaskedFrame.CONTINUATION))
			.outcome()).containsExactly("CloseStatus[code=1007, reason=A text message is not valid UTF-8] null");
	}

	@Test
	void anythingGoesInBinaryMessages() {
		Decoding decoding = Decoding.plain()
			.read(MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.BINARY, "ff c0 80 e2"), MaskedFrame.text("a"));
		assertThat(decoding.outcome()).containsExactly("binary ffc080e2", "text a", "partial false");
	}

	@ParameterizedTest
	@MethodSource("codes")
	void judgesCloseCodes(int code, boolean allowed) {
		Decoding decoding = Decoding.plain().read(MaskedFrame.close(code, "why"));
		assertThat(decoding.outcome())
			.containsExactly((allowed) ? new String[] { "close " + code + " why", "partial false" } : new String[] {
					"CloseStatus[code=1002, reason=A close frame has a code that must not be sent] null" });
	}

	static Stream<Arguments> codes() {
		IntStream allowed = IntStream.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
				3999, 4000, 4999);
		IntStream refused = IntStream.of(0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535);
		return Stream.concat(allowed.mapToObj((code) -> Arguments.of(code, true)),
				refused.mapToObj((code) -> Arguments.of(code, false)));
	}

	@Test
	void refusesHalfACloseCode() {
		assertThat(Decoding.plain().read(MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CLOSE, "03")).outcome())
			.containsExactly("CloseStatus[code=1002, reason=A close frame has half a code] null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "03 e8 ff", "03 e8 61 e2 82", "03 e8 ed a0 80" })
	void refusesReasonsThatAreNotUtf8(String payload) {
		assertThat(Decoding.plain().read(MaskedFrame.hex(MaskedFrame.FIN | MaskedFrame.CLOSE, payload)).outcome())
			.containsExactly("CloseStatus[code=1007, reason=The reason in a close frame is not valid UTF-8] null");
	}

	@Test
	void takesTheLongestReason() {
		String reason = "€".repeat(41);
		assertThat(Decoding.plain().read(MaskedFrame.close(4000, reason)).events())
			.containsExactly("close 4000 " + reason);
	}

}
