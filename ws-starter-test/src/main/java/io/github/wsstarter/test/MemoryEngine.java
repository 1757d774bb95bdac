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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.websocket.WebSocketEngine;

/**
 * A WebSocket engine without sockets: connects sessions to the {@link MemoryConnection}
 * that is an attribute of the request.
 *
 * @author The ws-starter authors
 */
final class MemoryEngine implements WebSocketEngine {

	static final String CONNECTION = MemoryEngine.class.getName() + ".CONNECTION";

	private final SessionFactory sessions;

	MemoryEngine(SessionFactory sessions) {
		this.sessions = sessions;
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route,
			Handshake handshake, Runnable onEnd) {
		MemoryConnection connection = (MemoryConnection) request.getAttribute(CONNECTION);
		Assert.state(connection != null, "Only a WsTestClient can connect, as there is no web server");
		connection.start(this.sessions.create(route, handshake, connection, onEnd));
		response.setStatus(HttpStatus.SWITCHING_PROTOCOLS.value());
	}

}
