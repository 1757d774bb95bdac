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

/**
 * A connection whose messages are handled in turns.
 *
 * @author The ws-starter authors
 */
abstract class TurnTaker {

	/**
	 * Since when the connection waits for its turn. Guarded by the dispatcher.
	 */
	private long readySince;

	/**
	 * Written by the turn, before another one can be requested.
	 */
	private Pace pace = Pace.UNKNOWN;

	final long readySince() {
		return this.readySince;
	}

	final void setReadySince(long readySince) {
		this.readySince = readySince;
	}

	final Pace pace() {
		return this.pace;
	}

	/**
	 * Called at the end of a turn.
	 * @param slow whether the turn took long
	 */
	final void setSlow(boolean slow) {
		this.pace = (slow) ? Pace.SLOW : Pace.FAST;
	}

	abstract void turn();

	/**
	 * End the connection without waiting for anything, as handling messages failed.
	 */
	abstract void abort();

	/**
	 * How long turns of a connection take.
	 */
	enum Pace {

		FAST, SLOW,

		/**
		 * There was no turn yet.
		 */
		UNKNOWN

	}

}
