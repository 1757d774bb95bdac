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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Publishes to one topic after another, and measures the time until the last subscriber
 * has the message. Each connection is subscribed to the same number of topics, and each
 * topic has subscribers.
 *
 * @author The ws-starter authors
 */
final class GrowthLoad implements Scenario, ConnectionListener {

	private static final int AT_ONCE = 64;

	private static final int FIRST = 100;

	private static final int NUMBER_DIGITS = 9;

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

	private final Latencies latencies = new Latencies();

	private final InFlight inFlight = new InFlight();

	private final Load load;

	private final int topics;

	private final int subscriptions;

	private final int[] subscribers;

	private final List<ClientConnection> open = new ArrayList<>();

	private @Nullable ClientConnection publisher;

	private int wanted;

	private int connecting;

	private int subscribed;

	private int published;

	private boolean closing;

	private long delivered;

	private long deliveredBefore;

	GrowthLoad(Load load) {
		this.load = load;
		this.topics = load.order("topics");
		this.subscriptions = Math.min(load.order("subscriptions"), this.topics);
		this.subscribers = new int[this.topics];
		this.wanted = Math.min(FIRST, load.order("connections"));
	}

	@Override
	public void start() {
		for (int i = 0; i < AT_ONCE; i++) {
			connect();
		}
	}

	private void connect() {
		if (this.connecting < this.wanted) {
			int index = this.connecting++;
			int first = (int) ((long) index * this.subscriptions % this.topics);
			for (int i = 0; i < this.subscriptions; i++) {
				this.subscribers[(first + i) % this.topics]++;
			}
			this.load.connect(index, this, 0, "%s?first=%d&count=%d&total=%d".formatted(this.load.word("path"), first,
					this.subscriptions, this.topics));
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.keep(NUMBER_DIGITS);
		this.open.add(connection);
		if (connection.index() == 0) {
			this.publisher = connection;
		}
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		if (head[0] < '0' || head[0] > '9') {
			subscribed();
			return;
		}
		int number = Audience.number(head, 0);
		this.delivered++;
		if (this.inFlight.delivered(number)) {
			this.latencies.record(this.inFlight.age(number, this.load.now()));
			publish();
		}
	}

	private void subscribed() {
		this.subscribed++;
		if (this.subscribed == this.wanted) {
			this.load.say(ControlLine.of("opened"));
		}
		connect();
	}

	@Override
	public void told(String what) {
		switch (what) {
			case "close" -> {
				this.closing = true;
				this.open.forEach(ClientConnection::close);
			}
			case "open" -> reopen();
			case "measure" -> measure();
			default -> throw new IllegalArgumentException("'what' must not be '" + what + "'");
		}
	}

	private void reopen() {
		this.closing = false;
		this.connecting = 0;
		this.subscribed = 0;
		this.wanted = this.load.order("connections");
		Arrays.fill(this.subscribers, 0);
		start();
	}

	private void measure() {
		for (int i = 0; i < this.load.order("in-flight"); i++) {
			publish();
		}
		watch(-1);
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), () -> {
			this.load.say(ControlLine.of("measuring"));
			this.deliveredBefore = this.delivered;
			this.latencies.start();
			this.load.schedule(Duration.ofSeconds(this.load.order("seconds")), this::finish);
		});
	}

	/**
	 * Fail as soon as messages are no longer delivered.
	 * @param before the number of messages that were delivered at the previous check
	 */
	private void watch(long before) {
		long now = this.delivered;
		if (now == before) {
			throw new WorkloadException("a message did not reach all subscribers");
		}
		this.load.schedule(LONGEST_SILENCE, () -> watch(now));
	}

	private void publish() {
		ClientConnection connection = this.publisher;
		if (connection == null) {
			throw new IllegalStateException("no connection is open");
		}
		int number = this.published++;
		int topic = number % this.topics;
		if (this.subscribers[topic] == 0) {
			throw new WorkloadException("there are no subscribers to topic  " + topic);
		}
		byte[] payload = Frames.text("%09d%09d".formatted(number, topic), this.load.order("size"));
		this.inFlight.published(number, this.subscribers[topic]);
		connection.send(Frames.encode(Frames.TEXT, payload));
	}

	private void finish() {
		this.latencies.stop();
		this.load.say(this.latencies.result("deliveries", this.delivered - this.deliveredBefore));
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		if (!this.closing) {
			throw new WorkloadException("the server closed a connection with code " + code);
		}
		this.open.remove(connection);
		if (this.open.isEmpty()) {
			this.load.say(ControlLine.of("closed"));
		}
	}

}
