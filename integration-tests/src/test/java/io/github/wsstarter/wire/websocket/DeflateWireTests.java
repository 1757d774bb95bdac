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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.DeflateClient;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for permessage-deflate, with clients that compress correctly and clients that do
 * not.
 *
 * @author The ws-starter authors
 */
class DeflateWireTests extends AbstractEngineTests {

	private static final int LIMIT = 64 << 10;

	private static final int BOMB = 16 << 20;

	/**
	 * The bytes that may be allocated to refuse a decompression bomb, close the session
	 * and log the error.
	 */
	private static final long SMALL = 2 << 20;

	private static final String LONG = "The quick brown fox jumps over the lazy dog. ".repeat(500);

	private static final Pattern BITS = Pattern.compile("(client|server)_max_window_bits=(\\d+)");

	DeflateWireTests() {
		super(List.of(EchoEndpoint.class), "ws.compression.enabled=true", "ws.buffer.text=" + LIMIT + "B",
				"ws.buffer.binary=" + LIMIT + "B", "logging.level.io.github.wsstarter=error",
				"logging.level.org.apache=off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "permessage-deflate", "permessage-deflate; client_max_window_bits",
			"permessage-deflate; client_max_window_bits=15", "permessage-deflate; server_max_window_bits=15",
			"permessage-deflate; client_no_context_takeover", "permessage-deflate; server_no_context_takeover",
			"permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits",
			"x-unknown; a=b, permessage-deflate; client_max_window_bits", ", ,permessage-deflate,",
			"permessage-deflate; server_max_window_bits=9, permessage-deflate",
			"permessage-deflate; unknown, permessage-deflate" })
	void offerIsAccepted(String offer) throws IOException {
		try (DeflateClient client = DeflateClient.open(this.server, "/ws/echo", offer)) {
			assertThat(client.agreed()).startsWith("permessage-deflate");
			expectValid(client.agreed(), offer);
			for (int i = 0; i < 5; i++) {
				assertThat(client.ask(LONG + i)).isEqualTo(LONG + i);
			}
			client.raw().closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 9, 10, 11, 12, 13, 14 })
	void smallWindowIsKeptByOurEngineAndDeclinedByOthers(int bits) throws IOException {
		String offer = "permessage-deflate; client_max_window_bits; server_max_window_bits=" + bits;
		try (DeflateClient client = DeflateClient.open(this.server, "/ws/echo", offer)) {
			if (this.server.isDirect()) {
				assertThat(client.agreed()).contains("server_max_window_bits=" + bits);
				assertThat(client.ask(LONG)).isEqualTo(LONG);
			}
			else {
				assertThat(client.agreed()).isNull();
				assertThat(client.raw().ask(LONG)).isEqualTo(LONG);
			}
			client.raw().closeNormally();
		}
	}

	/**
	 * RFC 7692, section 7.2.3.2: a client that did not offer to do without may refer to
	 * its earlier messages.
	 * @throws IOException if the connection ends
	 */
	@Test
	void clientMayReferToItsEarlierMessages() throws IOException {
		try (DeflateClient client = open()) {
			assertThat(client.agreed()).doesNotContain("client_no_context_takeover");
			client.raw()
				.write(HexFormat.of().parseHex("c18b00000000aaa81805a360140c770000"),
						HexFormat.of().parseHex("c189000000001a05a360140c7f0000"));
			assertThat(client.readText()).isEqualTo("x".repeat(1000));
			assertThat(client.readText()).isEqualTo("x".repeat(1000));
			client.raw().closeNormally();
		}
	}

