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
import java.util.function.BooleanSupplier;

import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * The windows of a measurement, which the measuring process opens, and the pauses between
 * them, in which other servers are measured.
 *
 * @author The ws-starter authors
 */
final class Windows {

	/**
	 * The time of load before a window, until caches and queues are steady.
	 */
	private static final Duration RAMP = Duration.ofMillis(500);

	private static final Duration POLL = Duration.ofMillis(5);

	private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

	private final Load load;

	private final BooleanSupplier drained;

	private final Runnable resume;

	private Latencies latencies = new Latencies();

	private long receivedBefore;

	private boolean paused;

	/**
	 * Create the windows of a load that is under way.
	 * @param load the load generator
	 * @param drained whether nothing is in flight any longer, for a load that sends
	 * nothing while {@link #isPaused() paused}
	 * @param resume sends the messages that were held back in a pause
	 */
	Windows(Load load, BooleanSupplier drained, Runnable resume) {
		this.load = load;
		this.drained = drained;
		this.resume = resume;
	}

	/**
	 * Return whether to hold messages back, because another server is measured.
	 * @return whether another server is measured
	 */
	boolean isPaused() {
		return this.paused;
	}

	void record(long nanos) {
		this.latencies.record(nanos);
	}

	void warmUp() {
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), this::warm);
	}

	void warm() {
		pause("warm");
	}

	void open() {
		this.paused = false;
		this.resume.run();
		this.load.schedule(RAMP, this::measure);
	}

	private void measure() {
		this.latencies = new Latencies();
		this.receivedBefore = this.load.received();
		this.load.say(ControlLine.of("measuring"));
		this.latencies.start();
		this.load.schedule(Duration.ofSeconds(this.load.order("seconds")), this::close);
	}

	private void close() {
		this.latencies.stop();
		this.load.say(this.latencies.result("bytes", this.load.received() - this.receivedBefore));
		pause("drained");
	}

	private void pause(String name) {
		this.paused = true;
		awaitDrained(name, System.nanoTime() + LONGEST_DRAIN.toNanos());
	}

	private void awaitDrained(String name, long deadline) {
		if (this.drained.getAsBoolean()) {
			this.load.say(ControlLine.of(name));
		}
		else if (System.nanoTime() > deadline) {
			throw new WorkloadException(
					"messages were still not answered or delivered after %d s".formatted(LONGEST_DRAIN.toSeconds()));
		}
		else {
			this.load.schedule(POLL, () -> awaitDrained(name, deadline));
		}
	}

}
