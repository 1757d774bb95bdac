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
 * Compresses messages, one after another. {@link #reset()} has to be called before the
 * next message. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class MessageDeflater implements Pool.Pooled {

	private static final int TAIL = 4;

	private static final int SCRATCH = 8 * 1024;

	private static final int LARGEST_SCRATCH = 64 * 1024;

	private final Deflater deflater;

	private byte[] scratch = new byte[SCRATCH];

	private byte[] target = this.scratch;

	private int length;

	MessageDeflater(int level) {
		this.deflater = new Deflater(level, true);
	}

	/**
	 * Let the next message refer to earlier messages.
	 * @param sent the earlier messages
	 */
	void continueAfter(SlidingWindow sent) {
		sent.applyTo(this.deflater);
	}

	/**
	 * Compress a message.
	 * <p>
	 * The {@link Deflater} always uses a window of 32 KiB. To keep to a smaller one, a
	 * full flush, which nothing later refers across, follows each part of the size of the
	 * window.
	 * @param payload the message, whose position is not changed
	 * @param window the maximum distance of a reference, in bytes
	 * @return the compressed message, or {@code null} if it is not smaller
	 */
	@Nullable ByteBuffer deflate(ByteBuffer payload, int window) {
		int limit = payload.remaining() + TAIL;
		this.target = this.scratch;
		this.length = 0;
		ByteBuffer rest = payload.duplicate();
		while (window < SlidingWindow.MAX_SIZE && rest.remaining() > window) {
			if (!deflate(rest.slice(rest.position(), window), Deflater.FULL_FLUSH, limit)) {
				return null;
			}
			rest.position(rest.position() + window);
		}
		if (!deflate(rest, Deflater.SYNC_FLUSH, limit)) {
			return null;
		}
		return ByteBuffer.wrap(Arrays.copyOf(this.target, this.length - TAIL)).asReadOnlyBuffer();
	}

	private boolean deflate(ByteBuffer part, int flush, int limit) {
		this.deflater.setInput(part);
		while (true) {
			int room = Math.min(this.target.length, limit) - this.length;
			int count = this.deflater.deflate(this.target, this.length, room, flush);
			this.length += count;
			if (this.length == limit) {
				return false;
			}
			if (count < room) {
				return true;
			}
			enlarge(limit);
		}
	}

	private void enlarge(int limit) {
		this.target = Arrays.copyOf(this.target, (int) Math.min(2L * this.target.length, limit));
		if (this.target.length <= LARGEST_SCRATCH) {
			this.scratch = this.target;
		}
	}

	@Override
	public void reset() {
		this.deflater.reset();
		this.target = this.scratch;
	}

	@Override
	public void end() {
		this.deflater.end();
	}

}
