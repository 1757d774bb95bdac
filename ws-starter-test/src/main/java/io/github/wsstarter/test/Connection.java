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

package io.github.wsstarter.test;

import java.io.IOException;

/**
 * The connection of a {@link WsTestSession} to the server. It adds what the server sends
 * to the {@link Conversation}.
 *
 * @author The ws-starter authors
 */
interface Connection {

	void sendText(String text) throws IOException;

	void sendBinary(byte[] payload) throws IOException;

	/**
	 * Start the close handshake.
	 * @param code the close code
	 * @throws IOException if the connection has ended
	 */
	void close(int code) throws IOException;

	/**
	 * Stop answering pings.
	 */
	void ignorePings();

	/**
	 * End the connection without a close handshake.
	 * @throws IOException if the connection fails
	 */
	void abort() throws IOException;

}
