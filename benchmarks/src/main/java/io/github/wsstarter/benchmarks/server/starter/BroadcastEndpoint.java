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

package io.github.wsstarter.benchmarks.server.starter;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.benchmarks.server.CloseLog;

/**
 * Publishes each message to a topic that all sessions are subscribed to.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/broadcast")
class BroadcastEndpoint {

	private static final String TOPIC = "broadcast";

	private final Topics topics;

	private final CloseLog closes;

	BroadcastEndpoint(Topics topics, CloseLog closes) {
		this.topics = topics;
		this.closes = closes;
	}

	@OnOpen
	void opened(WsSession session) {
		session.subscribe(TOPIC);
	}

	@OnMessage
	void broadcast(String message) {
		this.topics.publish(TOPIC, message);
	}

	@OnClose
	void closed(CloseStatus status) {
		this.closes.add(status.getCode());
	}

}
