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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Keeps a number of messages in flight on each connection, and sends a new message for
 * each echo.
 *
 * @author The ws-starter authors
 */
final class EchoLoad implements Scenario, ConnectionListener {

	private final Load load;

	private final int connections;

	private final int inFlight;

	private final byte[] payload;

	private final ByteBuf frames;

	private final int frameLength;

	private final long[][] sentAt;

	private final int[] oldest;

	private final int[] returned;

	private final boolean[] verified;

	private final List<ClientConnection> open = new ArrayList<>();

	private final Windows windows;

	EchoLoad(Load load) {
		this.load = load;
		this.connections = load.order("connections");
		this.inFlight = load.order("in-flight");
		this.payload = Frames.text("echo ", load.order("size"));
		ByteBuf frame = Frames.encode(Frames.TEXT, this.payload);
		this.frameLength = frame.readableBytes();
		this.frames = Unpooled.directBuffer(this.frameLength * this.inFlight);
		for (int i = 0; i < this.inFlight; i++) {
			this.frames.writeBytes(frame, 0, this.frameLength);
		}
		this.sentAt = new long[this.connections][this.inFlight];
		this.oldest = new int[this.connections];
		this.returned = new int[this.connections];
		this.verified = new boolean[this.connections];
		this.windows = new Windows(load, this::isDrained, () -> this.open.forEach(this::drained));
	}

	private boolean isDrained() {
		return Arrays.stream(this.returned).allMatch((count) -> count == this.inFlight);
	}

	@Override
	public void start() {
		for (int i = 0; i < this.connections; i++) {
			this.load.connect(i, this);
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.keep(this.payload.length);
		send(connection, this.inFlight);
		this.open.add(connection);
		if (this.open.size() == this.connections) {
			this.windows.warmUp();
		}
	}

	private void send(ClientConnection connection, int count) {
		int i = connection.index();
		long now = System.nanoTime();
		for (int k = 0; k < count; k++) {
			this.sentAt[i][(this.oldest[i] + this.inFlight - count + k) % this.inFlight] = now;
		}
		connection.send(this.frames.retainedSlice(0, count * this.frameLength));
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		int i = connection.index();
		if (length != this.payload.length) {
			throw new WorkloadException("an echo has %d bytes instead of %d".formatted(length, this.payload.length));
		}
		if (!this.verified[i]) {
			verify(connection, head);
		}
		this.windows.record(this.load.now() - this.sentAt[i][this.oldest[i]]);
		this.oldest[i] = (this.oldest[i] + 1) % this.inFlight;
		this.returned[i]++;
	}

	private void verify(ClientConnection connection, byte[] head) {
		if (!Arrays.equals(head, this.payload)) {
			throw new WorkloadException("an echo differs from what was sent");
		}
		this.verified[connection.index()] = true;
		connection.keep(0);
	}

	@Override
	public void drained(ClientConnection connection) {
		int count = this.returned[connection.index()];
		if (count > 0 && !this.windows.isPaused()) {
			this.returned[connection.index()] = 0;
			send(connection, count);
		}
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		throw new WorkloadException("the server closed a connection with code " + code);
	}

	@Override
	public void told(String what) {
		this.windows.open();
	}

}
