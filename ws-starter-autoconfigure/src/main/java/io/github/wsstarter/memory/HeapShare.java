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

package io.github.wsstarter.memory;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A share of the heap that all sessions together, or all topics, may hold. While the
 * share is {@link #isUsedUp() used up}, no session should be opened. Open sessions may
 * hold a quarter more; beyond that, the {@link #excess() excess} has to be released.
 *
 * @author The ws-starter authors
 */
public final class HeapShare implements MemoryAccount {

	private static final int TOLERANCE = 4;

	private final long limit;

	private final AtomicLong held = new AtomicLong();

	/**
	 * Whether the excess will be released soon. Set by any thread, cleared by the thread
	 * that has released it.
	 */
	private final AtomicBoolean releasing = new AtomicBoolean();

	/**
	 * Written by the thread that starts the application.
	 */
	private volatile @Nullable Release release;

	/**
	 * Create a share.
	 * @param limit its size in bytes
	 */
	public HeapShare(long limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		this.limit = limit;
	}

	/**
	 * Set how an {@link #excess() excess} is released.
	 * @param executor executes the action soon after memory was added to an excess. It
	 * must not execute anything on the thread that adds, which may hold locks
	 * @param action the action, which must not throw anything
	 */
	public void onExcess(Executor executor, Runnable action) {
		Assert.notNull(executor, "'executor' must not be null");
		Assert.notNull(action, "'action' must not be null");
		this.release = new Release(executor, action);
		this.releasing.set(false);
	}

	@Override
	public void add(long bytes) {
		if (this.held.addAndGet(bytes) > tolerated() && bytes > 0) {
			releaseSoon();
		}
	}

	private void releaseSoon() {
		Release release = this.release;
		if (release != null && this.releasing.compareAndSet(false, true)) {
			try {
				release.executor().execute(this::release);
			}
			catch (RejectedExecutionException ex) {
				// The executor has just been shut down
			}
		}
	}

	/**
	 * Release the excess if there is one. Where an attempt did not release all of it, no
	 * other one follows by itself: call this method from time to time.
	 */
	public void release() {
		Release release = this.release;
		if (release != null && isExceeded()) {
			release.action().run();
		}
		if (!isExceeded()) {
			this.releasing.set(false);
		}
	}

	/**
	 * Return how much memory is held.
	 * @return the number of bytes
	 */
	public long held() {
		return this.held.get();
	}

	@Override
	public boolean isExceeded() {
		return excess() > 0;
	}

	/**
	 * Return whether much more than an excess is held, because it is not released in
	 * time.
	 * @return whether twice the share is held
	 */
	public boolean isOverrun() {
		return held() >= 2 * this.limit;
	}

	public boolean isUsedUp() {
		return held() >= this.limit;
	}

	/**
	 * Return how much more memory is held than the share and a quarter of it.
	 * @return the number of bytes, not positive if there is no excess
	 */
	public long excess() {
		return held() - tolerated();
	}

	private long tolerated() {
		return this.limit + this.limit / TOLERANCE;
	}

	/**
	 * How an excess is released.
	 */
	private record Release(Executor executor, Runnable action) {

	}

}
