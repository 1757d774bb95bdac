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

package io.github.wsstarter.memory;

/**
 * Memory that is held is added to an account, and subtracted when it is released.
 * Thread-safe.
 *
 * @author The ws-starter authors
 */
@FunctionalInterface
public interface MemoryAccount {

	/**
	 * Add or subtract memory. Does not wait for anything, so that it may be called with a
	 * lock held.
	 * @param bytes the number of bytes, negative if they are released
	 */
	void add(long bytes);

	/**
	 * Return whether more is held than may be held.
	 * @return whether owners that hold much should not hold more
	 */
	default boolean isExceeded() {
		return false;
	}

}
