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

package io.github.wsstarter.benchmarks.server.jakarta;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

import io.github.wsstarter.benchmarks.server.CloseLog;

/**
 * Sends each message to all sessions.
 *
 * @author The ws-starter authors
 */
class BroadcastEndpoint extends Endpoint {

	private final Map<String, Sender> receivers = new ConcurrentHashMap<>();

	private final Function<Session, Sender> senders;

	private final CloseLog closes;

	BroadcastEndpoint(Function<Session, Sender> senders, CloseLog closes) {
		this.senders = senders;
		this.closes = closes;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		this.receivers.put(session.getId(), this.senders.apply(session));
		session.addMessageHandler(String.class, new Broadcast(this.receivers));
	}

	@Override
	public void onClose(Session session, CloseReason reason) {
		this.receivers.remove(session.getId());
		this.closes.add(reason.getCloseCode().getCode());
	}

	private record Broadcast(Map<String, Sender> receivers) implements MessageHandler.Whole<String> {

		@Override
		public void onMessage(String message) {
			this.receivers.forEach((id, sender) -> send(id, sender, message));
		}

		private void send(String id, Sender sender, String message) {
			try {
				sender.send(message);
			}
			catch (IOException | IllegalStateException ex) {
				this.receivers.remove(id);
			}
		}

	}

}
