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

package io.github.wsstarter.websocket.deflate;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import org.springframework.util.Assert;

/**
 * The last bytes of the messages that one side of a connection has compressed. The next
 * message may refer to them. The window holds only as many bytes as there were, up to its
 * size: less than the deflater or inflater that would remember the same bytes. Not
 * thread-safe.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7.1.1">RFC 7692, section
 * 7.1.1</a>
 */
final class SlidingWindow {

	/**
	 * The maximum distance of a reference in the DEFLATE format.
	 */
	static final int MAX_SIZE = 32 * 1024;

	private static final byte[] NONE = {};

	private final int size;

	private byte[] bytes = NONE;

	private int length;

	SlidingWindow(int size) {
		Assert.isTrue(size > 0 && size <= MAX_SIZE, "'size' must be between 1 and 32768");
		this.size = size;
	}

	int capacity() {
		return this.bytes.length;
	}

	void append(byte[] source, int offset, int count) {
		int added = Math.min(count, this.size);
		int start = makeRoom(added);
		System.arraycopy(source, offset + count - added, this.bytes, start, added);
	}

	void append(ByteBuffer source) {
		int added = Math.min(source.remaining(), this.size);
		int start = makeRoom(added);
		source.get(source.limit() - added, this.bytes, start, added);
	}

	private int makeRoom(int added) {
		int kept = Math.min(this.length, this.size - added);
		byte[] source = this.bytes;
		if (kept + added > source.length) {
			this.bytes = new byte[Math.min(Math.max(kept + added, 2 * source.length), this.size)];
		}
		System.arraycopy(source, this.length - kept, this.bytes, 0, kept);
		this.length = kept + added;
		return kept;
	}

	void applyTo(Inflater inflater) {
		if (this.length > 0) {
			inflater.setDictionary(this.bytes, 0, this.length);
		}
	}

	void applyTo(Deflater deflater) {
		if (this.length > 0) {
			deflater.setDictionary(this.bytes, 0, this.length);
		}
	}

}
