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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that are slow, broken or malicious. No client costs the server more
 * than its limits allow, and none disturbs another client.
 *
 * @author The ws-starter authors
 */
class BadPeerWireTests extends AbstractEngineTests {

	/**
	 * The time that a client has to answer a close frame.
	 */
	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private static final long SMALL = 4 << 20;

	private final AtomicInteger keys = new AtomicInteger();

	BadPeerWireTests() {
		super(List.of(EchoEndpoint.class, RecordingEndpoint.class), "ws.send.time-limit=2s", "ws.buffer.send=256KB",
				"logging.level.io.github.wsstarter=error", "logging.level.org.apache=off");
	}

	@Test
	void everySplitIntoTwoReadsHasTheSameOutcome() throws IOException {
		byte[] stream = stream(5);
		List<String> messages = play(List.of(stream));
		assertThat(messages).hasSize(4);
		for (int i = 1; i < stream.length; i++) {
			assertThat(play(List.of(Arrays.copyOf(stream, i), Arrays.copyOfRange(stream, i, stream.length))))
				.as("Split at %d", i)
				.isEqualTo(messages);
		}
	}

	@Test
	void anySplitIntoReadsHasTheSameOutcome() throws IOException {
		byte[] small = stream(5);
		byte[] large = stream(65_536);
		List<String> messages = play(List.of(small));
		assertThat(play(split(small, 1, new Random(0)))).isEqualTo(messages);
		for (int seed = 0; seed < 50; seed++) {
			assertThat(play(split(small, 30, new Random(seed)))).as("Seed %d", seed).isEqualTo(messages);
		}
		List<String> largeMessages = play(List.of(large));
		assertThat(largeMessages.get(3)).hasSizeGreaterThan(2 * 65_536);
		for (int seed = 0; seed < 20; seed++) {
			assertThat(play(split(large, 400, new Random(seed)))).as("Seed %d", seed).isEqualTo(largeMessages);
		}
	}

	@Test
	void messagesBeforeTheEndOfTheConnectionAreHandled() throws IOException {
		String key = Integer.toString(this.keys.incrementAndGet());
		try (RawClient client = this.server.open("/ws/record?key=" + key)) {
			ByteArrayOutputStream burst = new ByteArrayOutputStream();
			for (int i = 0; i < 1000; i++) {
				burst.writeBytes(Frame.text("" + i).encode());
			}
			client.write(burst.toByteArray());
			client.shutdownOutput();
			RecordingEndpoint.Recording recording = this.server.bean(RecordingEndpoint.class).take(key);
			assertThat(recording.messages()).hasSize(1000);
			assertThat(recording.closeCode()).isEqualTo(1006);
		}
	}

	@Test
	void readerOfOneByteAtATimeGetsAll() throws IOException {
		byte[] data = new byte[200_000];
		new Random(1).nextBytes(data);
		try (RawClient client = RawClient.connectSlowly(this.server.port())) {
			client.open(this.server.upgrade("/ws/echo"));
			WsSession session = this.server.sessions().find(client.ask("id")).orElseThrow();
			session.send(data);
			session.send("after");
			assertThat(client.readBinary()).isEqualTo(data);
			assertThat(client.readText()).isEqualTo("after");
			client.closeNormally();
		}
	}

	@Test
	void clientThatDoesNotReadItsRepliesIsNotReadFromAndThenClosed() throws IOException {
		try (RawClient client = openNarrow(); RawClient other = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			byte[] frame = Frame.binary(new byte[10_000]).encode();
			long before = Allocations.liveHeap();
			CompletableFuture<Void> flood = flood(client, frame, 10_000);
			while (this.server.sessions().find(id).filter(WsSession::isOpen).isPresent()) {
				assertThat(other.ask("hello")).isEqualTo("hello");
				pause();
			}
			assertThat(Allocations.liveHeap() - before).isLessThan(SMALL);
			expectClosed(id, 1013);
			TestServer.await().until(flood::isDone);
			other.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 9, 13, 20 })
	void resetWithinFrameEndsTheSession(int length) throws IOException {
		RawClient client = this.server.open("/ws/echo");
		String id = client.ask("id");
		client.write(Arrays.copyOf(Frame.binary(new byte[65_536]).encode(), length));
		client.reset();
		expectClosed(id, 1006);
		expectConnections(0);
	}

