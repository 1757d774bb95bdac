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

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * Deliveries of publishes that go to everybody: counts them after a warm-up, and sees to
 * it that they go on.
 *
 * @author The ws-starter authors
 */
final class Deliveries {

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

	private final Latencies latencies = new Latencies();

	private final InFlight inFlight = new InFlight();

	private final Load load;

	private int first = Integer.MAX_VALUE;

	private long delivered;

	private long receivedBefore;

	Deliveries(Load load) {
		this.load = load;
	}

	/**
	 * Start the warm-up, after which the measurement follows. Nothing before counts.
	 * @param first the first publish that does
	 */
	void start(int first) {
		this.first = first;
		this.load.watch(LONGEST_SILENCE, () -> this.delivered);
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), this::measure);
	}

	/**
	 * Note that a message is about to be published.
	 * @param number its number
	 * @param receivers how many should get it
	 */
	void published(int number, int receivers) {
		this.inFlight.published(number, receivers);
	}

	/**
	 * Note that a message was delivered.
	 * @param number its number
	 * @return whether it counts and has now reached everybody
	 */
	boolean delivered(int number) {
		if (number < this.first) {
			return false;
		}
		this.delivered++;
		this.latencies.record(this.inFlight.age(number, this.load.now()));
		return this.inFlight.delivered(number);
	}

	private void measure() {
		this.load.say(ControlLine.of("measuring"));
		this.receivedBefore = this.load.received();
		this.latencies.start();
		this.load.schedule(Duration.ofSeconds(this.load.order("seconds")), this::finish);
	}

	private void finish() {
		this.latencies.stop();
		this.load.say(this.latencies.result("bytes", this.load.received() - this.receivedBefore));
	}

}
