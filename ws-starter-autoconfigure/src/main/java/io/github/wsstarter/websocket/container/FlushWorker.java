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

package io.github.wsstarter.websocket.container;

import org.jspecify.annotations.Nullable;

/**
 * What {@link FlushThreads} knows of one of its threads, guarded by its monitor.
 *
 * @author The ws-starter authors
 */
final class FlushWorker {

	/**
	 * How many rounds a thread may take that does not wait.
	 */
	private static final int PATIENT_ROUNDS = 250;

	private int since;

	private boolean overdue;

	private @Nullable Flush flush;

	private @Nullable Thread thread;

	/**
	 * Create a new instance.
	 * @param round the round in which the thread is started
	 */
	FlushWorker(int round) {
		this.since = round;
	}

	/**
	 * The current thread begins with a flush.
	 * @param flush what it does
	 * @param round the current round
	 */
	void begin(Flush flush, int round) {
		this.flush = flush;
		this.thread = Thread.currentThread();
		this.since = round;
		this.overdue = false;
	}

	/**
	 * Return whether another thread was given this one's place.
	 * @return whether this thread has no place
	 */
	boolean isOverdue() {
		return this.overdue;
	}

	/**
	 * Find out whether another thread is to get this one's place: its client has it wait,
	 * and has since before the last round. A thread that does not wait may merely lack a
	 * processor, and then another one would lack it as well.
	 * @param round the current round
	 * @return whether this thread is overdue from now on
	 */
	boolean becomesOverdue(int round) {
		Flush flush = this.flush;
		Thread thread = this.thread;
		int rounds = round - this.since;
		if (this.overdue || flush == null || thread == null || rounds < 2
				|| !(rounds > PATIENT_ROUNDS || isWaiting(thread))) {
			return false;
		}
		this.overdue = true;
		flush.heldUp();
		return true;
	}

	private static boolean isWaiting(Thread thread) {
		Thread.State state = thread.getState();
		return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
	}

}
