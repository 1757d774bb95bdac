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

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of idle objects with native memory. If the pool is empty, a new
 * object is created; if it is full, the object that is given back is ended. The object
 * that was given back last is usually taken first, as its memory is likely to be cached.
 * Never blocks. Thread-safe.
 *
 * @param <T> the type of the objects
 * @author The ws-starter authors
 */
final class Pool<T extends Pool.Pooled> {

	private final AtomicReferenceArray<@Nullable T> idle;

	private final Supplier<T> factory;

	private volatile boolean closed;

	Pool(int size, Supplier<T> factory) {
		this.idle = new AtomicReferenceArray<>(size);
		this.factory = factory;
	}

	T take() {
		T pooled = poll();
		return (pooled != null) ? pooled : this.factory.get();
	}

	private @Nullable T poll() {
		for (int i = 0; i < this.idle.length(); i++) {
			T pooled = this.idle.get(i);
			if (pooled != null && this.idle.compareAndSet(i, pooled, null)) {
				return pooled;
			}
		}
		return null;
	}

	void give(T pooled) {
		if (this.closed) {
			pooled.end();
			return;
		}
		pooled.reset();
		if (!offer(pooled)) {
			pooled.end();
		}
		else if (this.closed) {
			endIdle();
		}
	}

	private boolean offer(T pooled) {
		for (int i = 0; i < this.idle.length(); i++) {
			if (this.idle.get(i) == null && this.idle.compareAndSet(i, null, pooled)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * End the idle objects now, and those in use when they are given back.
	 */
	void close() {
		this.closed = true;
		endIdle();
	}

	private void endIdle() {
		T pooled = poll();
		while (pooled != null) {
			pooled.end();
			pooled = poll();
		}
	}

	/**
	 * An object of a pool.
	 */
	interface Pooled {

		void reset();

		void end();

	}

}
