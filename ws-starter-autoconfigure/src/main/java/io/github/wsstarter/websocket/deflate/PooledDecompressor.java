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

import java.util.zip.DataFormatException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.websocket.frame.Decompressor;

/**
 * {@link Decompressor} that uses an inflater of a pool until it is closed.
 *
 * @author The ws-starter authors
 */
final class PooledDecompressor implements Decompressor {

	private final Pool<MessageInflater> pool;

	private @Nullable MessageInflater inflater;

	PooledDecompressor(Pool<MessageInflater> pool, @Nullable SlidingWindow received) {
		this.pool = pool;
		MessageInflater inflater = pool.take();
		if (received != null) {
			inflater.continueAfter(received);
		}
		this.inflater = inflater;
	}

	@Override
	public void input(byte[] buffer, int offset, int length) {
		inflater().input(buffer, offset, length);
	}

	@Override
	public void finish() {
		inflater().finish();
	}

	@Override
	public int inflate(byte[] target, int offset, int length) throws DataFormatException {
		return inflater().inflate(target, offset, length);
	}

	private MessageInflater inflater() {
		MessageInflater inflater = this.inflater;
		Assert.state(inflater != null, "Decompressor is closed");
		return inflater;
	}

	@Override
	public int heldBytes() {
		return MessageInflater.NATIVE_SIZE;
	}

	@Override
	public void close() {
		MessageInflater inflater = this.inflater;
		if (inflater != null) {
			this.inflater = null;
			this.pool.give(inflater);
		}
	}

}
