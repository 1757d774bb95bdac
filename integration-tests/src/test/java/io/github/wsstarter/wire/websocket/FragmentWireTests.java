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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.DeflateClient;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of messages that the server sends in several frames.
 *
 * @author The ws-starter authors
 */
class FragmentWireTests extends AbstractEngineTests {

	private static final int MAX_FRAME = 32 * 1024;

	private static final int GIANT = 8 << 20;

	FragmentWireTests() {
		super(List.of(EchoEndpoint.class), "ws.compression.enabled=true", "ws.buffer.text=8MB", "ws.buffer.binary=8MB",
				"ws.buffer.send=32MB");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 125, 126, 32_763, 32_764, 32_765, 65_535, 65_536, 1_000_000 })
	void messagesOfAnySizeAreEchoed(int size) throws IOException {
		byte[] noise = noise(size);
		String text = "\u20ac".repeat(size / 3);
		try (RawClient client = this.server.open("/ws/echo")) {
			client.sendBinary(noise);
			assertThat(client.readBinary()).isEqualTo(noise);
			client.sendText(text);
			assertThat(client.readText()).isEqualTo(text);
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 32_764, 32_765, 65_536, 1_000_000 })
	void compressedMessagesOfAnySizeAreEchoed(int size) throws IOException {
		byte[] noise = noise(size);
		String text = HexFormat.of().formatHex(noise);
		try (DeflateClient client = DeflateClient.open(this.server, "/ws/echo")) {
			client.raw().send(client.binary(noise));
			assertThat(client.readMessage(Frame.BINARY)).isEqualTo(noise);
			assertThat(client.ask(text)).isEqualTo(text);
			client.raw().closeNormally();
		}
	}

	@Test
	void noFrameOfOurEngineIsLarge() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			client.sendBinary(new byte[GIANT]);
			List<Frame> frames = frames(client);
			assertThat(frames).extracting(Frame::opcode).startsWith(Frame.BINARY);
			assertThat(frames.stream().mapToInt((frame) -> frame.payload().length).sum()).isEqualTo(GIANT);
			if (this.server.isDirect()) {
				assertThat(frames).allMatch((frame) -> frame.payload().length <= MAX_FRAME - 4);
			}
			client.closeNormally();
		}
	}

	@Test
	void onlyTheFirstFrameOfACompressedMessageIsMarked() throws IOException {
		String text = HexFormat.of().formatHex(noise(500_000));
		try (DeflateClient client = DeflateClient.open(this.server, "/ws/echo")) {
			client.sendText(text);
			List<Frame> frames = frames(client.raw());
			assertThat(frames.get(0).rsv()).isEqualTo(DeflateClient.RSV1);
			assertThat(frames).hasSizeGreaterThan(1).last().extracting(Frame::rsv).isEqualTo(0);
			client.raw().closeNormally();
		}
	}

	@Test
	void pongDoesNotWaitForTheEndOfALargeMessage() throws IOException {
		Assumptions.assumeTrue(this.server.isDirect(), "Other engines decide on their own where they fragment");
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.port());
		try (RawClient client = RawClient.connect(address, MAX_FRAME)) {
			client.open(this.server.upgrade("/ws/echo"));
			client.sendBinary(new byte[GIANT]);
			Frame frame = client.read();
			client.send(Frame.ping("now"));
			int before = 0;
			while (frame.opcode() != Frame.PONG) {
				before++;
				assertThat(frame.fin()).isFalse();
				frame = client.read();
			}
			assertThat(frame.text()).isEqualTo("now");
			int after = frames(client).size();
			assertThat((before + after) * (long) MAX_FRAME).isGreaterThan(GIANT);
			client.closeNormally();
		}
	}

	private static byte[] noise(int size) {
		byte[] noise = new byte[size];
		new Random(size).nextBytes(noise);
		return noise;
	}

	private static List<Frame> frames(RawClient client) throws IOException {
		List<Frame> frames = new ArrayList<>();
		Frame frame = null;
		while (frame == null || !frame.fin()) {
			frame = client.read();
			assertThat(frame).isNotNull();
			frames.add(frame);
		}
		return frames;
	}

}
