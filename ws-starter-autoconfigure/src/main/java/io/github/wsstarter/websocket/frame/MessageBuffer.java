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
import java.util.zip.DataFormatException;

/**
 * Collects a payload that arrives in several parts. The buffer grows with the bytes that
 * have arrived, not with the length that was announced.
 *
 * @author The ws-starter authors
 */
final class MessageBuffer {

	private static final int LEAST_CAPACITY = 256;

	private static final int EXPANSION = 4;

	private static final byte[] NONE = {};

	private byte[] bytes = NONE;

	private int size;

	byte[] bytes() {
		return this.bytes;
	}

	int size() {
		return this.size;
	}

	int capacity() {
		return this.bytes.length;
	}

	byte[] toBytes() {
		return (this.bytes.length == this.size) ? this.bytes : Arrays.copyOf(this.bytes, this.size);
	}

	void add(byte[] source, int offset, int length, int most) {
		// At most is the maximum size, these bytes included
		if (length > this.bytes.length - this.size) {
			grow((long) this.size + length, most);
		}
		System.arraycopy(source, offset, this.bytes, this.size, length);
		this.size += length;
	}

	void reserve(int input, int most) {
		if (this.bytes.length == 0) {
			grow(Math.min((long) input * EXPANSION, most), most);
		}
	}

	int inflate(Decompressor source, int most) throws DataFormatException {
		// The maximum is not reached yet
		if (this.size == this.bytes.length) {
			grow(this.size + 1L, most);
		}
		int length = source.inflate(this.bytes, this.size, this.bytes.length - this.size);
		this.size += length;
		return length;
	}

	private void grow(long least, int most) {
		long capacity = Math.max(LEAST_CAPACITY, Math.max(least, 2L * this.bytes.length));
		this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(capacity, most));
	}

}
