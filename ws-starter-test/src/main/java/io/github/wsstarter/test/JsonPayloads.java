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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.test.Conversation.Kind;
import io.github.wsstarter.test.Conversation.Received;

/**
 * Encodes payloads as the server does, so that a client sends and expects the same JSON.
 *
 * @param mapper reads JSON, and writes text, bytes and {@code null}, which never reach a
 * codec
 * @param codec encodes other objects
 * @author The ws-starter authors
 */
record JsonPayloads(JsonMapper mapper, MessageCodec codec) {

	String encode(@Nullable Object payload) {
		if (payload == null || payload instanceof CharSequence || payload instanceof byte[]) {
			return this.mapper.writeValueAsString(payload);
		}
		return this.codec.encode(payload);
	}

	/**
	 * Return a payload as it is in a frame. If the codec of the application does not
	 * encode it as JSON, it is a string in the frame.
	 * @param payload the payload
	 * @return the JSON
	 */
	JsonNode tree(@Nullable Object payload) {
		String text = encode(payload);
		try {
			return this.mapper.readTree(text);
		}
		catch (JacksonException ex) {
			return StringNode.valueOf(text);
		}
	}

	JsonNode requireJson(String json) {
		try {
			return this.mapper.readTree(json);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Not JSON: " + json, ex);
		}
	}

	/**
	 * Parse a message.
	 * @param received what was received
	 * @return the JSON, or {@code null} if it is not JSON
	 */
	@Nullable JsonNode parse(Received received) {
		try {
			return (received.kind() == Kind.TEXT) ? this.mapper.readTree(received.text()) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
