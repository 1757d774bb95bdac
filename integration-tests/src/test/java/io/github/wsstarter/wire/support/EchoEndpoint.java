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

package io.github.wsstarter.wire.support;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

/**
 * Sends each message back, but answers {@code id} with the id of the session.
 *
 * @author The ws-starter authors
 */
@WsEndpoint(path = "/ws/echo", name = "echo")
public class EchoEndpoint extends Closings {

	@OnMessage
	String text(String message, WsSession session) {
		return ("id".equals(message)) ? session.getId() : message;
	}

	@OnMessage
	byte[] binary(byte[] message) {
		return message;
	}

	@OnClose
	void closed(WsSession session, CloseStatus status) {
		add(session, status);
	}

}
