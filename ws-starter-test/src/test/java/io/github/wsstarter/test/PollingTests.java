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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Polling}.
 *
 * @author The ws-starter authors
 */
class PollingTests {

	private final AtomicInteger count = new AtomicInteger();

	@Test
	void limitMayBeShort() {
		assertThat(Polling.await(() -> "here", "here"::equals, Duration.ofNanos(1))).isEqualTo("here");
	}

	@Test
	void valueThatChangesIsReturnedWhenItSatisfiesTheCondition() {
		Duration limit = Duration.ofSeconds(10);
		assertThat(Polling.await(this.count::incrementAndGet, (value) -> value == 3, limit)).isEqualTo(3);
	}

	@Test
	void currentValueIsReturnedAfterTheLimit() {
		Duration limit = Duration.ofMillis(5);
		assertThat(Polling.await(this.count::incrementAndGet, (value) -> false, limit)).isEqualTo(this.count.get());
	}

}
