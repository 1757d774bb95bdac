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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.transport.OutboundQueue;
import io.github.wsstarter.transport.Transport;

/**
 * Watches one session as time passes: pings a quiet client, and cuts off a client that is
 * dead or does not read in time. The thread that reads calls {@link #onInput} and
 * {@link #onPong}, the monitor thread calls {@link #check} and alone uses the fields that
 * are not final.
 * <p>
 * A client that reads slowly but steadily is not cut off, however large a message is.
 * Within each time limit, it has to end a write or to take
 * {@link SessionOptions#STEADY_BYTES} of it. When the session is closing, only bytes
 * count, so that many small writes cannot delay the end.
 *
 * @author The ws-starter authors
 */
final class SessionWatch {

	private static final Log logger = LogFactory.getLog(SessionWatch.class);

	private final Clock clock;

	private final OutboundQueue queue;

	private final Transport transport;

	private final SessionEnd end;

	private final Heartbeat heartbeat;

	private final long timeLimit;

	/**
	 * Whether the client has to read, because something is being written to it or the
	 * session is closing. The fields below are the last progress since then.
	 */
	private boolean due;

	private long lastProgress;

	private long lastAdvance;

	private long progressAt;

	SessionWatch(SessionOptions options, Clock clock, OutboundQueue queue, Transport transport, SessionEnd end) {
		this.clock = clock;
		this.queue = queue;
		this.transport = transport;
		this.end = end;
		this.heartbeat = new Heartbeat(options.heartbeatInterval(), options.heartbeatTimeout(), now(),
				ThreadLocalRandom.current().nextDouble());
		this.timeLimit = options.sendTimeLimit().toNanos();
	}

	void onInput() {
		this.heartbeat.seen();
	}

	boolean onPong(ByteBuffer payload) {
		return this.heartbeat.pong(payload, now());
	}

	void check(boolean readerOccupied) {
		long now = now();
		long progress = this.queue.progress();
		if (isStuck(progress, this.end.isClosing(), now)) {
			this.end.tooSlow("The client does not read in time", "send.time-limit");
			return;
		}
		switch (this.heartbeat.check(now, readerOccupied, progress != OutboundQueue.NOT_WRITING)) {
			case PING -> this.transport.ping(this.heartbeat.payload());
			case DEAD -> {
				logger.debug(LogMessage.format("Session '%s' shows no sign of life", this.end.sessionId()));
				this.end.abort(CloseStatus.NO_CLOSE_FRAME);
			}
			case FINE -> {
			}
		}
	}

	private boolean isStuck(long progress, boolean closing, long now) {
		if (progress == OutboundQueue.NOT_WRITING && !closing) {
			this.due = false;
			return false;
		}
		long advance = this.transport.advance();
		int required = (closing) ? SessionOptions.STEADY_BYTES : 1;
		if (!this.due || progress - this.lastProgress >= required
				|| advance - this.lastAdvance >= SessionOptions.STEADY_BYTES) {
			this.due = true;
			this.lastProgress = progress;
			this.lastAdvance = advance;
			this.progressAt = now;
			return false;
		}
		return now - this.progressAt >= this.timeLimit;
	}

	@Nullable Duration roundTrip() {
		return this.heartbeat.roundTrip();
	}

	private long now() {
		return MonotonicClock.nanos(this.clock);
	}

}
