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

import java.nio.ByteBuffer;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether one client is alive. A client that cannot be heard, because the
 * thread that reads is occupied, counts as heard. A client is not pinged during a write,
 * because the write itself is watched. {@link #pong} returns whether a pong is the first
 * answer to the last ping.
 * <p>
 * The thread that reads sets {@code seen} and the monitor thread clears it, so that
 * incoming messages do not need the time. Only the monitor thread uses {@code quietSince}
 * and {@code pingedAt}. It sets {@code unanswered}, which the thread that reads clears;
 * that thread alone writes {@code roundTrip}. Times are nanoseconds of one monotonic
 * clock.
 *
 * @author The ws-starter authors
 */
final class Heartbeat {

	private static final long NONE = -1;

	/**
	 * The time after which a quiet client is pinged; zero for never.
	 */
	private final long interval;

	private final long timeout;

	private volatile boolean seen;

	private long quietSince;

	private long pingedAt = NONE;

	private volatile long unanswered = NONE;

	private volatile long roundTrip = NONE;

	Heartbeat(Duration interval, Duration timeout, long now, double passed) {
		this.interval = interval.toNanos();
		this.timeout = timeout.toNanos();
		// A part of the first interval, from 0 to 1, has already passed, so that clients
		// that connect together are not pinged together
		this.quietSince = now - (long) (this.interval * passed);
	}

	void seen() {
		if (!this.seen) {
			this.seen = true;
		}
	}

	boolean pong(ByteBuffer payload, long now) {
		long sentAt = this.unanswered;
		if (sentAt == NONE || payload.remaining() != Long.BYTES || payload.getLong(payload.position()) != sentAt) {
			return false;
		}
		this.unanswered = NONE;
		this.roundTrip = now - sentAt;
		return true;
	}

	Verdict check(long now, boolean readerOccupied, boolean writing) {
		if (this.interval == 0) {
			return Verdict.FINE;
		}
		if (this.seen || readerOccupied) {
			this.seen = false;
			this.quietSince = now;
			this.pingedAt = NONE;
			return Verdict.FINE;
		}
		if (this.pingedAt != NONE) {
			return (now - this.pingedAt >= this.timeout) ? Verdict.DEAD : Verdict.FINE;
		}
		if (writing || now - this.quietSince < this.interval) {
			return Verdict.FINE;
		}
		this.pingedAt = now;
		this.unanswered = now;
		return Verdict.PING;
	}

	ByteBuffer payload() {
		return ByteBuffer.allocate(Long.BYTES).putLong(0, this.pingedAt);
	}

	@Nullable Duration roundTrip() {
		long nanos = this.roundTrip;
		return (nanos != NONE) ? Duration.ofNanos(nanos) : null;
	}

	enum Verdict {

		FINE, PING, DEAD

	}

}