	@Test
	void clientThatOffersNothingGetsNothingCompressed() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			assertThat(client.ask(LONG)).isEqualTo(LONG);
			client.closeNormally();
		}
	}

	@Test
	void largeReplyIsCompressed() throws IOException {
		try (DeflateClient client = open()) {
			client.sendText(LONG);
			Frame reply = client.raw().read();
			assertThat(reply).isNotNull();
			assertThat(reply.rsv()).isEqualTo(DeflateClient.RSV1);
			assertThat(reply.payload()).hasSizeLessThan(LONG.length() / 10);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 50, 125, 1000, 8192, 65_535, LIMIT })
	void messagesOfAnySizeAreEchoed(int size) throws IOException {
		try (DeflateClient client = open()) {
			byte[] noise = new byte[size];
			new Random(size).nextBytes(noise);
			client.raw().send(client.binary(noise));
			assertThat(client.readMessage(Frame.BINARY)).isEqualTo(noise);
			client.raw().send(client.binary(new byte[size]));
			assertThat(client.readMessage(Frame.BINARY)).isEqualTo(new byte[size]);
			String text = "\u20ac".repeat(size / 3);
			assertThat(client.ask(text)).isEqualTo(text);
			client.raw().closeNormally();
		}
	}

	@Test
	void pipelinedMessagesAreAnsweredInOrder() throws IOException {
		try (DeflateClient client = open()) {
			for (int i = 0; i < 500; i++) {
				client.sendText(i + " " + LONG.substring(0, i));
			}
			for (int i = 0; i < 500; i++) {
				assertThat(client.readText()).isEqualTo(i + " " + LONG.substring(0, i));
			}
			client.raw().closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 50 })
	void fragmentsAreOneStream(int count) throws IOException {
		try (DeflateClient client = open()) {
			for (Frame frame : fragments(client.text(LONG), count)) {
				client.raw().send(frame, Frame.of(Frame.PONG, (byte) 1));
			}
			assertThat(client.readText()).isEqualTo(LONG);
			assertThat(client.ask("next")).isEqualTo("next");
			client.raw().closeNormally();
		}
	}

	@Test
	void pingWithinCompressedMessageIsAnswered() throws IOException {
		try (DeflateClient client = open()) {
			Frame[] frames = fragments(client.text(LONG), 2);
			client.raw().send(frames[0], Frame.ping("p"));
			assertThat(client.raw().read(Frame.PONG).text()).isEqualTo("p");
			client.raw().send(frames[1]);
			assertThat(client.readText()).isEqualTo(LONG);
		}
	}

	@Test
	void frameWrittenByteByByteIsEchoed() throws IOException {
		try (DeflateClient client = open()) {
			for (byte part : client.text(LONG).encode()) {
				client.raw().write(new byte[] { part });
			}
			assertThat(client.readText()).isEqualTo(LONG);
		}
	}

	@Test
	void messagesMayBeLeftUncompressed() throws IOException {
		try (DeflateClient client = open()) {
			client.raw().sendText("plain");
			assertThat(client.readText()).isEqualTo("plain");
			assertThat(client.ask("compressed")).isEqualTo("compressed");
			client.raw().sendText("plain");
			assertThat(client.readText()).isEqualTo("plain");
		}
	}

	/**
	 * RFC 7692, sections 7.2.3.3 to 7.2.3.6.
	 * @param payload the compressed payload
	 * @param expected the expected message
	 * @throws IOException if the connection ends
	 */
	@ParameterizedTest
	@MethodSource
	void unusualBlocksAreDecompressed(byte[] payload, String expected) throws IOException {
		try (DeflateClient client = open()) {
			client.raw().send(new Frame(true, DeflateClient.RSV1, Frame.TEXT, true, payload));
			assertThat(client.readText()).isEqualTo(expected);
			client.raw().send(new Frame(true, DeflateClient.RSV1, Frame.TEXT, true, payload));
			assertThat(client.readText()).isEqualTo(expected);
		}
	}

	@Test
	void finalBlockIsNotTheLastOfTheSession() throws IOException {
		assumeDirect("Neither container continues after a final block");
		unusualBlocksAreDecompressed(bytes(0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00), "Hello");
	}

	static Stream<Arguments> unusualBlocksAreDecompressed() {
		return Stream.of(Arguments.argumentSet("nothing", bytes(0x00), ""),
				Arguments.argumentSet("stored", bytes(0x00, 0x05, 0x00, 0xFA, 0xFF, 'H', 'e', 'l', 'l', 'o', 0x00),
						"Hello"),
				Arguments.argumentSet("two blocks",
						bytes(0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00), "Hello"));
	}

	/**
	 * Tomcat closes with 1002, and does not notify the endpoint.
	 * @param payload creates a payload that cannot be decompressed
	 * @throws IOException if the connection fails
	 */
	@ParameterizedTest
	@MethodSource
	void brokenStreamClosesTheSession(Function<DeflateClient, byte[]> payload) throws IOException {
		try (DeflateClient client = open(); DeflateClient other = open()) {
			String id = client.ask("id");
			client.raw().send(new Frame(true, DeflateClient.RSV1, Frame.TEXT, true, payload.apply(client)));
			if (this.container == Container.TOMCAT_CONTAINER) {
				client.raw().expectEnd();
				assertThat(closeCode(id)).isIn(1002, 1006, 1007);
			}
			else {
				client.raw().expectClose(1007);
				expectClosed(id, 1007);
			}
			assertThat(other.ask(LONG)).isEqualTo(LONG);
			other.raw().closeNormally();
		}
	}

	static Stream<Arguments> brokenStreamClosesTheSession() {
		return Stream.of(broken("reserved block type", (client) -> bytes(0x07)),
				broken("wrong length of a stored block", (client) -> bytes(0x00, 0x05, 0x00, 0xFA, 0xFE, 'x')),
				broken("back to before the start", (client) -> bytes(0x02, 0x83, 0xFF, 0xFF, 0xFF)),
				broken("noise", (client) -> {
					byte[] noise = new byte[1000];
					Arrays.fill(noise, (byte) 0xFF);
					return noise;
				}));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10, 1000 })
	void truncatedMessageClosesTheSession(int missing) throws IOException {
		assumeDirect("Both containers deliver the truncated message");
		try (DeflateClient client = open(); DeflateClient other = open()) {
			String id = client.ask("id");
			byte[] noise = new byte[10_000];
			new Random(1).nextBytes(noise);
			byte[] payload = client.compress(noise);
			client.raw()
				.send(new Frame(true, DeflateClient.RSV1, Frame.BINARY, true,
						Arrays.copyOf(payload, payload.length - missing)));
			client.raw().expectClose(1007);
			expectClosed(id, 1007);
			assertThat(other.ask(LONG)).isEqualTo(LONG);
			other.raw().closeNormally();
		}
	}

	@Test
	void invalidUtf8Closes1007() throws IOException {
		try (DeflateClient client = open()) {
			String id = client.ask("id");
			byte[] payload = client.compress(new byte[] { 'a', (byte) 0xC0, (byte) 0xAF });
			client.raw().send(new Frame(true, DeflateClient.RSV1, Frame.TEXT, true, payload));
			client.raw().expectClose(1007);
			expectClosed(id, 1007);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 5 })
	void oneByteOverTheLimitCloses1009(int fragments) throws IOException {
		try (DeflateClient client = open()) {
			String id = client.ask("id");
			sendAtOnce(client, fragments(client.text("x".repeat(LIMIT + 1)), fragments));
			client.raw().expectClose(1009);
			expectClosed(id, 1009);
		}
	}

	/**
	 * Tomcat continues to decompress the message in small parts, although it discards the
	 * result.
	 * @param fragments the number of frames of the message
	 * @throws IOException if the connection fails
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 100 })
	void bombCloses1009AndCostsLittle(int fragments) throws IOException {
		byte[] bomb;
		try (DeflateClient client = open()) {
			bomb = client.compress(new byte[BOMB]);
			client.raw().closeNormally();
		}
		assertThat(bomb).hasSizeLessThan(LIMIT);
		for (int i = 0; i < 3; i++) {
			try (DeflateClient client = open()) {
				String id = client.ask("id");
				Allocations allocations = new Allocations();
				sendAtOnce(client, fragments(new Frame(true, DeflateClient.RSV1, Frame.BINARY, true, bomb), fragments));
				client.raw().expectClose(1009);
				expectClosed(id, 1009);
				if (this.container != Container.TOMCAT_CONTAINER) {
					assertThat(allocations.bytes()).isLessThan(SMALL);
				}
			}
		}
	}

	/**
	 * Send frames in one write, as the server may close the connection after any of them.
	 * @param client the client
	 * @param frames the frames
	 * @throws IOException if the connection fails
	 */
	private static void sendAtOnce(DeflateClient client, Frame... frames) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (Frame frame : frames) {
			all.writeBytes(frame.encode());
		}
		client.raw().write(all.toByteArray());
	}

	@ParameterizedTest
	@MethodSource
	void misplacedRsv1Closes1002(List<Frame> frames) throws IOException {
		try (DeflateClient client = open()) {
			String id = client.ask("id");
			client.raw().send(frames.toArray(Frame[]::new));
			client.raw().expectClose(1002);
			expectClosed(id, 1002);
		}
	}

	static Stream<Arguments> misplacedRsv1Closes1002() {
		return Stream.of(Arguments.argumentSet("close", List.of(Frame.close(1000, "").withRsv(4))),
				Arguments.argumentSet("RSV1 and RSV2", List.of(Frame.text("a").withRsv(6))),
				Arguments.argumentSet("RSV1 and RSV3", List.of(Frame.text("a").withRsv(5))));
	}

	@ParameterizedTest
	@MethodSource
	void rsv1OnOtherFramesCloses1002(List<Frame> frames) throws IOException {
		Assumptions.assumeTrue(this.container != Container.TOMCAT_CONTAINER, "Tomcat ignores it");
		misplacedRsv1Closes1002(frames);
	}

	static Stream<Arguments> rsv1OnOtherFramesCloses1002() {
		return Stream.of(
				Arguments.argumentSet("continuation of plain text",
						List.of(Frame.text("a").unfinished(), Frame.continuation((byte) 'b').withRsv(4))),
				Arguments.argumentSet("continuation of compressed text",
						List.of(Frame.of(Frame.TEXT).withRsv(4).unfinished(), Frame.continuation((byte) 0).withRsv(4))),
				Arguments.argumentSet("ping", List.of(Frame.ping("").withRsv(4))),
				Arguments.argumentSet("pong", List.of(Frame.of(Frame.PONG).withRsv(4))));
	}

	@Test
	void rsv1WithoutAgreementCloses1002() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			client.send(new Frame(true, DeflateClient.RSV1, Frame.TEXT, true, new byte[] { 0 }));
			client.expectClose(1002);
			expectClosed(id, 1002);
		}
	}

	@Test
	void endWithinCompressedMessageEndsTheSession() throws IOException {
		try (DeflateClient client = open()) {
			String id = client.ask("id");
			client.raw().send(fragments(client.text(LONG), 2)[0]);
			client.raw().shutdownOutput();
			expectClosed(id, 1006);
		}
	}

	private static Arguments broken(String name, Function<DeflateClient, byte[]> payload) {
		return Arguments.argumentSet(name, payload);
	}

	/**
	 * Check the extension that the server agreed to. This client always uses a window of
	 * 15 bits.
	 * @param agreed the extension
	 * @param offers the offers of the client
	 */
	private static void expectValid(String agreed, String offers) {
		Matcher bits = BITS.matcher(agreed);
		while (bits.find()) {
			assertThat(offers).contains(bits.group(1) + "_max_window_bits");
			if ("client".equals(bits.group(1))) {
				assertThat(bits.group(2)).isEqualTo("15");
			}
		}
		if (!offers.contains(",") && offers.contains("server_no_context_takeover")) {
			assertThat(agreed).contains("server_no_context_takeover");
		}
	}

	private static Frame[] fragments(Frame message, int count) {
		byte[] payload = message.payload();
		List<Frame> frames = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			byte[] part = Arrays.copyOfRange(payload, payload.length * i / count, payload.length * (i + 1) / count);
			frames.add(new Frame(i == count - 1, (i == 0) ? message.rsv() : 0,
					(i == 0) ? message.opcode() : Frame.CONTINUATION, true, part));
		}
		return frames.toArray(Frame[]::new);
	}

	private static byte[] bytes(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	private DeflateClient open() throws IOException {
		return DeflateClient.open(this.server, "/ws/echo");
	}

	/**
	 * Skip the rest of the test unless the engine is the direct one, because the
	 * containers behave differently.
	 * @param reason the behaviour of the containers
	 */
	private void assumeDirect(String reason) {
		Assumptions.assumeTrue(this.server.isDirect(), reason);
	}

	private void expectClosed(String id, int code) {
		assertThat(closeCode(id)).isEqualTo(code);
	}

	private int closeCode(String id) {
		return this.server.bean(EchoEndpoint.class).await(id).getCode();
	}

}
