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
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * The connections of a broadcast. The first one publishes and receives as the others do.
 * A message starts with its number.
 *
 * @author The ws-starter authors
 */
final class Audience implements ConnectionListener {

	private static final int AT_ONCE = 64;

	private static final int NUMBER_DIGITS = 9;

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

	private final Load load;

	private final Receiver receiver;

	private final Dialect dialect;

	private final @Nullable DeflatedNumbers deflated;

	private final @Nullable ClientConnection[] connections;

	private final boolean[] reached;

	private IntUnaryOperator receiveBuffers = (index) -> 0;

	private int connecting;

	private int opened;

	private int missing;

	private int published;

	Audience(Load load, Receiver receiver) {
		this.load = load;
		this.receiver = receiver;
		this.dialect = Dialect.of(load.word("dialect"), NUMBER_DIGITS);
		this.connections = new ClientConnection[load.order("connections")];
		this.deflated = (load.isDeflate()) ? new DeflatedNumbers(this.connections.length) : null;
		this.reached = new boolean[this.connections.length];
		this.missing = this.connections.length;
	}

	int size() {
		return this.connections.length;
	}

	ClientConnection get(int index) {
		ClientConnection connection = this.connections[index];
		if (connection == null) {
			throw new IllegalStateException("connection %d is not open".formatted(index));
		}
		return connection;
	}

	/**
	 * Open all connections.
	 * @param receiveBuffers the size of the receive buffer of each, or 0 for the system's
	 * default
	 */
	void connect(IntUnaryOperator receiveBuffers) {
		this.receiveBuffers = receiveBuffers;
		for (int i = 0; i < AT_ONCE; i++) {
			connect();
		}
	}

	private void connect() {
		if (this.connecting < this.connections.length) {
			int index = this.connecting++;
			this.load.connect(index, this, this.receiveBuffers.applyAsInt(index));
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.keep(this.dialect.headLength());
		if (this.deflated != null) {
			this.deflated.opened(connection);
		}
		this.dialect.subscribe(connection);
		this.connections[connection.index()] = connection;
		this.opened++;
		if (this.opened == this.connections.length) {
			probe();
		}
		connect();
	}

	/**
	 * Publish until all connections were reached, because a server may complete a
	 * handshake before it has registered the session.
	 */
	private void probe() {
		if (this.missing > 0) {
			publish(NUMBER_DIGITS);
			this.load.schedule(PROBE_INTERVAL, this::probe);
			return;
		}
		if (this.deflated != null) {
			for (int i = 0; i < this.connections.length; i++) {
				this.deflated.count(get(i));
			}
		}
		this.receiver.ready();
	}

	/**
	 * Return the number of messages that were published.
	 * @return the number of the next one
	 */
	int published() {
		return this.published;
	}

	/**
	 * Publish a message.
	 * @param size its size in bytes
	 * @return its number
	 */
	int publish(int size) {
		int number = this.published++;
		String start = "%09d".formatted(number);
		byte[] payload = (this.deflated != null) ? Frames.json(start, size) : Frames.text(start, size);
		get(0).send(Frames.encode(Frames.TEXT, this.dialect.publish(payload)));
		return number;
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		if (this.deflated != null) {
			delivered(connection, this.deflated.number(connection, head, length));
			return;
		}
		int start = this.dialect.payloadStart(connection, head);
		if (start >= 0) {
			delivered(connection, number(head, start));
		}
	}

	static int number(byte[] head, int start) {
		int number = 0;
		for (int i = start; i < start + NUMBER_DIGITS; i++) {
			number = number * 10 + (head[i] - '0');
		}
		return number;
	}

	private void delivered(ClientConnection connection, int number) {
		if (!this.reached[connection.index()]) {
			this.reached[connection.index()] = true;
			this.missing--;
		}
		this.receiver.delivered(connection, number);
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		if (!this.receiver.closed(connection, code)) {
			throw new WorkloadException("the server closed a receiving client with code " + code);
		}
	}

	/**
	 * Callback interface for the events of the audience.
	 */
	interface Receiver {

		/**
		 * Called when all connections are open and subscribed.
		 */
		void ready();

		/**
		 * Called when a message has arrived.
		 * @param connection the connection on which it arrived
		 * @param number its number
		 */
		void delivered(ClientConnection connection, int number);

		/**
		 * Called when a connection has ended.
		 * @param connection the connection
		 * @param code the close code
		 * @return whether the end was expected
		 */
		default boolean closed(ClientConnection connection, int code) {
			return false;
		}

	}

}
