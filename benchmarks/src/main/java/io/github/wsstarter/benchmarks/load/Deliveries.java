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

import java.util.function.BooleanSupplier;

/**
 * Keeps a number of publishes to all connections in flight, and measures their
 * deliveries.
 *
 * @author The ws-starter authors
 */
final class Deliveries {

	private final InFlight inFlight = new InFlight();

	private final Windows windows;

	private final int most;

	private final BooleanSupplier publisher;

	private int first = Integer.MAX_VALUE;

	private int waiting;

	/**
	 * Create the deliveries.
	 * @param load the load generator
	 * @param publisher publishes a message, and returns whether it was published
	 */
	Deliveries(Load load, BooleanSupplier publisher) {
		this.windows = new Windows(load, this::isDrained, this::publish);
		this.most = load.order("in-flight");
		this.publisher = publisher;
	}

	private boolean isDrained() {
		return this.waiting == this.most;
	}

	/**
	 * Start the warm-up.
	 * @param first the first publish that counts
	 */
	void start(int first) {
		this.first = first;
		this.waiting = this.most;
		this.windows.warmUp();
		publish();
	}

	/**
	 * Publish until enough messages are in flight.
	 */
	void publish() {
		while (this.waiting > 0 && !this.windows.isPaused() && this.publisher.getAsBoolean()) {
			this.waiting--;
		}
	}

	void published(int number, int receivers) {
		this.inFlight.published(number, receivers);
	}

	/**
	 * Note that a message was delivered, and publish the next one if it has now reached
	 * all receivers.
	 * @param number its number
	 * @param now the time at which it arrived
	 */
	void delivered(int number, long now) {
		if (number < this.first) {
			return;
		}
		this.windows.record(this.inFlight.age(number, now));
		if (this.inFlight.delivered(number)) {
			this.waiting++;
			publish();
		}
	}

	void measure() {
		this.windows.open();
	}

}
