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

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A decompressor that counts the open decompressors and the decompressed bytes.
 *
 * @author The ws-starter authors
 */
class TestDecompressor implements Decompressor {

	private static final byte[] TAIL = { 0x00, 0x00, (byte) 0xFF, (byte) 0xFF };

	private final Inflater inflater = new Inflater(true);

	private final AtomicInteger open;

	private final AtomicLong inflated;

	TestDecompressor(AtomicInteger open, AtomicLong inflated) {
		this.open = open;
		this.inflated = inflated;
		open.incrementAndGet();
	}

	@Override
	public void input(byte[] buffer, int offset, int length) {
		this.inflater.setInput(buffer, offset, length);
	}

	@Override
	public int heldBytes() {
		return 0;
	}

	@Override
	public void finish() {
		this.inflater.setInput(TAIL);
	}

	@Override
	public int inflate(byte[] target, int offset, int length) throws DataFormatException {
		int count = this.inflater.inflate(target, offset, length);
		this.inflated.addAndGet(count);
		return count;
	}

	@Override
	public void close() {
		this.inflater.end();
		this.open.decrementAndGet();
	}

	static byte[] compress(byte[] payload) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		deflater.setInput(payload);
		byte[] target = new byte[payload.length * 2 + 64];
		int length = deflater.deflate(target, 0, target.length, Deflater.SYNC_FLUSH);
		deflater.end();
		return Arrays.copyOf(target, length - TAIL.length);
	}

}
