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

package io.github.wsstarter.websocket;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * An engine that speaks WebSocket on a connection whose handshake was accepted.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface WebSocketEngine {

	/**
	 * Return the name of the engine.
	 * @return {@code container} or {@code direct}
	 */
	String name();

	/**
	 * Answer a valid handshake with 101 and open a session on the connection.
	 * @param request the request, which must not be used after this call
	 * @param response the response, with the headers that checks added
	 * @param route the endpoint
	 * @param handshake the copy of the request for the session
	 * @param onEnd called when the session has ended. If this method fails, its caller
	 * calls it; further calls have no effect
	 * @throws IOException if the connection failed
	 * @throws ServletException if the connection could not be upgraded
	 */
	void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route, Handshake handshake,
			Runnable onEnd) throws IOException, ServletException;

}
