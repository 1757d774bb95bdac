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
 * Ordinary HTTP requests, first alone, then while streams of server-sent events are open.
 *
 * @author The ws-starter authors
 */
final class StreamsLoad implements Scenario, HttpConnection.Listener {

	private static final int AT_ONCE = 64;

	private static final Duration LAST_ARRIVAL = Duration.ofSeconds(10);

	private final Load load;

	private final int streams;

	private Latencies latencies = new Latencies();

	private int connecting;

	private int open;

	private int reached;

	StreamsLoad(Load load) {
		this.load = load;
		this.streams = load.order("streams");
	}

	@Override
	public void start() {
		for (int i = 0; i < this.load.order("connections"); i++) {
			this.load.connect(0, (channel) -> new HttpConnection(this.load, channel, this));
		}
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), () -> this.load.say(ControlLine.of("warm")));
	}

	@Override
	public void idle(HttpConnection connection) {
		connection.get(this.load.word("path"));
	}

	@Override
	public void answered(long nanos) {
		this.latencies.record(nanos);
	}

	private void measure() {
		this.latencies = new Latencies();
		this.load.say(ControlLine.of("measuring"));
		this.latencies.start();
		this.load.schedule(Duration.ofSeconds(this.load.order("seconds")), this::finish);
	}

	private void finish() {
		this.latencies.stop();
		this.load.say(this.latencies.result());
	}

	@Override
	public void told(String what) {
		switch (what) {
			case "open" -> {
				for (int i = 0; i < AT_ONCE; i++) {
					connect();
				}
			}
			case "measure" -> measure();
			case "listen" ->
				this.load.schedule(LAST_ARRIVAL, () -> this.load.say(ControlLine.of("reached", "count", this.reached)));
			default -> throw new IllegalArgumentException("'what' must not be '" + what + "'");
		}
	}

	private void connect() {
		if (this.connecting < this.streams) {
			this.connecting++;
			this.load.connect(0, (channel) -> new EventStreamConnection(this.load.word("stream"), this.load,
					this::opened, () -> this.reached++));
		}
	}

	private void opened() {
		this.open++;
		if (this.open == this.streams) {
			this.load.say(ControlLine.of("opened"));
		}
		connect();
	}

}
