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

package io.github.wsstarter.direct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.benchmarks.micro.StarterSessions;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;
import io.github.wsstarter.websocket.frame.FrameDecoder;
import io.github.wsstarter.websocket.frame.FrameEncoder;
import io.github.wsstarter.websocket.frame.FrameException;
import io.github.wsstarter.websocket.frame.Opcode;

/**
 * Measures the work of the direct engine between a read and a write, including an
 * annotated {@code String -> String} method: 16 messages of 128 B that were read at once.
 * In this package because the parts of the engine are package-private.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 1)
public class EchoBenchmark implements DirectInbound.Listener {

	private static final int BURST = 16;

	private static final int SIZE = 128;

	private static final byte[] MASK = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private final byte[] burst = burst();

	private final byte[] buffer = new byte[this.burst.length];

	private final CollectingTransport transport = new CollectingTransport();

	private @Nullable StarterSessions sessions;

	private @Nullable InboundTurns turns;

	private @Nullable DirectInbound inbound;

	private @Nullable FrameDecoder decoder;

	/**
	 * Whether the method is called on the thread that reads, like a method of a
	 * non-blocking endpoint, or in a turn.
	 */
	@Param({ "non-blocking", "default" })
	private String endpoint = "";

	private static byte[] burst() {
		byte[] text = "a".repeat(SIZE).getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < SIZE; i++) {
			text[i] ^= MASK[i % MASK.length];
		}
		ByteBuffer frames = ByteBuffer.allocate(BURST * (SIZE + 8));
		for (int i = 0; i < BURST; i++) {
			frames.put((byte) 0x81).put((byte) (0x80 | 126)).putShort((short) SIZE).put(MASK).put(text);
		}
		return Arrays.copyOf(frames.array(), frames.position());
	}

	@Setup
	public void open() {
		this.sessions = new StarterSessions();
		TransportSession session = this.sessions.open("/ws/echo", this.transport);
		InboundTurns turns = new InboundTurns(session, this);
		this.turns = turns;
		DirectInbound inbound = new DirectInbound(session, turns, "non-blocking".equals(this.endpoint), this);
		this.inbound = inbound;
		this.decoder = new FrameDecoder(inbound, 64 * 1024, 64 * 1024, null);
	}

	/**
	 * Answer a burst of messages.
	 * @return the number of bytes that left
	 * @throws FrameException never
	 */
	@Benchmark
	@OperationsPerInvocation(BURST)
	public int echo() throws FrameException {
		FrameDecoder decoder = this.decoder;
		DirectInbound inbound = this.inbound;
		if (decoder == null || inbound == null) {
			throw new IllegalStateException("there is no session");
		}
		System.arraycopy(this.burst, 0, this.buffer, 0, this.burst.length);
		decoder.decode(this.buffer, 0, this.burst.length);
		inbound.endBurst();
		int written = this.transport.reset();
		if (written != BURST * (SIZE + 4)) {
			throw new IllegalStateException("%d bytes were answered".formatted(written));
		}
		return written;
	}

	@Override
	public void onPing(ByteBuffer payload) {
	}

	@Override
	public void onClose(CloseStatus status) {
	}

	@Override
	public void onHandling(boolean handling) {
	}

	@Override
	public void onMessagesWaiting() {
		InboundTurns turns = this.turns;
		if (turns != null) {
			turns.turn();
		}
	}

	@Override
	public void onRelief() {
	}

	@Override
	public void onTurnFailed() {
		throw new IllegalStateException("No failure is expected");
	}

	@TearDown
	public void stop() {
		if (this.sessions != null) {
			this.sessions.close();
		}
	}

	/**
	 * Collects encoded messages like the transport of the engine.
	 */
	private static final class CollectingTransport implements Transport {

		private final Scratch scratch = new Scratch();

		@Override
		public int idleSize() {
			return 0;
		}

		@Override
		public String name() {
			return "none";
		}

		@Override
		public int append(String text) {
			ByteBuffer buffer = this.scratch.buffer();
			int start = buffer.position();
			return this.scratch.encoder().text(text, buffer) ? buffer.position() - start : 0;
		}

		@Override
		public void write(OutboundSource source, boolean mayBlock) {
			ByteBuffer buffer = this.scratch.buffer();
			do {
				OutboundMessage message = source.poll();
				while (message != null) {
					FrameEncoder.header(buffer, Opcode.TEXT, false, message.size());
					buffer.put(buffer.position(), message.bytes(), 0, message.size());
					buffer.position(buffer.position() + message.size());
					message = source.poll();
				}
			}
			while (source.written());
		}

		int reset() {
			int written = this.scratch.buffer().position();
			this.scratch.buffer().clear();
			return written;
		}

		@Override
		public void ping(ByteBuffer payload) {
		}

		@Override
		public void close(CloseStatus status) {
		}

	}

}
