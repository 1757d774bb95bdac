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

/**
 * Counts what one owner holds. An account that many threads share is told in steps, so
 * that small changes cost nothing. Not thread-safe.
 *
 * @author The ws-starter authors
 */
public final class MemoryCounter {

	/**
	 * What an owner may hold without being counted, in bytes.
	 */
	public static final int STEP = 2048;

	/**
	 * What an owner may hold in any case, in bytes.
	 */
	private static final int LEAST = 64 * 1024;

	private final MemoryAccount account;

	private long held;

	private long told;

	/**
	 * Create a counter.
	 * @param account the account to tell
	 */
	public MemoryCounter(MemoryAccount account) {
		this.account = account;
	}

	/**
	 * Count more memory, or less.
	 * @param bytes the number of bytes, negative if they are released
	 */
	public void add(long bytes) {
		set(this.held + bytes);
	}

	/**
	 * Count anew.
	 * @param held the number of bytes that are held now
	 */
	public void set(long held) {
		this.held = held;
		long untold = held - this.told;
		if (untold > STEP || untold < -STEP || held == 0) {
			flush();
		}
	}

	/**
	 * Return whether an owner may hold more. Without this, much could be added before
	 * others have released what they hold.
	 * @param held what it holds, in bytes
	 * @return whether it holds little, or all owners together hold no more than they may
	 */
	public boolean mayGrow(long held) {
		return held <= LEAST || !isExceeded();
	}

	/**
	 * Return whether all owners together hold more than they may.
	 * @return whether there is an excess
	 */
	public boolean isExceeded() {
		return this.account.isExceeded();
	}

	/**
	 * Tell the account of small changes as well. Needed at the end of an owner that
	 * shares what it holds: what it has added may be subtracted by another owner.
	 */
	public void flush() {
		long untold = this.held - this.told;
		if (untold != 0) {
			this.told = this.held;
			this.account.add(untold);
		}
	}

}
