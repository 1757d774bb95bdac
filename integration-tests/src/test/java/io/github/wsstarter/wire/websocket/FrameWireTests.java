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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the frames of RFC 6455 over a connection, well-formed and malformed.
 *
 * @author The ws-starter authors
 */
class FrameWireTests extends AbstractEngineTests {

	private static final byte[] EURO = "\u20ac".getBytes(StandardCharsets.UTF_8);

	private RawClient client;

	private String sessionId;

	FrameWireTests() {
		super(List.of(EchoEndpoint.class));
	}

	@BeforeEach
	void open() throws IOException {
		this.client = this.server.open("/ws/echo");
		this.sessionId = this.client.ask("id");
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
	}

	@ParameterizedTest
	@MethodSource
	void malformedFrameCloses1002(List<Frame> frames) throws IOException {
		this.client.send(frames.toArray(Frame[]::new));
		this.client.expectClose(1002);
		assertThat(onCloseCode()).isEqualTo(1002);
	}

	static Stream<Arguments> malformedFrameCloses1002() {
		return Stream.of(Arguments.argumentSet("unmasked text", frames(Frame.text("x").unmasked())),
				Arguments.argumentSet("unmasked ping", frames(Frame.ping("x").unmasked())),
				Arguments.argumentSet("RSV1", frames(Frame.text("x").withRsv(4))),
				Arguments.argumentSet("RSV2", frames(Frame.text("x").withRsv(2))),
				Arguments.argumentSet("RSV3", frames(Frame.text("x").withRsv(1))),
				Arguments.argumentSet("RSV1 of a ping", frames(Frame.ping("x").withRsv(4))),
				Arguments.argumentSet("reserved data opcode", frames(Frame.of(0x3))),
				Arguments.argumentSet("last reserved data opcode", frames(Frame.of(0x7, (byte) 1))),
				Arguments.argumentSet("reserved control opcode", frames(Frame.of(0xB))),
				Arguments.argumentSet("last reserved control opcode", frames(Frame.of(0xF, (byte) 1))),
				Arguments.argumentSet("fragmented ping", frames(Frame.ping("x").unfinished())),
				Arguments.argumentSet("fragmented close", frames(Frame.close(1000, "").unfinished())),
				Arguments.argumentSet("ping of 126 bytes", frames(Frame.ping("x".repeat(126)))),
				Arguments.argumentSet("close of 126 bytes", frames(Frame.close(1000, "x".repeat(124)))),
				Arguments.argumentSet("continuation of nothing", frames(Frame.continuation((byte) 'x'))),
				Arguments.argumentSet("continuation after the end",
						frames(Frame.text("a").unfinished(), Frame.continuation((byte) 'b'),
								Frame.continuation((byte) 'c'))),
				Arguments.argumentSet("text within a fragmented message",
						frames(Frame.text("a").unfinished(), Frame.text("b"))),
				Arguments.argumentSet("binary within a fragmented text",
						frames(Frame.text("a").unfinished(), Frame.binary((byte) 1).unfinished())),
				Arguments.argumentSet("one byte of close payload", frames(Frame.of(Frame.CLOSE, (byte) 3))));
	}

	@ParameterizedTest
	@MethodSource
	void invalidUtf8Closes1007(List<Frame> frames) throws IOException {
		this.client.send(frames.toArray(Frame[]::new));
		this.client.expectClose(1007);
		assertThat(onCloseCode()).isEqualTo(1007);
	}

	static Stream<Arguments> invalidUtf8Closes1007() {
		return Stream.of(Arguments.argumentSet("stray byte", frames(Frame.of(Frame.TEXT, (byte) 'a', (byte) 0xFF))),
				Arguments.argumentSet("overlong slash", frames(Frame.of(Frame.TEXT, (byte) 0xC0, (byte) 0xAF))),
				Arguments.argumentSet("surrogate", frames(Frame.of(Frame.TEXT, (byte) 0xED, (byte) 0xA0, (byte) 0x80))),
				Arguments.argumentSet("above U+10FFFF",
						frames(Frame.of(Frame.TEXT, (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80))),
				Arguments.argumentSet("cut short", frames(Frame.of(Frame.TEXT, EURO[0], EURO[1]))),
				Arguments.argumentSet("cut short at the end of the last fragment",
						frames(Frame.text("a").unfinished(), Frame.continuation(EURO[0], EURO[1]))),
				Arguments.argumentSet("broken across fragments",
						frames(Frame.of(Frame.TEXT, EURO[0]).unfinished(), Frame.continuation((byte) 'a'))));
	}

	@Test
	void charactersSplitAcrossFragmentsAreJoined() throws IOException {
		this.client.send(Frame.of(Frame.TEXT, EURO[0]).unfinished(), Frame.continuation(EURO[1]).unfinished(),
				Frame.continuation().unfinished(), Frame.continuation(EURO[2]));
		assertThat(this.client.readText()).isEqualTo("\u20ac");
	}

	/**
	 * The RFC does not define the code. Tomcat does not use the code for invalid UTF-8.
	 * @throws IOException if the connection ends
	 */
	@Test
	void closeReasonThatIsNotUtf8IsRefused() throws IOException {
		this.client.send(Frame.of(Frame.CLOSE, (byte) 3, (byte) 0xE8, (byte) 0xFF));
		this.client.expectClose((this.container == Container.TOMCAT_CONTAINER) ? 1002 : 1007);
	}

	/**
	 * Jetty reports that the length is too large, rather than malformed.
	 * @throws IOException if the connection ends
	 */
	@Test
	void headerWithTopmostLengthBitIsRefused() throws IOException {
		this.client.write(Frame.binary().header(Long.MIN_VALUE), new byte[4]);
		this.client.expectClose((this.container == Container.JETTY) ? 1009 : 1002);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 125, 126, 127, 4096, 65535, 65536 })
	void binaryMessageOfAnyLengthEncodingIsEchoed(int size) throws IOException {
		byte[] payload = new byte[size];
		Arrays.fill(payload, (byte) 0xC3);
		this.client.send(Frame.binary(payload));
		assertThat(this.client.read(Frame.BINARY).payload()).isEqualTo(payload);
	}

