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

package io.github.wsstarter.websocket.direct;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Actions to run after a time that is the same for all of them, so that they expire in
 * the order in which they were scheduled. Used by one thread.
 *
 * @author The ws-starter authors
 */
final class Deadlines {

	private final Queue<Deadline> deadlines = new ArrayDeque<>();

	/**
	 * Schedule an action.
	 * @param action the action, which must not wait for anything
	 * @param nanos the time, the same in all calls
	 * @return the deadline, which can be cancelled
	 */
	Deadline schedule(Runnable action, long nanos) {
		Deadline deadline = new Deadline(action, System.nanoTime() + nanos);
		this.deadlines.add(deadline);
		return deadline;
	}

	/**
	 * Return how long to wait for the next deadline.
	 * @param most the longest time, in milliseconds
	 * @return the time in milliseconds, at least one
	 */
	long waitMillis(long most) {
		Deadline next = this.deadlines.peek();
		if (next == null) {
			return most;
		}
		long left = TimeUnit.NANOSECONDS.toMillis(next.time - System.nanoTime()) + 1;
		return Math.max(1, Math.min(left, most));
	}

	/**
	 * Run the actions whose time has come.
	 */
	void expire() {
		Deadline next = this.deadlines.peek();
		while (next != null && next.time - System.nanoTime() <= 0) {
			this.deadlines.remove().expire();
			next = this.deadlines.peek();
		}
	}

	/**
	 * An action that is due at a time. A cancelled deadline does not hold on to its
	 * action.
	 */
	static final class Deadline {

		private final long time;

		private @Nullable Runnable action;

		Deadline(Runnable action, long time) {
			this.action = action;
			this.time = time;
		}

		void cancel() {
			this.action = null;
		}

		private void expire() {
			if (this.action != null) {
				this.action.run();
			}
		}

	}

}
