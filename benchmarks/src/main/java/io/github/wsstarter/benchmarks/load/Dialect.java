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

/**
 * The format of the messages between the subscribers of a broadcast and a server.
 *
 * @author The ws-starter authors
 */
interface Dialect {

	/**
	 * Return how much of a message's start is needed to read its number.
	 * @return the number of bytes
	 */
	int headLength();

	void subscribe(ClientConnection connection);

	/**
	 * Put the payload of a broadcast into a message to the server.
	 * @param payload the payload
	 * @return the message
	 */
	byte[] publish(byte[] payload);

	/**
	 * Return where the payload starts in a message of the server.
	 * @param connection the connection on which the message arrived
	 * @param head its start
	 * @return the index, or -1 if the message is not part of the broadcast
	 */
	int payloadStart(ClientConnection connection, byte[] head);

	static Dialect of(String name, int payloadHead) {
		return switch (name) {
			case "stomp" -> new StompDialect(payloadHead);
			case "plain" -> new PlainDialect(payloadHead);
			default -> throw new IllegalArgumentException("'dialect' must not be '" + name + "'");
		};
	}

}
