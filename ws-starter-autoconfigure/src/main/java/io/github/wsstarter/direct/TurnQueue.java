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

import io.github.wsstarter.direct.TurnTaker.Pace;

/**
 * The connections that wait for their turn. Those whose turns are fast and the others
 * take turns, and so do slow and new connections among the others, so that none wait for
 * all of another kind. There is a maximum of workers for slow and new connections: their
 * handlers may block. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class TurnQueue {

	private final Queue<TurnTaker> fast = new ArrayDeque<>();

	private final Queue<TurnTaker> slow = new ArrayDeque<>();

	private final Queue<TurnTaker> unknown = new ArrayDeque<>();

	private final int maxSlow;

	/**
	 * How many workers serve connections that were not fast before their turn.
	 */
	private int slowWorkers;

	/**
	 * Whether a connection that is not fast comes next, if there are both.
	 */
	private boolean slowIsNext;

	/**
	 * Whether a new connection comes before a slow one.
	 */
	private boolean unknownIsNext;

	TurnQueue(int maxSlow) {
		this.maxSlow = maxSlow;
	}

	void add(TurnTaker connection) {
		connection.setReadySince(System.nanoTime());
		queue(connection.pace()).add(connection);
	}

	private Queue<TurnTaker> queue(Pace pace) {
		return switch (pace) {
			case FAST -> this.fast;
			case SLOW -> this.slow;
			case UNKNOWN -> this.unknown;
		};
	}

	boolean isEmpty() {
		return this.fast.isEmpty() && !isSlowDue();
	}

	private boolean isSlowDue() {
		return this.slowWorkers < this.maxSlow && !(this.slow.isEmpty() && this.unknown.isEmpty());
	}

	/**
	 * Return whether a connection has waited for a time.
	 * @param nanos the time in nanoseconds
	 * @return whether the first connection of any kind has waited for as long
	 */
	boolean isLate(long nanos) {
		long since = System.nanoTime() - nanos;
		return isLate(this.fast, since) || (isSlowDue() && (isLate(this.slow, since) || isLate(this.unknown, since)));
	}

	private static boolean isLate(Queue<TurnTaker> queue, long since) {
		TurnTaker first = queue.peek();
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
			return pollSlow();
		}
		this.slowIsNext = true;
		return this.fast.poll();
	}

	private @Nullable TurnTaker pollSlow() {
		boolean unknown = !this.unknown.isEmpty() && (this.unknownIsNext || this.slow.isEmpty());
		this.unknownIsNext = !unknown;
		return (unknown) ? this.unknown.poll() : this.slow.poll();
	}

	/**
	 * Called when a connection was served.
	 * @param pace the pace of the connection before its turn
	 */
	void onServed(Pace pace) {
		if (pace != Pace.FAST) {
			this.slowWorkers--;
		}
	}

}
