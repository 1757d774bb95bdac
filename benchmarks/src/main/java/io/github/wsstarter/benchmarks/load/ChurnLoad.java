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

import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Opens connections and closes them again.
 *
 * @author The ws-starter authors
 */
final class ChurnLoad implements Scenario, ConnectionListener {

	private static final int AT_ONCE = 16;

	private static final int NORMAL = 1000;

	private final Latencies latencies = new Latencies();

	private final long[] startedAt = new long[AT_ONCE];

	private final Load load;

	private final int first;

	private final int cycles;

	private int started;

	private int ended;

	ChurnLoad(Load load) {
		this.load = load;
		this.first = load.order("first");
		this.cycles = this.first + load.order("cycles");
	}

	@Override
	public void start() {
		for (int i = 0; i < AT_ONCE; i++) {
			connect(i);
		}
	}

	private void connect(int slot) {
		if (this.started < this.cycles) {
			this.started++;
			this.startedAt[slot] = System.nanoTime();
			this.load.connect(slot, this);
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.close();
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		if (code != NORMAL) {
			throw new WorkloadException("the server answered a close of 1000 with " + code);
		}
		this.latencies.record(System.nanoTime() - this.startedAt[connection.index()]);
		this.ended++;
		if (this.ended == this.first) {
			this.load.say(ControlLine.of("measuring"));
			this.latencies.start();
		}
		else if (this.ended == this.cycles) {
			this.latencies.stop();
			this.load.say(this.latencies.result());
		}
		connect(connection.index());
	}

}
