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

package io.github.wsstarter.benchmarks.server.raw;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.SessionLimitExceededException;
import org.springframework.web.socket.handler.TextWebSocketHandler;

import io.github.wsstarter.benchmarks.server.CloseLog;

/**
 * Sends each message to all sessions, with Spring's decorator for concurrent sends and
 * the default limits of ws-starter.
 *
 * @author The ws-starter authors
 */
class BroadcastHandler extends TextWebSocketHandler {

	private static final int SEND_TIME_LIMIT_MILLIS = 10_000;

	private static final int SEND_BUFFER_BYTES = 512 * 1024;

	private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();

	private final CloseLog closes;

	BroadcastHandler(CloseLog closes) {
		this.closes = closes;
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		this.sessions.put(session.getId(),
				new ConcurrentWebSocketSessionDecorator(session, SEND_TIME_LIMIT_MILLIS, SEND_BUFFER_BYTES));
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) {
		this.sessions.values().forEach((receiver) -> send(receiver, message));
	}

	private void send(WebSocketSession receiver, TextMessage message) {
		try {
			receiver.sendMessage(message);
		}
		catch (SessionLimitExceededException ex) {
			close(receiver, ex.getStatus());
		}
		catch (IOException | IllegalStateException ex) {
			close(receiver, CloseStatus.SERVER_ERROR);
		}
	}

	private void close(WebSocketSession receiver, CloseStatus status) {
		this.sessions.remove(receiver.getId());
		try {
			receiver.close(status);
		}
		catch (IOException ex) {
			// The session is closed in any case
		}
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.sessions.remove(session.getId());
		this.closes.add(status.getCode());
	}

}
