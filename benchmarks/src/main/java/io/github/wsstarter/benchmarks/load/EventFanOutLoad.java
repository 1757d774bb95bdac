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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Keeps a number of publishes in flight, each of which goes to all streams of server-sent
 * events. Publishes by ordinary requests, on more connections than needed, so that no
 * publish waits for a response.
 *
 * @author The ws-starter authors
 */
final class EventFanOutLoad implements Scenario, HttpConnection.Listener, EventParser.Sink {

	private static final int AT_ONCE = 64;

	private static final int NUMBER_DIGITS = 9;

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

	private final Queue<HttpConnection> idle = new ArrayDeque<>();

	private final Load load;

	private final Deliveries deliveries;

	private final int streams;

	private final boolean[] reached;

	private int connecting;

	private int opened;

	private int missing;

	private int published;

	EventFanOutLoad(Load load) {
		this.load = load;
		this.deliveries = new Deliveries(load, () -> publish(load.order("size")));
		this.streams = load.order("connections");
		this.reached = new boolean[this.streams];
		this.missing = this.streams;
	}

	@Override
	public void start() {
		for (int i = 0; i < this.load.order("in-flight") * 2; i++) {
			this.load.connect(0, (channel) -> new HttpConnection(this.load, channel, this));
		}
		for (int i = 0; i < AT_ONCE; i++) {
			connect();
		}
	}

	private void connect() {
		if (this.connecting < this.streams) {
			int index = this.connecting++;
			this.load.connect(0, (channel) -> new EventConnection(this.load.word("stream"), this.load,
					new EventParser(index, this)));
		}
	}

	@Override
	public void opened() {
		this.opened++;
		if (this.opened == this.streams) {
			probe();
		}
		connect();
	}

	/**
	 * Publish until all streams were reached, because a server may answer before it has
	 * registered the stream.
	 */
	private void probe() {
		if (this.missing > 0) {
			publish(NUMBER_DIGITS);
			this.load.schedule(PROBE_INTERVAL, this::probe);
			return;
		}
		this.deliveries.start(this.published);
	}

	private boolean publish(int size) {
		HttpConnection connection = this.idle.poll();
		if (connection == null) {
			return false;
		}
		int number = this.published++;
		this.deliveries.published(number, this.streams);
		connection.post(this.load.word("path"),
				new String(Frames.text("%09d".formatted(number), size), StandardCharsets.US_ASCII));
		return true;
	}

	@Override
	public void idle(HttpConnection connection) {
		this.idle.add(connection);
		this.deliveries.publish();
	}

	@Override
	public void answered(long nanos) {
	}

	@Override
	public void event(int stream, int number) {
		if (!this.reached[stream]) {
			this.reached[stream] = true;
			this.missing--;
		}
		this.deliveries.delivered(number, this.load.now());
	}

	@Override
	public void told(String what) {
		this.deliveries.measure();
	}

}
