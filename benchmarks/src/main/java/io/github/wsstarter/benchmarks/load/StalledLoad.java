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

package io.github.wsstarter.benchmarks.load;

import java.time.Duration;
import java.util.Arrays;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Publishes at a fixed rate, first while all clients read, then while some have stopped.
 * The latency counts from the time when a message was due, so that a server that delays
 * the publisher does not hide latency.
 *
 * @author The ws-starter authors
 */
final class StalledLoad implements Scenario, Audience.Receiver {

	private static final int STALLED_RECEIVE_BUFFER = 4096;

	private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);

	private static final Duration LAST_DELIVERIES = Duration.ofSeconds(40);

	private static final Duration LAST_CLOSE = Duration.ofSeconds(3);

	private final Window before = new Window();

	private final Window during = new Window();

	private final Load load;

	private final Audience audience;

	private final int healthy;

	private final int[] sizes;

	private final long interval;

	private long[] dueAt = new long[1024];

	private Window window = this.before;

	private long nextDue;

	private long stalledAt;

	StalledLoad(Load load) {
		this.load = load;
		this.audience = new Audience(load, this);
		this.healthy = this.audience.size() - load.order("stalled");
		this.sizes = Arrays.stream(load.word("sizes").split(",")).mapToInt(Integer::parseInt).toArray();
		this.interval = Duration.ofSeconds(1).toNanos() / load.order("rate");
	}

	@Override
	public void start() {
		this.audience.connect((index) -> (index < this.healthy) ? 0 : STALLED_RECEIVE_BUFFER);
	}

	@Override
	public void ready() {
		publish(new Window(), "warmup", () -> publish(this.before, "seconds", this::stall));
	}

	private void stall() {
		this.stalledAt = System.nanoTime();
		read(false);
		publish(this.during, "seconds", this::resume);
	}

	private void resume() {
		read(true);
		this.load.schedule(LAST_CLOSE, this::finish);
	}

	private void read(boolean read) {
		for (int i = this.healthy; i < this.audience.size(); i++) {
			this.audience.get(i).channel().config().setAutoRead(read);
		}
	}

	/**
	 * Publish for the time in a field of the order, and wait for the deliveries, so that
	 * no window burdens the next one.
	 * @param window the window for the latencies
	 * @param secondsKey the field of the order with the time in seconds
	 * @param next the step that follows
	 */
	private void publish(Window window, String secondsKey, Runnable next) {
		this.window = window;
		this.nextDue = System.nanoTime();
		long end = this.nextDue + Duration.ofSeconds(this.load.order(secondsKey)).toNanos();
		tick(end, () -> drain(System.nanoTime() + LAST_DELIVERIES.toNanos(), next));
	}

	private void tick(long end, Runnable next) {
		while (this.nextDue <= System.nanoTime() && this.nextDue < end) {
			int number = this.audience.publish(this.sizes[(int) (this.nextDue / this.interval % this.sizes.length)]);
			if (number >= this.dueAt.length) {
				this.dueAt = Arrays.copyOf(this.dueAt, number * 2);
			}
			this.dueAt[number] = this.nextDue;
			this.window.published(number);
			this.nextDue += this.interval;
		}
		if (this.nextDue < end) {
			this.load.schedule(Duration.ofNanos(Math.max(0, this.nextDue - System.nanoTime())), () -> tick(end, next));
		}
		else {
			next.run();
		}
	}

	private void drain(long deadline, Runnable next) {
		if (this.window.undelivered(this.healthy) > 0 && System.nanoTime() < deadline) {
			this.load.schedule(PROGRESS_INTERVAL, () -> drain(deadline, next));
		}
		else {
			next.run();
		}
	}

	private long undelivered() {
		return this.before.undelivered(this.healthy) + this.during.undelivered(this.healthy);
	}

	private void finish() {
		this.load.say(ControlLine.of("result", "p50", this.before.latencies.millis(50), "p99",
				this.before.latencies.millis(99), "stalled-p50", this.during.latencies.millis(50), "stalled-p99",
				this.during.latencies.millis(99), "undelivered", undelivered(), "stalled-at", this.stalledAt));
	}

	@Override
	public void delivered(ClientConnection connection, int number) {
		if (connection.index() < this.healthy && number < this.dueAt.length) {
			this.window.delivered(number, this.load.now() - this.dueAt[number]);
		}
	}

	@Override
	public boolean closed(ClientConnection connection, int code) {
		return connection.index() >= this.healthy;
	}

	/**
	 * The messages published in one window, whenever they are delivered.
	 */
	private static final class Window {

		private final Latencies latencies = new Latencies();

		private int first = -1;

		private int last = -1;

		void published(int number) {
			this.first = (this.first < 0) ? number : this.first;
			this.last = number;
		}

		void delivered(int number, long latency) {
			if (this.first >= 0 && number >= this.first && number <= this.last) {
				this.latencies.add(latency);
			}
		}

		long undelivered(int receivers) {
			return (this.first < 0) ? 0 : (this.last - this.first + 1L) * receivers - this.latencies.count();
		}

	}

}
