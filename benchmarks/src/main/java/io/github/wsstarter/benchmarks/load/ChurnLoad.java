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

import java.util.ArrayDeque;
import java.util.Queue;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Opens connections and closes them again.
 *
 * @author The ws-starter authors
 */
final class ChurnLoad implements Scenario, ConnectionListener {

	private static final int AT_ONCE = 16;

	private static final int NORMAL = 1000;

	private final Queue<Integer> free = new ArrayDeque<>(AT_ONCE);

	private final long[] startedAt = new long[AT_ONCE];

	private final Load load;

	private final Windows windows;

	private int cold;

	ChurnLoad(Load load) {
		this.load = load;
		this.windows = new Windows(load, () -> this.free.size() == AT_ONCE, this::connect);
		this.cold = load.order("first");
		for (int i = 0; i < AT_ONCE; i++) {
			this.free.add(i);
		}
	}

	@Override
	public void start() {
		connect();
	}

	private void connect() {
		while (!this.windows.isPaused() && !this.free.isEmpty()) {
			int slot = this.free.remove();
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
		int slot = connection.index();
		this.windows.record(System.nanoTime() - this.startedAt[slot]);
		this.free.add(slot);
		this.cold--;
		if (this.cold == 0) {
			this.windows.warm();
		}
		connect();
	}

	@Override
	public void told(String what) {
		this.windows.open();
	}

}
