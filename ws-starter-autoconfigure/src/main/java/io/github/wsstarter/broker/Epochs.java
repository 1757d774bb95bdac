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

package io.github.wsstarter.broker;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates epochs. An epoch is a short text of letters and digits that is unique, also
 * among instances of the application that run later or elsewhere. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Epochs {

	private static final long FIRST_OF_10_DIGITS = (long) Math.pow(Character.MAX_RADIX, 9);

	private final String instance = Long.toString(
			new SecureRandom().nextLong(FIRST_OF_10_DIGITS, FIRST_OF_10_DIGITS * Character.MAX_RADIX),
			Character.MAX_RADIX);

	private final AtomicLong count = new AtomicLong();

	String next() {
		return this.instance + Long.toString(this.count.incrementAndGet(), Character.MAX_RADIX);
	}

}
