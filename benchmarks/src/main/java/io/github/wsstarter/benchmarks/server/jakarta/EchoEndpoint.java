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
import java.io.UncheckedIOException;
import java.util.function.Function;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

/**
 * Answers each message with its text.
 *
 * @author The ws-starter authors
 */
class EchoEndpoint extends Endpoint {

	private final Function<Session, Sender> senders;

	EchoEndpoint(Function<Session, Sender> senders) {
		this.senders = senders;
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
		Sender sender = this.senders.apply(session);
		session.addMessageHandler(String.class, new Echo(sender));
	}

	private record Echo(Sender sender) implements MessageHandler.Whole<String> {

		@Override
		public void onMessage(String message) {
			try {
				this.sender.send(message);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
