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
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code ws.buffer.text} and {@code ws.buffer.binary} over a connection.
 *
 * @author The ws-starter authors
 */
class MessageLimitWireTests extends AbstractEngineTests {

	private static final int TEXT_LIMIT = 20_000;

	private static final int BINARY_LIMIT = 30_000;

	MessageLimitWireTests() {
		super(List.of(EchoEndpoint.class, LargeEndpoint.class), "ws.buffer.text=" + TEXT_LIMIT + "B",
				"ws.buffer.binary=" + BINARY_LIMIT + "B", "ws.endpoints.large.buffer.text=4MB", "ws.buffer.send=8MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00e9", "\u20ac!", "\ud83d\ude00" })
	void textOfExactlyTheLimitIsEchoed(String unit) throws IOException {
		String text = textOf(unit, TEXT_LIMIT);
		try (RawClient client = this.server.open("/ws/echo")) {
			assertThat(client.ask(text)).isEqualTo(text);
			client.send(fragments(Frame.text(text), 7));
			assertThat(client.readText()).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "\u00e9", "\u20ac!", "\ud83d\ude00" })
	void textOneByteOverTheLimitCloses1009(String unit) throws IOException {
		expectTooBig(Frame.text(textOf(unit, TEXT_LIMIT) + "x"));
		expectTooBig(fragments(Frame.text(textOf(unit, TEXT_LIMIT) + "x"), 7));
	}

	@Test
	void binaryOfExactlyTheLimitIsEchoed() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			client.send(Frame.binary(new byte[BINARY_LIMIT]));
			assertThat(client.read(Frame.BINARY).payload()).hasSize(BINARY_LIMIT);
			client.send(fragments(Frame.binary(new byte[BINARY_LIMIT]), 11));
			assertThat(client.read(Frame.BINARY).payload()).hasSize(BINARY_LIMIT);
		}
	}

	@Test
	void binaryOneByteOverTheLimitCloses1009() throws IOException {
		expectTooBig(Frame.binary(new byte[BINARY_LIMIT + 1]));
		expectTooBig(fragments(Frame.binary(new byte[BINARY_LIMIT + 1]), 11));
	}

	@Test
	void endlessFragmentsClose1009() throws IOException {
		Frame[] frames = fragments(Frame.binary(new byte[BINARY_LIMIT + 1]), 50);
		frames[frames.length - 1] = frames[frames.length - 1].unfinished();
		expectTooBig(frames);
	}

	@Test
	void hugeAnnouncedLengthCloses1009() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String sessionId = client.ask("id");
			client.write(Frame.binary().header(Long.MAX_VALUE), new byte[4]);
			try {
				client.write(new byte[BINARY_LIMIT + 8192]);
			}
			catch (SocketException ex) {
				// The announced length alone exceeded the limit
			}
			client.expectCloseFrame(1009);
			assertThat(this.server.bean(EchoEndpoint.class).await(sessionId).getCode()).isEqualTo(1009);
		}
	}

	@Test
	void endpointMayHaveAHigherLimit() throws IOException {
		String text = "x".repeat(4 << 20);
		try (RawClient client = this.server.open("/ws/large")) {
			assertThat(client.ask(text)).isEqualTo(Integer.toString(text.length()));
		}
	}

	private void expectTooBig(Frame... frames) throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String sessionId = client.ask("id");
			client.send(frames);
			client.expectClose(1009);
			assertThat(this.server.bean(EchoEndpoint.class).await(sessionId).getCode()).isEqualTo(1009);
		}
	}

	private static String textOf(String unit, int bytes) {
		return unit.repeat(bytes / Frame.text(unit).payload().length);
	}

	/**
	 * Split a message into fragments, without regard to the borders of characters.
	 * @param message the message
	 * @param count the number of fragments
	 * @return the fragments
	 */
	private static Frame[] fragments(Frame message, int count) {
		byte[] payload = message.payload();
		Frame[] frames = new Frame[count];
		for (int i = 0; i < count; i++) {
			byte[] part = Arrays.copyOfRange(payload, (int) ((long) payload.length * i / count),
					(int) ((long) payload.length * (i + 1) / count));
			frames[i] = new Frame(i == count - 1, 0, (i == 0) ? message.opcode() : Frame.CONTINUATION, true, part);
		}
		return frames;
	}

	@WsEndpoint(path = "/ws/large", name = "large")
	static class LargeEndpoint {

		@OnMessage
		String length(String message) {
			return Integer.toString(message.length());
		}

	}

}
