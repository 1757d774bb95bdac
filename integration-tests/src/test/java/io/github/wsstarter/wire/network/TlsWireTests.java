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

package io.github.wsstarter.wire.network;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.StringUtils;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sessions on TLS connections, with clients that keep to the protocol and
 * clients that do not.
 *
 * @author The ws-starter authors
 */
class TlsWireTests extends AbstractEngineTests {

	private static final TestKeyStore KEY_STORE = TestKeyStore.create();

	private static final int MANY = 20_000;

	TlsWireTests() {
		super(List.of(EchoEndpoint.class),
				StringUtils.concatenateStringArrays(KEY_STORE.properties(),
						new String[] { "ws.buffer.text=2MB", "ws.buffer.binary=2MB", "ws.buffer.send=4MB",
								"ws.send.time-limit=1s", "logging.level.io.github.wsstarter=error",
								"logging.level.org.apache=off" }));
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void messagesOfAnySizeAreEchoed(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			assertThat(client.ask("gr\u00fc\u00df dich \ud83d\ude00")).isEqualTo("gr\u00fc\u00df dich \ud83d\ude00");
			for (int size : new int[] { 0, 1, 125, 126, 16_383, 16_384, 16_385, 65_535, 65_536, 1 << 20 }) {
				byte[] payload = new byte[size];
				new Random(size).nextBytes(payload);
				client.sendBinary(payload);
				assertThat(client.readBinary()).isEqualTo(payload);
				String text = "\u20ac".repeat(size / 3);
				assertThat(client.ask(text)).isEqualTo(text);
			}
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void pipelinedMessagesAreAnsweredInOrder(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendMany(client));
			for (int i = 0; i < MANY; i++) {
				assertThat(client.readText()).isEqualTo("message " + i);
			}
			sent.join();
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void burstInOneRecordIsAnsweredInOrder(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			byte[] frame = Frame.text("x".repeat(20)).encode();
			byte[] burst = new byte[frame.length * 500];
			for (int i = 0; i < 500; i++) {
				System.arraycopy(frame, 0, burst, i * frame.length, frame.length);
			}
			client.write(burst);
			for (int i = 0; i < 500; i++) {
				assertThat(client.readText()).hasSize(20);
			}
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void frameInManyRecordsIsEchoed(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			for (byte part : Frame.text("h\u00e9llo").encode()) {
				client.write(new byte[] { part });
			}
			assertThat(client.readText()).isEqualTo("h\u00e9llo");
			client.send(Frame.text("a").unfinished(), Frame.ping("p"), Frame.continuation((byte) 'b').unfinished(),
					Frame.continuation((byte) 'c'));
			assertThat(client.read(Frame.PONG).text()).isEqualTo("p");
			assertThat(client.readText()).isEqualTo("abc");
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void protocolErrorIsReportedAndTheConnectionEnds(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			String id = client.ask("id");
			client.send(Frame.text("x").unmasked());
			client.expectClose(1002);
			expectClosed(id, 1002);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void serverClosesAndTheConnectionEnds(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			String id = client.ask("id");
			session(id).close();
			client.expectClose(1000);
			expectClosed(id, 1000);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void stalledClientDisturbsNoOtherAndIsClosed(String protocol) throws IOException {
		try (RawClient stalled = open(protocol, 4096); RawClient other = open(protocol)) {
			String id = stalled.ask("id");
			WsSession session = session(id);
			for (int i = 0; i < 30; i++) {
				session.send(new byte[100_000]);
			}
			for (int i = 0; i < 100; i++) {
				assertThat(other.ask("hello")).isEqualTo("hello");
			}
			expectClosed(id, 1013);
			assertThat(other.ask("still here")).isEqualTo("still here");
			other.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void slowReaderGetsAll(String protocol) throws IOException {
		try (RawClient client = open(protocol, 4096)) {
			WsSession session = session(client.ask("id"));
			byte[] data = new byte[1 << 20];
			new Random(1).nextBytes(data);
			session.send(data);
			session.send("after");
			assertThat(client.readBinary()).isEqualTo(data);
			assertThat(client.readText()).isEqualTo("after");
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void closeNotifyWithinFrameEndsTheSession(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			String id = client.ask("id");
			client.write(Frame.text("x").header(100), new byte[20]);
			client.shutdownOutput();
			expectClosed(id, 1006);
			client.expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void closeNotifyBetweenFramesEndsTheSession(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			String id = client.ask("id");
			client.shutdownOutput();
			expectClosed(id, 1006);
			client.expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void endWithoutCloseNotifyEndsTheSession(String protocol) throws IOException {
		try (RawClient client = open(protocol)) {
			String id = client.ask("id");
			client.write(Frame.text("x").header(100), new byte[20]);
			client.shutdownConnection();
			expectClosed(id, 1006);
			client.expectEnd();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void resetWithinFrameEndsTheSession(String protocol) throws IOException {
		RawClient client = open(protocol);
		String id = client.ask("id");
		client.write(Frame.text("x").header(100), new byte[20]);
		client.reset();
		expectClosed(id, 1006);
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void partOfRecordIsAwaitedAndItsEndEndsTheSession(String protocol) throws IOException {
		try (RawClient client = open(protocol); RawClient other = open(protocol)) {
			String id = client.ask("id");
			client.writeBelowTls((byte) 23, (byte) 3, (byte) 3, (byte) 1, (byte) 0, (byte) 7);
			for (int i = 0; i < 100; i++) {
				assertThat(other.ask("hello")).isEqualTo("hello");
			}
			assertThat(session(id).isOpen()).isTrue();
			client.shutdownConnection();
			expectClosed(id, 1006);
			other.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void garbageInsteadOfRecordEndsTheSession(String protocol) throws IOException {
		try (RawClient client = open(protocol); RawClient other = open(protocol)) {
			String id = client.ask("id");
			byte[] garbage = new byte[300];
			Arrays.fill(garbage, (byte) 0x42);
			client.writeBelowTls(garbage);
			expectClosed(id, 1006);
			client.expectEnd();
			assertThat(other.ask("still here")).isEqualTo("still here");
			other.closeNormally();
		}
	}

	/**
	 * The server may accept or refuse the second handshake. Other clients must not be
	 * affected.
	 * @param protocol the version of TLS
	 * @throws IOException if the connection of another client fails
	 */
	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void handshakeOnOpenConnectionDisturbsNoOther(String protocol) throws IOException {
		try (RawClient other = open(protocol); RawClient client = open(protocol)) {
			String id = client.ask("id");
			client.timeout(Duration.ofSeconds(1));
			boolean answered = handshakeAgain(client);
			for (int i = 0; i < 100; i++) {
				assertThat(other.ask("hello")).isEqualTo("hello");
			}
			Map<Long, Long> before = cpuTimes();
			other.expectNothing(Duration.ofMillis(500));
			cpuTimes().forEach((thread, time) -> assertThat(Duration.ofNanos(time - before.getOrDefault(thread, 0L)))
				.as("Thread %s", thread)
				.isLessThan(Duration.ofMillis(250)));
			if (answered) {
				assertThat(client.ask("again")).isEqualTo("again");
			}
			client.reset();
			expectClosed(id, 1006);
			other.closeNormally();
		}
	}

	private static boolean handshakeAgain(RawClient client) {
		try {
			client.handshakeAgain();
			return client.ask("hello").equals("hello");
		}
		catch (IOException | AssertionError ex) {
			return false;
		}
	}

	private static Map<Long, Long> cpuTimes() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getAllThreadIds())
			.boxed()
			.collect(Collectors.toMap(Function.identity(), threads::getThreadCpuTime));
	}

	private static void sendMany(RawClient client) {
		try {
			for (int i = 0; i < MANY; i++) {
				client.sendText("message " + i);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void expectClosed(String id, int code) {
		assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(code);
	}

	private WsSession session(String id) {
		return this.server.sessions().find(id).orElseThrow();
	}

	private RawClient open(String protocol) throws IOException {
		return open(protocol, 0);
	}

	private RawClient open(String protocol, int receiveBuffer) throws IOException {
		RawClient client = RawClient.connectSecurely(this.server.port(), receiveBuffer, KEY_STORE.clientContext(),
				protocol);
		client.open(this.server.upgrade("/ws/echo"));
		return client;
	}

}
