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

package com.example.app;

import jakarta.validation.Valid;
import jakarta.websocket.OnMessage;

import org.springframework.web.bind.annotation.PathVariable;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;

/**
 * Sends each message to all clients in the room.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/chat/{room}")
class ChatEndpoint {

	private final WsSessions sessions;

	ChatEndpoint(WsSessions sessions) {
		this.sessions = sessions;
	}

	@OnMessage
	void on(Join join, WsSession session) {
		session.getAttributes().put("name", join.name());
	}

	@OnMessage
	void on(@Valid Say say, WsSession session, @PathVariable String room) {
		String name = (String) session.getAttributes().getOrDefault("name", "anonymous");
		this.sessions.ofEndpoint(session.getEndpointName())
			.filter((other) -> room.equals(other.getPathVariables().get("room")))
			.forEach((other) -> other.send(new Said(name, say.text())));
	}

}
