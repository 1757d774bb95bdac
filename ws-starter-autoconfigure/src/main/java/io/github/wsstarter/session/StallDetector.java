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

package io.github.wsstarter.session;

/**
 * Detects that something makes no progress for too long. Used by one thread.
 *
 * @author The ws-starter authors
 */
final class StallDetector {

	private final long limit;

	private long last = -1;

	private long since;

	/**
	 * Create a detector.
	 * @param limit the maximum time without progress, in nanoseconds
	 */
	StallDetector(long limit) {
		this.limit = limit;
	}

	/**
	 * Check a number that changes with progress.
	 * @param current the number, negative while nothing is in progress
	 * @param now the time, in nanoseconds
	 * @return whether the number has been the same for too long
	 */
	boolean isStuck(long current, long now) {
		if (current < 0 || current != this.last) {
			this.last = current;
			this.since = now;
			return false;
		}
		return now - this.since >= this.limit;
	}

}
