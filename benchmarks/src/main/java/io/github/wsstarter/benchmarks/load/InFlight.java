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

package io.github.wsstarter.benchmarks.load;

/**
 * The publishes that have not reached all receivers yet.
 *
 * @author The ws-starter authors
 */
final class InFlight {

	private static final int SLOTS = 4096;

	private final long[] publishedAt = new long[SLOTS];

	private final int[] missing = new int[SLOTS];

	void published(int number, int receivers) {
		this.publishedAt[number % SLOTS] = System.nanoTime();
		this.missing[number % SLOTS] = receivers;
	}

	/**
	 * Return the time since a message was published.
	 * @param number its number
	 * @param now the current time
	 * @return the time in nanoseconds
	 */
	long age(int number, long now) {
		return now - this.publishedAt[number % SLOTS];
	}

	/**
	 * Note that a message was delivered.
	 * @param number its number
	 * @return whether it has now reached all receivers
	 */
	boolean delivered(int number) {
		this.missing[number % SLOTS]--;
		return this.missing[number % SLOTS] == 0;
	}

}
