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

package io.github.wsstarter.transport;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits on a monitor while a condition holds, but not for ever.
 *
 * @author The ws-starter authors
 */
public final class TimedWait {

	private TimedWait() {
	}

	/**
	 * Wait on a monitor that the caller holds. An interrupt ends the wait and is kept.
	 * @param monitor the monitor, notified when the condition may have changed
	 * @param condition what to wait for the end of
	 * @param millis how long to wait at most
	 */
	public static void on(Object monitor, BooleanSupplier condition, long millis) {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		long left = millis;
		try {
			while (left > 0 && condition.getAsBoolean()) {
				monitor.wait(left);
				left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
