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

package io.github.wsstarter.diagnostics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * A log of what clients can cause. Clients can neither flood it nor forge its lines.
 * <p>
 * The first message of a cause is logged, with the stack trace of its failure. For a
 * minute, further messages of the cause are counted and logged at debug level. The count
 * is logged when it reaches 10, 100, 1000 and so on. After the minute, the next message
 * of the cause is the first again. Causes beyond 1000 in a minute are taken to be one
 * cause. Characters that could forge or hide text are replaced in messages and in the
 * messages of failures. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ClientLog {

	private static final long PERIOD = TimeUnit.MINUTES.toNanos(1);

	private static final int MAX_CAUSES = 1000;

	private static final Object OTHER_CAUSES = new Object();

	private final Map<Object, Period> periods = new ConcurrentHashMap<>();

	private final Log logger;

	private final LongSupplier nanoTime;

	public ClientLog(Log logger) {
		this(logger, System::nanoTime);
	}

	ClientLog(Log logger, LongSupplier nanoTime) {
		this.logger = logger;
		this.nanoTime = nanoTime;
	}

	/**
	 * Log a message at warn level.
	 * @param cause identifies the cause, and must not depend on what a client sends
	 * @param message the message
	 */
	public void warn(Object cause, LogMessage message) {
		log(cause, message, this.logger::warn);
	}

	/**
	 * Log a message at error level.
	 * @param cause identifies the cause, and must not depend on what a client sends
	 * @param message the message
	 */
	public void error(Object cause, LogMessage message) {
		log(cause, message, this.logger::error);
	}

	private void log(Object cause, LogMessage message, Consumer<Object> logger) {
		LogMessage printable = printable(message);
		long count = count(cause);
		if (count == 1) {
			logger.accept(printable);
		}
		else if (isPowerOfTen(count)) {
			logger.accept(counted(count, printable));
		}
		else {
			this.logger.debug(printable);
		}
	}

	/**
	 * Log a failure at error level. The cause is what failed, the class of the failure,
	 * and the place in the code where it happened.
	 * @param failed identifies what failed, and must not depend on what a client sends
	 * @param message the message
	 * @param failure the failure
	 */
	public void error(String failed, LogMessage message, Throwable failure) {
		LogMessage printable = printable(message);
		long count = count(FailureCause.of(failed, failure));
		if (count == 1) {
			this.logger.error(printable, PrintableFailure.of(failure));
		}
		else if (isPowerOfTen(count)) {
			this.logger.error(counted(count, printable));
		}
		else if (this.logger.isDebugEnabled()) {
			this.logger.debug(printable, PrintableFailure.of(failure));
		}
	}

	/**
	 * Log a failure like {@link #error(String, LogMessage, Throwable)}, on a thread that
	 * has to go on whatever happens. Never throws, even if there is no memory to log.
	 * @param failed identifies what failed, and must not depend on what a client sends
	 * @param failure the failure
	 * @param format the message, a format string
	 * @param argument the argument of the format string
	 */
	public void survive(String failed, Throwable failure, String format, @Nullable Object argument) {
		try {
			error(failed, LogMessage.format(format, argument), failure);
		}
		catch (Throwable ex) {
			// There is nobody left to tell
		}
	}

	private static LogMessage printable(LogMessage message) {
		return LogMessage.of(() -> PrintableText.of(message.toString()));
	}

	private static LogMessage counted(long count, LogMessage message) {
		return LogMessage.format("%d times within a minute: %s", count, message);
	}

	private static boolean isPowerOfTen(long count) {
		long rest = count;
		while (rest % 10 == 0) {
			rest /= 10;
		}
		return rest == 1;
	}

	private long count(Object cause) {
		long now = this.nanoTime.getAsLong();
		return this.periods
			.compute(key(cause, now),
					(key, present) -> (present == null || present.isOver(now)) ? new Period(now) : present)
			.count()
			.incrementAndGet();
	}

	private Object key(Object cause, long now) {
		if (hasRoom() || this.periods.containsKey(cause)) {
			return cause;
		}
		this.periods.values().removeIf((period) -> period.isOver(now));
		return (hasRoom()) ? cause : OTHER_CAUSES;
	}

	private boolean hasRoom() {
		return this.periods.size() < MAX_CAUSES;
	}

	/**
	 * The minute after the first message of a cause.
	 *
	 * @param start when the first message was logged, in nanoseconds
	 * @param count the number of messages since then
	 */
	private record Period(long start, AtomicLong count) {

		Period(long start) {
			this(start, new AtomicLong());
		}

		boolean isOver(long now) {
			return now - this.start >= PERIOD;
		}

	}

}
