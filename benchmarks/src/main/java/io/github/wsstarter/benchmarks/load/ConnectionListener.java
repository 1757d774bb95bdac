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

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Callback interface for the events of client connections, called on the single thread of
 * the load generator.
 *
 * @author The ws-starter authors
 */
interface ConnectionListener {

	/**
	 * Called when the handshake is complete.
	 * @param connection the connection
	 */
	default void opened(ClientConnection connection) {
	}

	/**
	 * Called when the server has refused the handshake. Fails unless it is overridden.
	 * @param connection the connection, which is then closed
	 * @param status the status line of the response
	 */
	default void refused(ClientConnection connection, String status) {
		throw new WorkloadException(status);
	}

	/**
	 * Called when a message has arrived.
	 * @param connection the connection
	 * @param head the start of the message, of the length that the connection keeps
	 * @param length the length of the message in bytes
	 */
	default void message(ClientConnection connection, byte[] head, int length) {
	}

	/**
	 * Called when everything that was readable has been handled.
	 * @param connection the connection
	 */
	default void drained(ClientConnection connection) {
	}

	/**
	 * Called when the connection has ended.
	 * @param connection the connection
	 * @param code the code of the close frame, or 1006 when there was none
	 */
	default void closed(ClientConnection connection, int code) {
	}

}
