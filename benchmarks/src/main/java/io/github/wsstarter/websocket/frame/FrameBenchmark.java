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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.web.socket.CloseStatus;

/**
 * Measures the encoding and decoding of frames. In this package because masking and
 * validation are package-private.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {

	private static final int LARGEST_MESSAGE = 64 * 1024;

	private static final byte[] MASK = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private final LastText texts = new LastText();

	private final FrameDecoder decoder = new FrameDecoder(this.texts, LARGEST_MESSAGE, LARGEST_MESSAGE, null);

	private final FrameEncoder encoder = new FrameEncoder();

	private final ByteBuffer target = ByteBuffer.allocateDirect(LARGEST_MESSAGE);

	private String text = "";

	private byte[] payload = {};

	private byte[] frame = {};

	private byte[] scratch = {};

	/**
	 * The size of messages, in bytes.
	 */
	@Param({ "128", "16384" })
	private int size;

	/**
	 * The characters of messages: {@code ascii}, or {@code mixed} with characters of two
	 * and three bytes.
	 */
	@Param({ "ascii", "mixed" })
	private String characters = "";

	@Setup
	public void prepare() {
		String unit = (this.characters.equals("ascii")) ? "Hello, Earth 2!!" : "Gr\u00FC\u00DFe \u20AC 12,5";
		int units = this.size / unit.getBytes(StandardCharsets.UTF_8).length;
		this.text = unit.repeat(units);
		this.payload = this.text.getBytes(StandardCharsets.UTF_8);
		ByteBuffer masked = ByteBuffer.allocate(this.payload.length + FrameEncoder.MAX_HEADER + MASK.length);
		FrameEncoder.header(masked, Opcode.TEXT, false, this.payload.length);
		masked.put(1, (byte) (masked.get(1) | 0x80)).put(MASK);
		for (int i = 0; i < this.payload.length; i++) {
			masked.put((byte) (this.payload[i] ^ MASK[i & 3]));
		}
		this.frame = Arrays.copyOf(masked.array(), masked.position());
		this.scratch = this.frame.clone();
	}

	/**
	 * Copy a frame into the buffer of a reader. All benchmarks of decoding include this
	 * copy.
	 * @return the buffer
	 */
	@Benchmark
	public byte[] copy() {
		System.arraycopy(this.frame, 0, this.scratch, 0, this.frame.length);
		return this.scratch;
	}

	@Benchmark
	public String decode() throws FrameException {
		System.arraycopy(this.frame, 0, this.scratch, 0, this.frame.length);
		this.decoder.decode(this.scratch, 0, this.scratch.length);
		return this.texts.last;
	}

	/**
	 * Encode text to a frame in the buffer of a writer.
	 * @return the buffer
	 */
	@Benchmark
	public ByteBuffer encode() {
		this.target.clear();
		if (!this.encoder.text(this.text, this.target)) {
			throw new IllegalStateException("the text does not fit");
		}
		return this.target;
	}

	/**
	 * Decode a frame and encode its text, as an echo does.
	 * @return the buffer of the writer
	 * @throws FrameException if the frame is wrong
	 */
	@Benchmark
	public ByteBuffer echo() throws FrameException {
		System.arraycopy(this.frame, 0, this.scratch, 0, this.frame.length);
		this.decoder.decode(this.scratch, 0, this.scratch.length);
		this.target.clear();
		this.encoder.text(this.texts.last, this.target);
		return this.target;
	}

	/**
	 * Put an encoded message into the buffer of a writer.
	 * @return the buffer
	 */
	@Benchmark
	public ByteBuffer encodeShared() {
		this.target.clear();
		FrameEncoder.header(this.target, Opcode.TEXT, false, this.payload.length);
		return this.target.put(this.payload);
	}

	/**
	 * Unmask in place.
	 * @return whether the bytes are ASCII
	 */
	@Benchmark
	public boolean unmask() {
		return Mask.remove(this.scratch, 0, this.scratch.length, 0x3D21FA37);
	}

	@Benchmark
	public long validate() {
		return Utf8Validator.validate(Utf8Validator.COMPLETE, this.payload, 0, this.payload.length);
	}

	private static final class LastText implements FrameListener {

		private String last = "";

		@Override
		public void onText(String text) {
			this.last = text;
		}

		@Override
		public void onBinary(ByteBuffer bytes) {
			throw new IllegalStateException("a binary message arrived");
		}

		@Override
		public void onPing(ByteBuffer payload) {
			throw new IllegalStateException("a ping arrived");
		}

		@Override
		public void onPong(ByteBuffer payload) {
			throw new IllegalStateException("a pong arrived");
		}

		@Override
		public void onClose(CloseStatus status) {
			throw new IllegalStateException("a close frame arrived");
		}

	}

}
