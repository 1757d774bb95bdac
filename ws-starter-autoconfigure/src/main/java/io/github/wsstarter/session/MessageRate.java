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

import java.time.Clock;
import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

/**
 * Limits the number of messages that one client may send in a second.
 *
 * @author The ws-starter authors
 */
final class MessageRate {

	private final Bucket bucket;

	private MessageRate(int messagesPerSecond, Clock clock) {
		this.bucket = Bucket.builder()
			.withCustomTimePrecision(new ClockTimeMeter(clock))
			.addLimit(
					(limit) -> limit.capacity(messagesPerSecond).refillGreedy(messagesPerSecond, Duration.ofSeconds(1)))
			.build();
	}

	static @Nullable MessageRate of(int messagesPerSecond, Clock clock) {
		return (messagesPerSecond > 0) ? new MessageRate(messagesPerSecond, clock) : null;
	}

	boolean tryMessage() {
		return this.bucket.tryConsume(1);
	}

	private record ClockTimeMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return MonotonicClock.nanos(this.clock);
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
