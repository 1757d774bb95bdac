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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.websocket.frame.FrameEncoder;

/**
 * A buffer for one write. It belongs to a write that is under way, and not to a
 * connection or a thread, as there may be many of both.
 *
 * @param buffer collects the bytes
 * @param encoder encodes text into the buffer
 * @author The ws-starter authors
 */
record Scratch(ByteBuffer buffer, FrameEncoder encoder) {

	static final int SIZE = 65_536;

	Scratch() {
		this(ByteBuffer.allocateDirect(SIZE), new FrameEncoder());
	}

	/**
	 * Keeps buffers that are not in use. Thread-safe.
	 */
	static final class Pool {

		private final BlockingQueue<Scratch> idle;

		Pool(int size) {
			this.idle = new ArrayBlockingQueue<>(size);
		}

		Scratch take() {
			@Nullable Scratch scratch = this.idle.poll();
			return (scratch != null) ? scratch : new Scratch();
		}

		void giveBack(Scratch scratch) {
			scratch.buffer().clear();
			this.idle.offer(scratch);
		}

	}

}
