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

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.memory.HeapShare;

/**
 * Checks all open sessions in regular rounds on one thread: pings quiet clients, and cuts
 * off clients that are dead or do not read in time. There is no task for each session.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionMonitor implements SmartLifecycle {

	private static final long MAX_PERIOD = TimeUnit.SECONDS.toNanos(1);

	private static final long MIN_PERIOD = TimeUnit.MILLISECONDS.toNanos(10);

	private static final int ROUNDS_PER_LIMIT = 4;

	private final ClientLog log = new ClientLog(LogFactory.getLog(SessionMonitor.class));

	private final SessionRegistry registry;

	private final HeapShare share;

	private final MemoryRelief relief;

	/**
	 * A quarter of the shortest time in the settings of all endpoints, and at most one
	 * second; in nanoseconds.
	 */
	private final long period;

	private volatile @Nullable ScheduledExecutorService scheduler;

	public SessionMonitor(SessionRegistry registry, Collection<SessionOptions> options, HeapShare share) {
		this.registry = registry;
		this.share = share;
		this.relief = new MemoryRelief(registry, share);
		this.period = Math.max(MIN_PERIOD,
				options.stream()
					.flatMapToLong(SessionMonitor::limits)
					.map((limit) -> limit / ROUNDS_PER_LIMIT)
					.reduce(MAX_PERIOD, Math::min));
	}

	private static LongStream limits(SessionOptions options) {
		LongStream limits = LongStream.of(options.sendTimeLimit().toNanos());
		Duration interval = options.heartbeatInterval();
		return (interval.isZero()) ? limits
				: LongStream.concat(limits, LongStream.of(interval.toNanos(), options.heartbeatTimeout().toNanos()));
	}

	@Override
	public void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("ws-clock-");
		threads.setDaemon(true);
		ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(1, threads);
		scheduler.scheduleWithFixedDelay(this::round, this.period, this.period, TimeUnit.NANOSECONDS);
		this.scheduler = scheduler;
		this.share.onExcess(scheduler, this::relieve);
	}

	/**
	 * Check all sessions now, on the thread of this monitor, and wait until that is done.
	 * Does nothing if this monitor is not running.
	 */
	public void checkNow() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			CompletableFuture.runAsync(this::round, scheduler).join();
		}
	}

	/**
	 * Return whether a session is writing to its client.
	 * @return whether the client of an open session has not taken what is being written
	 */
	public boolean isWriting() {
		return this.registry.all().stream().anyMatch(TransportSession::isWriting);
	}

	private void round() {
		try {
			this.registry.all().forEach(this::check);
		}
		catch (Throwable ex) {
			this.log.survive("round", ex, "Failed to check all sessions of %s", this.registry);
		}
		this.share.release();
	}

	private void check(TransportSession session) {
		try {
			session.tick();
		}
		catch (Throwable ex) {
			this.log.survive(session.getEndpointName(), ex, "Heartbeat check of %s failed", session);
		}
	}

	private void relieve() {
		try {
			this.relief.relieve();
		}
		catch (Throwable ex) {
			this.log.survive("memory", ex, "Failed to close sessions of %s that hold too much memory", this.registry);
		}
	}

	@Override
	public void stop() {
		ScheduledExecutorService scheduler = this.scheduler;
		if (scheduler != null) {
			scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.scheduler != null;
	}

}
