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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A decoder, together with the events and the failure of its input.
 *
 * @author The ws-starter authors
 */
class Decoding {

	private final RecordingListener listener = new RecordingListener();

	private final AtomicInteger decompressors = new AtomicInteger();

	private final AtomicLong inflated = new AtomicLong();

	private final FrameDecoder decoder;

	private @Nullable FrameException failure;

	Decoding(int textLimit, int binaryLimit, boolean compression) {
		this.decoder = new FrameDecoder(this.listener, textLimit, binaryLimit,
				(compression) ? () -> new TestDecompressor(this.decompressors, this.inflated) : null);
	}

	static Decoding plain() {
		return new Decoding(1000, 1000, false);
	}

	static Decoding compressed() {
		return new Decoding(1000, 1000, true);
	}

	FrameDecoder decoder() {
		return this.decoder;
	}

	List<String> events() {
		return this.listener.events();
	}

	/**
	 * Return the number of decompressors that have not been closed.
	 * @return the number
	 */
	int openDecompressors() {
		return this.decompressors.get();
	}

	long inflated() {
		return this.inflated.get();
	}

	@Nullable FrameException failure() {
		return this.failure;
	}

	Decoding read(MaskedFrame... frames) {
		return read(MaskedFrame.encode(frames));
	}

	/**
	 * Decode bytes that lie in the middle of a buffer, which is overwritten afterwards.
	 * @param bytes the bytes
	 * @return this object
	 */
	Decoding read(byte... bytes) {
		byte[] buffer = new byte[bytes.length + 16];
		System.arraycopy(bytes, 0, buffer, 7, bytes.length);
		try {
			this.decoder.decode(buffer, 7, bytes.length);
		}
		catch (FrameException ex) {
			this.failure = ex;
		}
		Arrays.fill(buffer, (byte) '!');
		return this;
	}

	/**
	 * Decode bytes in several reads.
	 * @param bytes the bytes
	 * @param lengths the lengths of the reads, which are repeated
	 * @return this object
	 */
	Decoding readInParts(byte[] bytes, List<Integer> lengths) {
		int position = 0;
		for (int i = 0; position < bytes.length; i++) {
			int length = Math.min(lengths.get(i % lengths.size()), bytes.length - position);
			read(Arrays.copyOfRange(bytes, position, position + length));
			position += length;
		}
		return this;
	}

	/**
	 * Return everything that is visible to the user of the decoder, for comparison.
	 * @return the events and the failure
	 */
	List<String> outcome() {
		List<String> outcome = new ArrayList<>(events());
		FrameException failure = this.failure;
		outcome.add((failure != null) ? failure.status() + " " + failure.property()
				: "partial " + this.decoder.isPartial());
		return outcome;
	}

}
