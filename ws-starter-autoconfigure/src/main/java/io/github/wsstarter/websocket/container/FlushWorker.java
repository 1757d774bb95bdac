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
 * State of one of the threads of {@link FlushThreads}. All fields are guarded by the
 * monitor of the {@link FlushThreads}.
 *
 * @author The ws-starter authors
 */
final class FlushWorker {

	/**
	 * The number of rounds that a flush may take on a thread that does not wait.
	 */
	private static final int PATIENT_ROUNDS = 250;

	private int since;

	/**
	 * Whether the slot of this thread was given to another thread.
	 */
	private boolean overdue;

	private @Nullable Flush flush;

	private @Nullable Thread thread;

	FlushWorker(int round) {
		this.since = round;
	}

	void begin(Flush flush, int round) {
		this.flush = flush;
		this.thread = Thread.currentThread();
		this.since = round;
		this.overdue = false;
	}

	boolean isOverdue() {
		return this.overdue;
	}

	/**
	 * Find out whether the slot of this thread has to be given to another thread. That is
	 * the case if this thread waits for a client, and has been busy with the same flush
	 * since before the previous round. A thread that is not waiting may merely lack a
	 * processor, which another thread would lack as well.
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
		flush.onHeldUp();
		return true;
	}

	private static boolean isWaiting(Thread thread) {
		Thread.State state = thread.getState();
		return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
	}

}
