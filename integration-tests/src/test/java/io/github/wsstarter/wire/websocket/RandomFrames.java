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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.github.wsstarter.test.raw.Frame;

/**
 * Generates streams of frames and damaged streams. The same seed generates the same
 * streams.
 *
 * @author The ws-starter authors
 */
final class RandomFrames {

	private static final String[] CHARACTERS = { "a", "\u00e9", "\u20ac", "\ud83d\ude00", "\u0000", "\uffff" };

	private static final int[] SIZES = { 0, 1, 2, 7, 125, 126, 127, 500 };

	private static final int[] CLOSE_CODES = { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 4999, 0, 999,
			1004, 1005, 1006, 1012, 1013, 1014, 1015, 1016, 2999, 5000, 65535 };

	private final Random random;

	private final int limit;

	/**
	 * Create a generator.
	 * @param seed the seed
	 * @param limit the maximum number of bytes of a message that the receiver accepts,
	 * which only a few messages exceed
	 */
	RandomFrames(long seed, int limit) {
		this.random = new Random(seed);
		this.limit = limit;
	}

	/**
	 * Generate the bytes that follow a handshake.
	 * @return the bytes
	 */
	byte[] stream() {
		List<Frame> frames = new ArrayList<>();
		int messages = this.random.nextInt(6);
		for (int i = 0; i < messages; i++) {
			addMessage(frames);
		}
		if (this.random.nextInt(3) == 0) {
			frames.add(close());
			addMessage(frames);
		}
		if (this.random.nextInt(2) == 0 && !frames.isEmpty()) {
			change(frames);
		}
		byte[] bytes = encode(frames);
		return (this.random.nextInt(3) == 0) ? damage(bytes) : bytes;
	}

	/**
	 * Split bytes into parts, none of which is empty.
	 * @param bytes the bytes
	 * @return the parts
	 */
	List<byte[]> split(byte[] bytes) {
		int largest = switch (this.random.nextInt(3)) {
			case 0 -> bytes.length;
			case 1 -> 200;
			default -> 10;
		};
		List<byte[]> parts = new ArrayList<>();
		for (int start = 0; start < bytes.length;) {
			int end = (parts.size() < 50) ? Math.min(bytes.length, start + 1 + this.random.nextInt(largest))
					: bytes.length;
			parts.add(Arrays.copyOfRange(bytes, start, end));
			start = end;
		}
		return parts;
	}

	private void addMessage(List<Frame> frames) {
		boolean text = this.random.nextBoolean();
		byte[] payload = (text) ? text() : bytes(size());
		int fragments = (this.random.nextInt(3) == 0) ? 1 + this.random.nextInt(5) : 1;
		for (int i = 0; i < fragments; i++) {
			byte[] part = Arrays.copyOfRange(payload, payload.length * i / fragments,
					payload.length * (i + 1) / fragments);
			int opcode = (text) ? Frame.TEXT : Frame.BINARY;
			frames.add(new Frame(i == fragments - 1, 0, (i == 0) ? opcode : Frame.CONTINUATION, true, part));
			if (this.random.nextInt(4) == 0) {
				frames.add(Frame.of((this.random.nextBoolean()) ? Frame.PING : Frame.PONG, bytes(size() % 126)));
			}
		}
	}

	private int size() {
		return switch (this.random.nextInt(20)) {
			case 0 -> this.limit - 1 + this.random.nextInt(3);
			case 1 -> this.random.nextInt(this.limit * 2);
			default -> SIZES[this.random.nextInt(SIZES.length)];
		};
	}

	private byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] text() {
		int size = size();
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		while (text.size() < size) {
			text.writeBytes(CHARACTERS[this.random.nextInt(CHARACTERS.length)].getBytes(StandardCharsets.UTF_8));
		}
		return text.toByteArray();
	}

	private Frame close() {
		if (this.random.nextInt(5) == 0) {
			return Frame.of(Frame.CLOSE, bytes(this.random.nextInt(4)));
		}
		return Frame.close(CLOSE_CODES[this.random.nextInt(CLOSE_CODES.length)],
				"\u20ac".repeat(this.random.nextInt(43)));
	}

	private void change(List<Frame> frames) {
		int index = this.random.nextInt(frames.size());
		Frame frame = frames.get(index);
		switch (this.random.nextInt(8)) {
			case 0 -> frames.set(index, frame.withRsv(1 + this.random.nextInt(7)));
			case 1 -> frames.set(index, frame.unmasked());
			case 2 -> frames.set(index, new Frame(!frame.fin(), 0, frame.opcode(), true, frame.payload()));
			case 3 -> frames.set(index, new Frame(frame.fin(), 0, this.random.nextInt(16), true, frame.payload()));
			case 4 -> frames.add(index, frame);
			case 5 -> frames.remove(index);
			case 6 -> Collections.swap(frames, index, this.random.nextInt(frames.size()));
			default -> {
				byte[] payload = frame.payload().clone();
				if (payload.length > 0) {
					payload[this.random.nextInt(payload.length)] = (byte) this.random.nextInt();
				}
				frames.set(index, new Frame(frame.fin(), 0, frame.opcode(), true, payload));
			}
		}
	}

	private byte[] encode(List<Frame> frames) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (Frame frame : frames) {
			out.writeBytes(frame.header(frame.payload().length));
			byte[] payload = frame.payload().clone();
			if (frame.masked()) {
				byte[] key = (this.random.nextInt(10) == 0) ? new byte[4] : bytes(4);
				out.writeBytes(key);
				Frame.mask(payload, key);
			}
			out.writeBytes(payload);
		}
		return out.toByteArray();
	}

	private byte[] damage(byte[] bytes) {
		if (bytes.length == 0) {
			return bytes(1 + this.random.nextInt(20));
		}
		int index = this.random.nextInt(bytes.length);
		int end = Math.min(bytes.length, index + 1 + this.random.nextInt(5));
		return switch (this.random.nextInt(5)) {
			case 0 -> {
				byte[] flipped = bytes.clone();
				flipped[index] ^= (byte) (1 << this.random.nextInt(8));
				yield flipped;
			}
			case 1 -> join(Arrays.copyOf(bytes, index), Arrays.copyOfRange(bytes, end, bytes.length));
			case 2 -> join(Arrays.copyOf(bytes, index), bytes(1 + this.random.nextInt(5)),
					Arrays.copyOfRange(bytes, index, bytes.length));
			case 3 -> Arrays.copyOf(bytes, index);
			default -> join(bytes, bytes(1 + this.random.nextInt(20)));
		};
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

}
