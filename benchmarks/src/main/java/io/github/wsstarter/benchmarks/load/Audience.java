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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * The connections of a broadcast. The first one publishes and receives as the others do.
 * A message starts with its number.
 *
 * @author The ws-starter authors
 */
final class Audience implements ConnectionListener {

	private static final int NUMBER_DIGITS = 9;

	private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

	private final Load load;

	private final Receiver receiver;

	private final Dialect dialect;

	private final @Nullable ClientConnection[] connections;

	private final boolean[] reached;

	private int opened;

	private int missing;

	private int published;

	Audience(Load load, Receiver receiver) {
		this.load = load;
		this.receiver = receiver;
		this.dialect = Dialect.of(load.word("dialect"), NUMBER_DIGITS);
		this.connections = new ClientConnection[load.order("connections")];
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

	void connect(int index, int receiveBuffer) {
		this.load.connect(index, this, receiveBuffer);
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.keep(this.dialect.headLength());
		this.dialect.subscribe(connection);
		this.connections[connection.index()] = connection;
		this.opened++;
		if (this.opened == this.connections.length) {
			probe();
		}
	}

	/**
	 * Publish until everybody was reached, because a server may complete a handshake
	 * before it has registered the session.
	 */
	private void probe() {
		if (this.missing > 0) {
			publish(NUMBER_DIGITS);
			this.load.schedule(PROBE_INTERVAL, this::probe);
		}
		else {
			this.receiver.ready();
		}
	}

	/**
	 * Publish a message.
	 * @param size its size in bytes
	 * @return its number
	 */
	int publish(int size) {
		int number = this.published++;
		byte[] payload = Frames.text("%09d".formatted(number), size);
		get(0).send(Frames.encode(Frames.TEXT, this.dialect.publish(payload)));
		return number;
	}

	@Override
	public void message(ClientConnection connection, byte[] head, int length) {
		int start = this.dialect.payloadStart(connection, head);
		if (start >= 0) {
			delivered(connection, number(head, start));
		}
	}

	private static int number(byte[] head, int start) {
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
	 * Takes what reaches the audience.
	 */
	interface Receiver {

		/**
		 * Everybody is there.
		 */
		void ready();

		/**
		 * A message arrived.
		 * @param connection where
		 * @param number its number
		 */
		void delivered(ClientConnection connection, int number);

		/**
		 * A connection ended.
		 * @param connection the connection
		 * @param code the close code
		 * @return whether that was to be expected
		 */
		default boolean closed(ClientConnection connection, int code) {
			return false;
		}

	}

}
