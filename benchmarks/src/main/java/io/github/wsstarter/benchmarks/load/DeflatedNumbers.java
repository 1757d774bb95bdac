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

import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers of messages that may be compressed. Decompresses all messages until
 * all connections are ready. From then on, the messages of a connection are counted,
 * because they arrive in order, and only those of the first connection are decompressed,
 * to check the order.
 *
 * @author The ws-starter authors
 */
final class DeflatedNumbers {

	private static final int LONGEST_MESSAGE = 1024;

	private final @Nullable MessageInflater[] inflaters;

	private final int[] last;

	private boolean counting;

	DeflatedNumbers(int connections) {
		this.inflaters = new MessageInflater[connections];
		this.last = new int[connections];
	}

	void opened(ClientConnection connection) {
		connection.keep(LONGEST_MESSAGE);
		this.inflaters[connection.index()] = new MessageInflater(connection.isContextTakeover());
	}

	/**
	 * Count from now on.
	 * @param connection a connection
	 */
	void count(ClientConnection connection) {
		this.counting = true;
		MessageInflater inflater = this.inflaters[connection.index()];
		if (connection.index() > 0 && inflater != null) {
			inflater.end();
			this.inflaters[connection.index()] = null;
			connection.keep(0);
		}
	}

	/**
	 * Return the number of a message.
	 * @param connection the connection on which it arrived
	 * @param payload the bytes of the message that the connection has kept
	 * @param length the number of these bytes
	 * @return its number
	 */
	int number(ClientConnection connection, byte[] payload, int length) {
		int index = connection.index();
		MessageInflater inflater = this.inflaters[index];
		int expected = this.last[index] + 1;
		if (inflater == null) {
			this.last[index] = expected;
			return expected;
		}
		byte[] text = (connection.isCompressed()) ? inflater.inflate(payload, length) : payload;
		int number = Audience.number(text, 0);
		if (this.counting && number != expected) {
			throw new IllegalStateException("message %d arrived instead of %d".formatted(number, expected));
		}
		this.last[index] = number;
		return number;
	}

}
