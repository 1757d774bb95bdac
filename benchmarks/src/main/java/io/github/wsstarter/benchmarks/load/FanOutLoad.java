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
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Keeps a number of publishes in flight, each of which goes to all connections.
 *
 * @author The ws-starter authors
 */
final class FanOutLoad implements Scenario, Audience.Receiver {

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

	private final Latencies latencies = new Latencies();

	private final InFlight inFlight = new InFlight();

	private final Load load;

	private final Audience audience;

	private int first = Integer.MAX_VALUE;

	private long delivered;

	private long receivedBefore;

	FanOutLoad(Load load) {
		this.load = load;
		this.audience = new Audience(load, this);
	}

	@Override
	public void start() {
		this.audience.connect((index) -> 0);
	}

	@Override
	public void ready() {
		this.first = publish();
		for (int i = 1; i < this.load.order("in-flight"); i++) {
			publish();
		}
		watch(-1);
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), this::measure);
	}

	private int publish() {
		int number = this.audience.publish(this.load.order("size"));
		this.inFlight.published(number, this.audience.size());
		return number;
	}

	@Override
	public void delivered(ClientConnection connection, int number) {
		if (number < this.first) {
			return;
		}
		this.delivered++;
		this.latencies.record(this.inFlight.age(number, this.load.now()));
		if (this.inFlight.delivered(number)) {
			publish();
		}
	}

	private void watch(long before) {
		if (this.delivered == before) {
			throw new WorkloadException("a publish did not reach everybody");
		}
		long now = this.delivered;
		this.load.schedule(LONGEST_SILENCE, () -> watch(now));
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
