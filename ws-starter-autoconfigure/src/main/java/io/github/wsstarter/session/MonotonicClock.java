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
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/**
 * A clock that starts with the time of the system and never jumps, so that intervals stay
 * correct when the time of the system is changed. A bean of this type replaces the clock
 * of sessions and topics. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class MonotonicClock extends Clock {

	private final Instant start;

	private final long startNanos;

	private final ZoneId zone;

	public MonotonicClock() {
		this(Clock.systemUTC().instant(), System.nanoTime(), ZoneOffset.UTC);
	}

	private MonotonicClock(Instant start, long startNanos, ZoneId zone) {
		this.start = start;
		this.startNanos = startNanos;
		this.zone = zone;
	}

	@Override
	public ZoneId getZone() {
		return this.zone;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return new MonotonicClock(this.start, this.startNanos, zone);
	}

	@Override
	public Instant instant() {
		return this.start.plusNanos(System.nanoTime() - this.startNanos);
	}

	static long nanos(Clock clock) {
		Instant instant = clock.instant();
		return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
	}

}
