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
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.log.LogMessage;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * The broker of an application that runs in one instance. Topics and their history are
 * kept in memory, so that every topic has a new epoch after a restart.
 * <p>
 * The listener is called on the thread that publishes, before {@link #publish} returns.
 * {@link #recover} returns a completed stage.
 * <p>
 * A topic occupies memory while it has subscribers or history. A topic with history
 * settings stays in memory for the time to live of a message after its last subscriber
 * has left, unless there are more than {@value #MANY_TOPICS} topics. Expired messages are
 * not recovered, and are removed within some seconds.
 * <p>
 * A topic's log is created and dropped only while its entry in the map is locked. A
 * publisher that still uses a dropped log is told so and looks up the log again. The
 * monitor of a log guards its state.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class LocalMessageBroker implements MessageBroker, SmartLifecycle {

	private static final long SWEEP_SECONDS = 5;

	private static final int MANY_TOPICS = 10_000;

	private static final int USER_LOCKS = 64;

	private static final long FIRST_OF_10_DIGITS = (long) Math.pow(Character.MAX_RADIX, 9);

	private final Function<String, HistoryOptions> options;

	private final Clock clock;

	private final ClientLog log = new ClientLog(LogFactory.getLog(LocalMessageBroker.class));

	private final HeapShare memory;

	/**
	 * The first part of all epochs, which is unique among instances of the application
	 * that run later or elsewhere: ten letters or digits.
	 */
	private final String instance = Long.toString(
			new SecureRandom().nextLong(FIRST_OF_10_DIGITS, FIRST_OF_10_DIGITS * Character.MAX_RADIX),
			Character.MAX_RADIX);

	private final AtomicLong epochs = new AtomicLong();

	private final Map<String, TopicLog> logs = new ConcurrentHashMap<>();

	private final Object[] userLocks = Stream.generate(Object::new).limit(USER_LOCKS).toArray();

	private volatile @Nullable Listener listener;

	private volatile @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create a broker.
	 * @param options returns the history settings of a topic
	 * @param clock a clock that does not jump
	 * @param memory what the history may hold
	 */
	public LocalMessageBroker(Function<String, HistoryOptions> options, Clock clock, HeapShare memory) {
		this.memory = memory;
		this.options = options;
		this.clock = clock;
	}

	@Override
	public void setListener(Listener listener) {
		Assert.notNull(listener, "'listener' must not be null");
		this.listener = listener;
	}

	@Override
	public void publish(String topic, Payload payload, @Nullable String key) {
		Listener listener = listener();
		boolean published = false;
		while (!published) {
			TopicLog log = this.logs.get(topic);
			if (log == null) {
				if (!this.options.apply(topic).isKept()) {
					return;
				}
				log = this.logs.computeIfAbsent(topic, this::create);
			}
			published = log.publish(payload, key, this.clock.millis(), listener::published);
		}
	}

	@Override
	public void sendToUser(String user, Payload payload) {
		synchronized (this.userLocks[Math.floorMod(user.hashCode(), USER_LOCKS)]) {
			listener().sentToUser(user, payload);
		}
	}

	@Override
	public void subscribe(String topic) {
		this.logs.compute(topic, (name, present) -> {
			TopicLog log = (present != null) ? present : create(name);
			log.subscribe();
			return log;
		});
	}

	@Override
	public void unsubscribe(String topic) {
		long now = this.clock.millis();
		boolean stay = this.logs.size() <= MANY_TOPICS;
		this.logs.computeIfPresent(topic, (name, log) -> {
			log.unsubscribe(now);
			return (!log.sweep(now, stay)) ? log : null;
		});
	}

	@Override
	public CompletionStage<Recovery> recover(String topic, @Nullable Position since) {
		TopicLog log = this.logs.get(topic);
		if (log == null) {
			return CompletableFuture
				.failedFuture(new IllegalStateException("There is no subscription to '%s'".formatted(topic)));
		}
		return CompletableFuture.completedFuture(log.recover(since, this.clock.millis()));
	}

	private TopicLog create(String topic) {
		String epoch = this.instance + Long.toString(this.epochs.incrementAndGet(), Character.MAX_RADIX);
		return new TopicLog(topic, epoch, this.options.apply(topic), this.memory);
	}

	private Listener listener() {
		Listener listener = this.listener;
		Assert.state(listener != null, "No listener has been set");
		return listener;
	}

	int topicCount() {
		return this.logs.size();
	}

	@Override
	public void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("ws-history-");
		threads.setDaemon(true);
		ScheduledExecutorService scheduler = new ScheduledThreadPoolExecutor(1, threads);
		scheduler.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
		this.scheduler = scheduler;
		this.memory.onExcess(scheduler, this::relieve);
	}

	/**
	 * Drop the history of topics, those without a recent message first, until there is
	 * room for other messages.
	 */
	void relieve() {
		try {
			this.log.warn("memory", LogMessage.of(() -> "The history of topics holds too much memory. It is dropped, "
					+ "that of the topics without a recent message first (see 'ws.limits.memory')"));
			List<Aged> oldestFirst = this.logs.values()
				.stream()
				.map((log) -> new Aged(log, log.newestAt()))
				.sorted(Comparator.comparingLong(Aged::newestAt))
				.toList();
			for (Aged aged : oldestFirst) {
				if (!this.memory.isUsedUp()) {
					return;
				}
				aged.log().forget();
			}
		}
		catch (Throwable ex) {
			this.log.survive("memory", ex, "Failed to drop the history of topics in %s", this);
		}
	}

	void sweep() {
		try {
			long now = this.clock.millis();
			for (String topic : this.logs.keySet()) {
				this.logs.computeIfPresent(topic, (name, log) -> (!log.sweep(now, true)) ? log : null);
			}
		}
		catch (Throwable ex) {
			this.log.survive("sweep", ex, "Failed to expire the history of topics in %s", this);
		}
		this.memory.release();
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

	/**
	 * A log and when its newest message was published.
	 */
	private record Aged(TopicLog log, long newestAt) {

	}

}
