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

package io.github.wsstarter.test.raw;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * How long clients wait for the server.
 *
 * @author The ws-starter authors
 */
final class Timeouts {

	static final Duration DEFAULT = Duration.ofSeconds(15);

	private Timeouts() {
	}

	/**
	 * Return a timeout in the unit of sockets, where zero means forever.
	 * @param timeout the timeout
	 * @return the milliseconds, which are zero only if the timeout is
	 */
	static int millis(Duration timeout) {
		Assert.isTrue(!timeout.isNegative(), "'timeout' must not be negative");
		long millis = TimeUnit.MILLISECONDS.convert(timeout);
		return (timeout.isZero()) ? 0 : (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
	}

}