	/**
	 * The topmost bit of the length must be zero. The remaining bits exceed the limit for
	 * messages.
	 * @param length the length that the frame announces
	 * @throws IOException if the connection fails
	 */
	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, Long.MAX_VALUE, -1, 1L << 32, 1L << 31 })
	void hugeLengthCostsNothing(long length) throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			Allocations allocations = new Allocations();
			client.write(Frame.binary().header(length), new byte[80_000]);
			client.shutdownOutput();
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isIn(1002, 1009);
			assertThat(allocations.bytes()).isLessThan(SMALL);
		}
		expectConnections(0);
	}

	@Test
	void endAtOnceAfterAnErrorEndsTheConnection() throws IOException {
		for (int i = 0; i < 50; i++) {
			try (RawClient client = this.server.open("/ws/echo")) {
				client.send(Frame.text("x").unmasked());
				client.shutdownOutput();
				client.expectEnd();
			}
		}
		expectConnections(0);
	}

	@Test
	void dataAfterTheCloseFrameIsNotHandled() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			client.send(Frame.close(1000, ""));
			flood(client, Frame.text("x".repeat(60_000)).encode(), 500).join();
			client.expectEnd();
			expectClosed(id, 1000);
		}
		expectConnections(0);
	}

	/**
	 * Tomcat waits longer than the direct engine does.
	 * @throws IOException if the connection fails
	 */
	@Test
	void clientThatDoesNotAnswerCloseIsDropped() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			long start = System.nanoTime();
			this.server.sessions().find(id).orElseThrow().close();
			client.expectCloseFrame(1000);
			expectClosed(id, 1000);
			this.server.awaitNoSession();
			if (this.container != Container.TOMCAT_CONTAINER) {
				client.expectEnd();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSE_TIMEOUT.plusSeconds(2));
			}
		}
		expectConnections(0);
	}

	@Test
	void clientThatGoesOnAfterTheServersCloseIsDropped() throws IOException {
		Assumptions.assumeTrue(this.server.isDirect(), "Tomcat waits longer, and Jetty as long as anything comes");
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			long start = System.nanoTime();
			this.server.sessions().find(id).orElseThrow().close();
			client.expectCloseFrame(1000);
			byte[] frame = Frame.text("x".repeat(1000)).encode();
			CompletableFuture<Void> flood = flood(client, frame, Integer.MAX_VALUE, BadPeerWireTests::pause);
			TestServer.await().atMost(CLOSE_TIMEOUT.plusSeconds(5)).until(flood::isDone);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CLOSE_TIMEOUT.plusSeconds(2));
			expectClosed(id, 1000);
		}
		expectConnections(0);
	}

	/**
	 * Only the latest of several pings must be answered.
	 * @throws IOException if the connection fails
	 */
	@Test
	void floodOfPingsIsAnswered() throws IOException {
		int count = 50_000;
		try (RawClient client = this.server.open("/ws/echo")) {
			CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> sendPings(client, count));
			int last = -1;
			while (last < count - 1) {
				int number = Integer.parseInt(client.read(Frame.PONG).text());
				assertThat(number).isGreaterThan(last);
				last = number;
			}
			flood.join();
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
	}

	@Test
	void floodOfPingsFromClientThatDoesNotReadCostsLittle() throws IOException {
		try (RawClient client = openNarrow(); RawClient other = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			long before = Allocations.liveHeap();
			int count = 200;
			byte[] pings = new byte[Frame.ping("x".repeat(125)).encode().length * 1000];
			for (int i = 0; i < 1000; i++) {
				byte[] ping = Frame.ping("x".repeat(125)).encode();
				System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
			}
			AtomicInteger sent = new AtomicInteger();
			CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> {
				try {
					for (int i = 0; i < count; i++) {
						client.write(pings);
						sent.incrementAndGet();
					}
				}
				catch (IOException ex) {
					// The server may end the connection
				}
			});
			int seen = -1;
			while (!flood.isDone() && sent.get() > seen) {
				seen = sent.get();
				for (int i = 0; i < 2000; i++) {
					assertThat(other.ask("hello")).isEqualTo("hello");
				}
			}
			assertThat(Allocations.liveHeap() - before).isLessThan(SMALL);
			client.reset();
			TestServer.await().until(flood::isDone);
			expectClosed(id, 1006);
			other.closeNormally();
		}
	}

	@Test
	void manyTinyFragmentsAreOneMessage() throws IOException {
		String text = "\u20ac".repeat(20_000);
		try (RawClient client = this.server.open("/ws/echo")) {
			client.write(fragments(text.getBytes(StandardCharsets.UTF_8), 1));
			assertThat(client.readText()).isEqualTo(text);
			client.closeNormally();
		}
	}

	@Test
	void emptyFragmentsCostNothing() throws IOException {
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		frames.writeBytes(Frame.text("a").unfinished().encode());
		byte[] empty = Frame.continuation().unfinished().encode();
		for (int i = 0; i < 10_000; i++) {
			frames.writeBytes(empty);
		}
		try (RawClient client = this.server.open("/ws/echo")) {
			long before = Allocations.liveHeap();
			for (int i = 0; i < 20; i++) {
				client.write((i == 0) ? frames.toByteArray() : Arrays.copyOfRange(frames.toByteArray(),
						frames.size() - empty.length * 10_000, frames.size()));
			}
			client.send(Frame.ping("p"));
			assertThat(client.read(Frame.PONG).text()).isEqualTo("p");
			assertThat(Allocations.liveHeap() - before).isLessThan(SMALL);
			client.send(Frame.continuation((byte) 'b'));
			assertThat(client.readText()).isEqualTo("ab");
			client.closeNormally();
		}
	}

	private static void sendPings(RawClient client, int count) {
		try {
			for (int i = 0; i < count; i++) {
				client.send(Frame.ping("" + i));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send the same bytes again and again, until all are sent or the server closes the
	 * connection.
	 */
	private static CompletableFuture<Void> flood(RawClient client, byte[] bytes, int count) {
		return flood(client, bytes, count, () -> {
		});
	}

	private static CompletableFuture<Void> flood(RawClient client, byte[] bytes, int count, Runnable pause) {
		return CompletableFuture.runAsync(() -> {
			try {
				for (int i = 0; i < count; i++) {
					client.write(bytes);
					pause.run();
				}
			}
			catch (IOException ex) {
				// The server has closed the connection
			}
		});
	}

	/**
	 * Yield the processor to other threads for a moment.
	 */
	private static void pause() {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
	}

	/**
	 * Return a stream of frames that contains each kind of frame.
	 * @param large the size of the largest message
	 */
	private static byte[] stream(int large) {
		ByteArrayOutputStream stream = new ByteArrayOutputStream();
		byte[] text = "h\u00e9l\u20aco \ud83d\ude00".getBytes(StandardCharsets.UTF_8);
		stream.writeBytes(Frame.of(Frame.TEXT, Arrays.copyOf(text, 2)).unfinished().encode());
		stream.writeBytes(Frame.ping("ping").encode());
		stream.writeBytes(Frame.continuation(Arrays.copyOfRange(text, 2, 5)).unfinished().encode());
		stream.writeBytes(Frame.of(Frame.PONG, (byte) 1).encode());
		stream.writeBytes(Frame.continuation(Arrays.copyOfRange(text, 5, text.length)).encode());
		stream.writeBytes(Frame.binary(new byte[130]).encode());
		stream.writeBytes(Frame.binary(new byte[large]).encode());
		stream.writeBytes(Frame.close(1000, "bye").encode());
		return stream.toByteArray();
	}

	private static List<byte[]> split(byte[] bytes, int largest, Random random) {
		List<byte[]> parts = new ArrayList<>();
		for (int start = 0; start < bytes.length;) {
			int end = Math.min(bytes.length, start + 1 + random.nextInt(largest));
			parts.add(Arrays.copyOfRange(bytes, start, end));
			start = end;
		}
		return parts;
	}

	private static byte[] fragments(byte[] payload, int size) {
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		for (int start = 0; start < payload.length; start += size) {
			int end = Math.min(payload.length, start + size);
			frames.writeBytes(new Frame(end == payload.length, 0, (start == 0) ? Frame.TEXT : Frame.CONTINUATION, true,
					Arrays.copyOfRange(payload, start, end))
				.encode());
		}
		return frames.toByteArray();
	}

	private List<String> play(List<byte[]> parts) throws IOException {
		String key = Integer.toString(this.keys.incrementAndGet());
		try (RawClient client = this.server.open("/ws/record?key=" + key)) {
			for (byte[] part : parts) {
				client.write(part);
			}
			assertThat(client.read(Frame.PONG).text()).isEqualTo("ping");
			assertThat(client.read(Frame.CLOSE).closeCode()).isEqualTo(1000);
			client.expectEnd();
		}
		RecordingEndpoint.Recording recording = this.server.bean(RecordingEndpoint.class).take(key);
		assertThat(recording.closeCode()).isEqualTo(1000);
		return recording.messages();
	}

	private RawClient openNarrow() throws IOException {
		RawClient client = RawClient
			.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.port()), 4096);
		client.open(this.server.upgrade("/ws/echo"));
		return client;
	}

	private void expectClosed(String id, int code) {
		assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(code);
	}

	/**
	 * Expect that the server soon has no more than the given number of connections, and
	 * has therefore released those whose clients have left.
	 * @param count the number of connections
	 */
	private void expectConnections(int count) {
		TestServer.await()
			.atMost(Duration.ofSeconds(8))
			.untilAsserted(() -> assertThat(this.server.connections()).isEqualTo(count));
	}

}
