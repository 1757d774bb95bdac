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
import java.util.List;

import io.netty.buffer.ByteBuf;

import io.github.wsstarter.benchmarks.control.ControlLine;
import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Opens connections, exchanges one message on each, and keeps them open. Begins with a
 * few connections, so that the server has loaded its classes before it is measured.
 *
 * @author The ws-starter authors
 */
final class IdleLoad implements Scenario, ConnectionListener {

	private static final int FIRST = 100;

	private static final int AT_ONCE = 64;

	private static final int MESSAGE = 128;

	private final List<ClientConnection> open = new ArrayList<>();

	private final ByteBuf frame;

	private final Load load;

	private int wanted = FIRST;

	private int connecting;

	private int answered;

	private boolean closing;

	IdleLoad(Load load) {
		this.load = load;
		byte[] message = Frames.text("idle ", MESSAGE);
		this.frame = (load.isDeflate()) ? Frames.deflated(message) : Frames.encode(Frames.TEXT, message);
	}

	@Override
	public void start() {
		for (int i = 0; i < Math.min(AT_ONCE, this.wanted); i++) {
			connect();
		}
	}

	private void connect() {
		if (this.connecting < this.wanted) {
			this.load.connect(this.connecting, this);
			this.connecting++;
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		this.open.add(connection);
		connection.send(this.frame.retainedSlice());
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		if (length != MESSAGE && !connection.isCompressed()) {
			throw new WorkloadException("an echo has %d bytes instead of %d".formatted(length, MESSAGE));
		}
		this.answered++;
		if (this.answered == this.wanted) {
			this.load.say(ControlLine.of("opened"));
		}
		connect();
	}

	@Override
	public void told(String what) {
		if (what.equals("close")) {
			this.closing = true;
			this.open.forEach(ClientConnection::close);
			return;
		}
		this.closing = false;
		this.connecting = 0;
		this.answered = 0;
		this.wanted = this.load.order("connections");
		start();
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		if (!this.closing) {
			throw new WorkloadException("the server closed an idle connection with code " + code);
		}
		this.open.remove(connection);
		if (this.open.isEmpty()) {
			this.load.say(ControlLine.of("closed"));
		}
	}

}
