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
 * Takes what happens on client connections, always on the load generator's one thread.
 *
 * @author The ws-starter authors
 */
interface ConnectionListener {

	/**
	 * The handshake is done.
	 * @param connection the connection
	 */
	default void opened(ClientConnection connection) {
	}

	/**
	 * A message arrived.
	 * @param connection the connection
	 * @param head as much of its start as the connection was told to keep
	 * @param length the message's length in bytes
	 */
	default void message(ClientConnection connection, byte[] head, int length) {
	}

	/**
	 * All that was readable has been handled.
	 * @param connection the connection
	 */
	default void drained(ClientConnection connection) {
	}

	/**
	 * The connection ended.
	 * @param connection the connection
	 * @param code the code of the close frame, or 1006 when there was none
	 */
	default void closed(ClientConnection connection, int code) {
	}

}
