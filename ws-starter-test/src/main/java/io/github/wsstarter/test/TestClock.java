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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.annotation.Fallback;
import org.springframework.util.Assert;

import io.github.wsstarter.session.MonotonicClock;
import io.github.wsstarter.session.SessionMonitor;

/**
 * A clock that stands still until a test advances it. Import it into a test's context
 * with {@code @Import(TestClock.class)}: heartbeat, time limits, message rates and the
 * age of history then follow this clock.
 * <p>
 * An application's own {@link java.time.Clock} bean takes precedence over this clock
 * where the application injects a {@code Clock}. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Fallback
public class TestClock extends MonotonicClock implements BeanFactoryAware {

	/**
	 * How long a write may take in real time. It ends a moment after the client has read
	 * the message, and would seem late if the time of this clock passed meanwhile.
	 */
	private static final Duration WRITE_TIME = Duration.ofSeconds(1);

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

	private volatile @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Advance this clock. All open sessions are checked before and after: when this
	 * method returns, a ping that is due has been sent, and a session whose client did
	 * not answer the ping of an earlier call in time has been closed.
	 * @param duration the time that passes
	 */
	public void advance(Duration duration) {
		Assert.notNull(duration, "'duration' must not be null");
		Assert.isTrue(!duration.isNegative(), "'duration' must not be negative");
		List<SessionMonitor> monitors = monitors();
		monitors.forEach((monitor) -> Polling.await(() -> isWritten(monitor), Boolean::booleanValue, WRITE_TIME));
		this.now.updateAndGet((instant) -> instant.plus(duration));
		monitors.forEach(SessionMonitor::checkNow);
	}

	private List<SessionMonitor> monitors() {
		BeanFactory beanFactory = this.beanFactory;
		return (beanFactory != null) ? beanFactory.getBeanProvider(SessionMonitor.class).stream().toList() : List.of();
	}

	/**
	 * Check all sessions, and return whether none of the writes in progress began before
	 * the check.
	 * @param monitor checks the sessions
	 * @return whether all writes that the monitor has seen have ended
	 */
	private static boolean isWritten(SessionMonitor monitor) {
		monitor.checkNow();
		return !monitor.isWriting();
	}

	@Override
	public Instant instant() {
		return this.now.get();
	}

}