	/**
	 * The RFC forbids such a length, but the containers accept it.
	 * @throws IOException if the connection ends
	 */
	@Test
	void lengthInMoreBytesThanNeededIsRefused() throws IOException {
		this.client.write(new byte[] { (byte) 0x81, (byte) 0xFE, 0, 1, 0, 0, 0, 0, 'x' });
		if (this.container == Container.TOMCAT) {
			this.client.expectClose(1002);
			assertThat(onCloseCode()).isEqualTo(1002);
		}
		else {
			assertThat(this.client.readText()).isEqualTo("x");
		}
	}

	@Test
	void frameWrittenByteByByteIsEchoed() throws IOException {
		for (byte part : Frame.text("h\u00e9llo").encode()) {
			this.client.write(new byte[] { part });
		}
		assertThat(this.client.readText()).isEqualTo("h\u00e9llo");
	}

	@Test
	void pingIsAnsweredWithItsPayload() throws IOException {
		this.client.send(Frame.ping(""));
		assertThat(this.client.read(Frame.PONG).text()).isEmpty();
		this.client.send(Frame.ping("x".repeat(125)));
		assertThat(this.client.read(Frame.PONG).text()).isEqualTo("x".repeat(125));
	}

	@Test
	void pingWithinFragmentedMessageIsAnsweredAtOnce() throws IOException {
		this.client.send(Frame.text("a").unfinished(), Frame.ping("p"));
		assertThat(this.client.read(Frame.PONG).text()).isEqualTo("p");
		this.client.send(Frame.continuation((byte) 'b'));
		assertThat(this.client.readText()).isEqualTo("ab");
	}

	@Test
	void unsolicitedPongIsIgnored() throws IOException {
		this.client.send(Frame.of(Frame.PONG, (byte) 1));
		assertThat(this.client.ask("still here")).isEqualTo("still here");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001, 1003, 1007, 1011, 3000, 4000, 4999 })
	void closeIsEchoed(int code) throws IOException {
		this.client.send(Frame.close(code, "why \u20ac"));
		Frame answer = this.client.read(Frame.CLOSE);
		assertThat(answer.closeCode()).isEqualTo(code);
		this.client.expectEnd();
		assertThat(this.server.bean(EchoEndpoint.class).await(this.sessionId)).satisfies((status) -> {
			assertThat(status.getCode()).isEqualTo(code);
			assertThat(status.getReason()).isEqualTo("why \u20ac");
		});
	}

	@Test
	void closeWithoutCodeIsAnswered() throws IOException {
		this.client.send(Frame.of(Frame.CLOSE));
		assertThat(this.client.read(Frame.CLOSE).closeCode()).isIn(1000, 1005);
		this.client.expectEnd();
		assertThat(onCloseCode()).isIn(1000, 1005);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535 })
	void closeCodeThatMustNotBeSentCloses1002(int code) throws IOException {
		this.client.send(Frame.close(code, ""));
		this.client.expectClose(1002);
		assertThat(onCloseCode()).isEqualTo(1002);
	}

	@Test
	void framesAfterCloseAreIgnored() throws IOException {
		this.client.write(Frame.close(1000, "").encode(), Frame.text("late").encode());
		assertThat(this.client.read(Frame.CLOSE).closeCode()).isEqualTo(1000);
		this.client.expectEnd();
		assertThat(onCloseCode()).isEqualTo(1000);
	}

	private int onCloseCode() {
		return this.server.bean(EchoEndpoint.class).await(this.sessionId).getCode();
	}

	private static List<Frame> frames(Frame... frames) {
		return List.of(frames);
	}

}
