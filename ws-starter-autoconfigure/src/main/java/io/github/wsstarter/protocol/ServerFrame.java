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

package io.github.wsstarter.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * A frame from the server, which writes its fields. docs/protocol.md describes the
 * frames. An {@link Event} may also be the state of the topic at the time of the
 * subscription. A {@link Reply} has no data if there is no (further) reply.
 *
 * @author The ws-starter authors
 */
sealed interface ServerFrame {

	void write(JsonGenerator json);

	private static void writePosition(JsonGenerator json, String topic, Position position) {
		json.writeStringProperty("topic", topic);
		json.writeStringProperty("epoch", position.epoch());
		json.writeNumberProperty("offset", position.offset());
	}

	private static void writeData(JsonGenerator json, Payload data) {
		if (data instanceof Payload.Text text) {
			json.writeStringProperty("data", text.value());
		}
		else if (data instanceof Payload.Json value) {
			json.writeName("data");
			json.writeRawValue(value.value());
		}
		else if (data instanceof Payload.Binary bytes) {
			ByteBuffer base64 = Base64.getEncoder().encode(bytes.value());
			json.writeStringProperty("data", new String(base64.array(), StandardCharsets.ISO_8859_1));
			json.writeStringProperty("encoding", "base64");
		}
	}

	record Welcome(String session, Duration heartbeat, int textLimit, int binaryLimit,
			int subscriptionLimit) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "welcome");
			json.writeStringProperty("session", this.session);
			json.writeNumberProperty("heartbeat", this.heartbeat.toMillis());
			json.writeObjectPropertyStart("limits");
			json.writeNumberProperty("text", this.textLimit);
			json.writeNumberProperty("binary", this.binaryLimit);
			json.writeNumberProperty("subscriptions", this.subscriptionLimit);
			json.writeEndObject();
		}

	}

	record Message(Payload data) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "message");
			writeData(json, this.data);
		}

	}

	record Reply(long id, @Nullable Payload data, boolean more) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "reply");
			json.writeNumberProperty("id", this.id);
			if (this.data != null) {
				writeData(json, this.data);
			}
			if (this.more) {
				json.writeBooleanProperty("more", true);
			}
		}

	}

	record Event(String topic, Position position, Payload data, boolean snapshot) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "event");
			writePosition(json, this.topic, this.position);
			writeData(json, this.data);
			if (this.snapshot) {
				json.writeBooleanProperty("snapshot", true);
			}
		}

	}

	record Ack(long id, @Nullable Subscription subscription) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "ack");
			json.writeNumberProperty("id", this.id);
			if (this.subscription != null) {
				writePosition(json, this.subscription.topic(), this.subscription.position());
				json.writeBooleanProperty("recovered", this.subscription.recovered());
			}
		}

	}

	record Error(@Nullable Long id, String code, String message, boolean retryable) implements ServerFrame {

		static Error of(@Nullable Long id, ErrorCode code, String message) {
			return new Error(id, code.code(), message, code.isRetryable());
		}

		static Error of(@Nullable Long id, ErrorMessage error) {
			return new Error(id, error.code(), error.message(), false);
		}

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "error");
			if (this.id != null) {
				json.writeNumberProperty("id", this.id);
			}
			json.writeStringProperty("code", this.code);
			json.writeStringProperty("message", this.message);
			json.writeBooleanProperty("retryable", this.retryable);
		}

	}

	record Unsubscribe(String topic) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "unsubscribe");
			json.writeStringProperty("topic", this.topic);
		}

	}

	record Pong() implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "pong");
		}

	}

	record Goodbye(Duration reconnect) implements ServerFrame {

		@Override
		public void write(JsonGenerator json) {
			json.writeStringProperty("type", "goodbye");
			json.writeNumberProperty("reconnect", this.reconnect.toMillis());
		}

	}

	record Subscription(String topic, Position position, boolean recovered) {
	}

}
