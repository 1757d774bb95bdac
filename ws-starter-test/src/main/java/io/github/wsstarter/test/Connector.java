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
import java.net.SocketTimeoutException;

/**
 * Connects to a server.
 *
 * @author The ws-starter authors
 */
interface Connector {

	/**
	 * Open a session.
	 * @param request the handshake
	 * @param conversation takes what the server sends
	 * @return the connection
	 * @throws SocketTimeoutException if the server does not answer in time
	 * @throws IOException if the connection fails
	 * @throws AssertionError if the server refuses the handshake
	 */
	Connection connect(WsTestHandshake request, Conversation conversation) throws IOException;

	/**
	 * Send a handshake, and close the session if it opens one.
	 * @param request the handshake
	 * @return the status of the response
	 * @throws SocketTimeoutException if the server does not answer in time
	 * @throws IOException if the connection fails
	 */
	int status(WsTestHandshake request) throws IOException;

	/**
	 * Return a connector to the same application at another port.
	 * @param port the port
	 * @return the other connector
	 * @throws IllegalStateException if this connector does not connect to a port
	 */
	Connector withPort(int port);

}
