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

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.github.wsstarter.test.Conversation.Kind;
import io.github.wsstarter.test.Conversation.Received;

/**
 * Messages without a subprotocol: each WebSocket message is a message of the application.
 *
 * @param exchange sends the messages
 * @param payloads encodes and parses the messages
 * @author The ws-starter authors
 */
record PlainMessages(Exchange exchange, JsonPayloads payloads) implements Messages {

	@Override
	public void sendText(String text) {
		this.exchange.sendText(text);
	}

	@Override
	public void sendJson(Object payload) {
		this.exchange.sendText(this.payloads.encode(payload));
	}

	@Override
	public boolean isInOrder(Received received) {
		return true;
	}

	@Override
	public boolean isGoodbye(Received received) {
		return false;
	}

	@Override
	public @Nullable String text(Received received) {
		return (received.kind() == Kind.TEXT) ? received.text() : null;
	}

	@Override
	public @Nullable JsonNode json(Received received) {
		return this.payloads.parse(received);
	}

}
