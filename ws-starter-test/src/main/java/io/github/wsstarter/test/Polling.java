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

package io.github.wsstarter.test;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits for changes that nothing signals.
 *
 * @author The ws-starter authors
 */
final class Polling {

	private static final Duration INTERVAL = Duration.ofMillis(1);

	private Polling() {
	}

	/**
	 * Wait until a value satisfies a condition. Both are evaluated on the current thread.
	 * @param <T> the type of the value
	 * @param supplier returns the current value
	 * @param condition the condition
	 * @param limit how long to wait
	 * @return the value that satisfies the condition, or the current value after the
	 * limit
	 */
	static <T> T await(Supplier<T> supplier, Predicate<T> condition, Duration limit) {
		try {
			return Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(INTERVAL)
				.atMost(limit)
				.until(supplier::get, condition);
		}
		catch (ConditionTimeoutException ex) {
			return supplier.get();
		}
	}

}
