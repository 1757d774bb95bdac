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

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * The connections that wait for their turn. Those that are slow, or new, and the others
 * take turns, so that neither wait for all of the other kind. The slow ones have to wait
 * while they have as many workers as they may. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class TurnQueue {

	private final Queue<TurnTaker> fast = new ArrayDeque<>();

	private final Queue<TurnTaker> slow = new ArrayDeque<>();

	private final int maxSlow;

	/**
	 * How many workers serve connections that came from the queue {@code slow}.
	 */
	private int slowWorkers;

	/**
	 * Whether a slow connection comes next, if there are both.
	 */
	private boolean slowIsNext;

	TurnQueue(int maxSlow) {
		this.maxSlow = maxSlow;
	}

	void add(TurnTaker connection) {
		connection.setReadySince(System.nanoTime());
		((connection.isSlow()) ? this.slow : this.fast).add(connection);
	}

	boolean isEmpty() {
		return this.fast.isEmpty() && !isSlowDue();
	}

	private boolean isSlowDue() {
		return !this.slow.isEmpty() && this.slowWorkers < this.maxSlow;
	}

	/**
	 * Return whether a connection has waited for a time.
	 * @param nanos the time in nanoseconds
	 * @return whether the first connection of either kind has waited for as long
	 */
	boolean isLate(long nanos) {
		long since = System.nanoTime() - nanos;
		return isLate(this.fast.peek(), since) || (isSlowDue() && isLate(this.slow.peek(), since));
	}

	private static boolean isLate(@Nullable TurnTaker first, long since) {
		return first != null && first.readySince() - since <= 0;
	}

	/**
	 * Remove the next connection, and count its worker.
	 * @return the connection, or {@code null} if none is due
	 */
	@Nullable TurnTaker poll() {
		if (isSlowDue() && (this.slowIsNext || this.fast.isEmpty())) {
			this.slowIsNext = false;
			this.slowWorkers++;
			return this.slow.poll();
		}
		this.slowIsNext = true;
		return this.fast.poll();
	}

	/**
	 * Called when a worker has served a connection that was slow before its turn.
	 */
	void onSlowServed() {
		this.slowWorkers--;
	}

}
