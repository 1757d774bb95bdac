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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.netty.buffer.ByteBuf;

/**
 * Clients that take turns in sending a message, which the server sends back. A client
 * whose session ends is lost.
 *
 * @author The ws-starter authors
 */
final class EchoClients implements ConnectionListener {

	private static final int MESSAGE = 128;

	private final ByteBuf frame = Frames.encode(Frames.TEXT, Frames.text("echo ", MESSAGE));

	private final List<ClientConnection> open = new ArrayList<>();

	private final List<Queue<Calls.Call>> unanswered = new ArrayList<>();

	private final Load load;

	private final int clients;

	private final Runnable ready;

	private int next;

	/**
	 * Create clients that are not connected yet.
	 * @param load the load generator
	 * @param clients the number of clients
	 * @param ready called when all of them are connected
	 */
	EchoClients(Load load, int clients, Runnable ready) {
		this.load = load;
		this.clients = clients;
		this.ready = ready;
	}

	void connect() {
		for (int i = 0; i < this.clients; i++) {
			this.unanswered.add(new ArrayDeque<>());
			this.load.connect(i, this);
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		this.open.add(connection);
		if (this.open.size() == this.clients) {
			this.ready.run();
		}
	}

	void send(Calls echoes) {
		if (!this.open.isEmpty()) {
			ClientConnection connection = this.open.get(this.next++ % this.open.size());
			this.unanswered.get(connection.index()).add(echoes.begin());
			connection.send(this.frame.retainedSlice());
		}
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		this.unanswered.get(connection.index()).remove().answered(this.load.now());
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		this.open.remove(connection);
	}

	/**
	 * Return the number of clients that the server no longer serves.
	 * @return the number of clients
	 */
	int lost() {
		return this.clients - this.open.size();
	}

}
