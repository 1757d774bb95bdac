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

import java.util.concurrent.atomic.AtomicLong;

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
	 * Written by the thread that starts the application.
	 */
	private volatile Runnable onExcess = () -> {
	};

	/**
	 * Create a share.
	 * @param limit its size in bytes
	 */
	public HeapShare(long limit) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		this.limit = limit;
	}

	/**
	 * Set what is done when there is an {@link #excess() excess}.
	 * @param onExcess the action. It is called by any thread, with locks held, whenever
	 * memory is added to an excess, so it must do no more than wake another thread
	 */
	public void onExcess(Runnable onExcess) {
		Assert.notNull(onExcess, "'onExcess' must not be null");
		this.onExcess = onExcess;
	}

	@Override
	public void add(long bytes) {
		if (this.held.addAndGet(bytes) > tolerated() && bytes > 0) {
			this.onExcess.run();
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

}
