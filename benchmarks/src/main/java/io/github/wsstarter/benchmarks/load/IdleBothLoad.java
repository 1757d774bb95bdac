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
import java.util.List;

import io.netty.buffer.ByteBuf;

import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Opens WebSocket connections, then as many streams of server-sent events, and leaves
 * them idle. On one connection, messages are then sent at a steady rate.
 *
 * @author The ws-starter authors
 */
final class IdleBothLoad implements Scenario, ConnectionListener {

	private static final int AT_ONCE = 64;

	private static final int MESSAGE = 128;

	private static final Duration PERIOD = Duration.ofMillis(10);

	private final Latencies latencies = new Latencies();

	private final ByteBuf frame = Frames.encode(Frames.TEXT, Frames.text("idle ", MESSAGE));

	private final List<ClientConnection> open = new ArrayList<>();

	private final Load load;

	private final int each;

	private int connecting;

	private int connectingStreams;

	private int openStreams;

	private long sentAt;

	IdleBothLoad(Load load) {
		this.load = load;
		this.each = load.order("connections");
	}

	@Override
	public void start() {
		for (int i = 0; i < AT_ONCE; i++) {
			connect();
		}
	}

	private void connect() {
		if (this.connecting < this.each) {
			this.load.connect(this.connecting, this);
			this.connecting++;
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		this.open.add(connection);
		connect();
		if (this.open.size() == this.each) {
			for (int i = 0; i < AT_ONCE; i++) {
				connectStream();
			}
		}
	}

	private void connectStream() {
		if (this.connectingStreams < this.each) {
			this.connectingStreams++;
			this.load.connect(0, (channel) -> new EventStreamConnection(this.load.word("stream"), this.load,
					this::openedStream, () -> {
					}));
		}
	}

	private void openedStream() {
		this.openStreams++;
		if (this.openStreams == this.each) {
			this.load.say(ControlLine.of("opened"));
		}
		connectStream();
	}

	@Override
	public void told(String what) {
		send();
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup")), this.latencies::start);
		this.load.schedule(Duration.ofSeconds(this.load.order("warmup") + this.load.order("seconds")), this::finish);
	}

	private void send() {
		this.sentAt = System.nanoTime();
		this.open.get(0).send(this.frame.retainedSlice());
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		this.latencies.record(this.load.now() - this.sentAt);
		this.load.schedule(PERIOD, this::send);
	}

	private void finish() {
		this.latencies.stop();
		this.load.say(this.latencies.result());
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		throw new WorkloadException("the server closed an idle connection with code " + code);
	}

}
