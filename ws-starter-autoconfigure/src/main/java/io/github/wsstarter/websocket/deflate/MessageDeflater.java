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
import java.util.Arrays;
import java.util.zip.Deflater;

import org.jspecify.annotations.Nullable;

/**
 * Compresses whole messages, one after another, each by itself. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class MessageDeflater implements Pool.Pooled {

	private static final int TAIL = 4;

	private static final int SCRATCH = 8 * 1024;

	private static final int LARGEST_SCRATCH = 64 * 1024;

	private final Deflater deflater;

	private byte[] scratch = new byte[SCRATCH];

	MessageDeflater(int level) {
		this.deflater = new Deflater(level, true);
	}

	/**
	 * Compress a message. {@link #reset()} has to be called before the next one.
	 * @param payload the message, whose position is not changed
	 * @return the compressed message, or {@code null} if it is not smaller
	 */
	@Nullable ByteBuffer deflate(ByteBuffer payload) {
		int limit = payload.remaining() + TAIL;
		byte[] target = this.scratch;
		int length = 0;
		this.deflater.setInput(payload.duplicate());
		while (true) {
			int room = Math.min(target.length, limit) - length;
			int count = this.deflater.deflate(target, length, room, Deflater.SYNC_FLUSH);
			length += count;
			if (length == limit) {
				return null;
			}
			if (count < room) {
				return ByteBuffer.wrap(Arrays.copyOf(target, length - TAIL)).asReadOnlyBuffer();
			}
			target = enlarge(target, limit);
		}
	}

	private byte[] enlarge(byte[] target, int limit) {
		byte[] enlarged = Arrays.copyOf(target, (int) Math.min(2L * target.length, limit));
		if (enlarged.length <= LARGEST_SCRATCH) {
			this.scratch = enlarged;
		}
		return enlarged;
	}

	@Override
	public void reset() {
		this.deflater.reset();
	}

	@Override
	public void end() {
		this.deflater.end();
	}

}
