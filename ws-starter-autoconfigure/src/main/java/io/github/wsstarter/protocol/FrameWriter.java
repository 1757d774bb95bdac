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
import java.util.Base64;

import tools.jackson.core.JsonGenerator;

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * Writes one JSON frame.
 *
 * @author The ws-starter authors
 */
class FrameWriter {

	private final JsonGenerator generator;

	FrameWriter(JsonGenerator generator) {
		this.generator = generator;
	}

	void write(ServerFrame frame) {
		this.generator.writeStartObject();
		if (frame instanceof ServerFrame.Event event) {
			event(event);
		}
		else if (frame instanceof ServerFrame.Message message) {
			type("message");
			data(message.data());
		}
		else if (frame instanceof ServerFrame.Reply reply) {
			reply(reply);
		}
		else if (frame instanceof ServerFrame.Ack ack) {
			ack(ack);
		}
		else if (frame instanceof ServerFrame.Error error) {
			error(error);
		}
		else if (frame instanceof ServerFrame.Welcome welcome) {
			welcome(welcome);
		}
		else if (frame instanceof ServerFrame.Unsubscribe unsubscribe) {
			type("unsubscribe");
			this.generator.writeStringProperty("topic", unsubscribe.topic());
		}
		else if (frame instanceof ServerFrame.Pong) {
			type("pong");
		}
		else if (frame instanceof ServerFrame.Goodbye goodbye) {
			type("goodbye");
			this.generator.writeNumberProperty("reconnect", goodbye.reconnect().toMillis());
		}
		this.generator.writeEndObject();
	}

	private void event(ServerFrame.Event event) {
		type("event");
		position(event.topic(), event.position());
		data(event.data());
		if (event.snapshot()) {
			this.generator.writeBooleanProperty("snapshot", true);
		}
	}

	private void reply(ServerFrame.Reply reply) {
		type("reply");
		this.generator.writeNumberProperty("id", reply.id());
		Payload data = reply.data();
		if (data != null) {
			data(data);
		}
		if (reply.more()) {
			this.generator.writeBooleanProperty("more", true);
		}
	}

	private void ack(ServerFrame.Ack ack) {
		type("ack");
		this.generator.writeNumberProperty("id", ack.id());
		ServerFrame.Subscription subscription = ack.subscription();
		if (subscription != null) {
			position(subscription.topic(), subscription.position());
			this.generator.writeBooleanProperty("recovered", subscription.recovered());
		}
	}

	private void error(ServerFrame.Error error) {
		type("error");
		Long id = error.id();
		if (id != null) {
			this.generator.writeNumberProperty("id", id);
		}
		this.generator.writeStringProperty("code", error.code());
		this.generator.writeStringProperty("message", error.message());
		this.generator.writeBooleanProperty("retryable", error.retryable());
	}

	private void welcome(ServerFrame.Welcome welcome) {
		type("welcome");
		this.generator.writeStringProperty("session", welcome.session());
		this.generator.writeNumberProperty("heartbeat", welcome.heartbeat().toMillis());
		this.generator.writeObjectPropertyStart("limits");
		this.generator.writeNumberProperty("text", welcome.limits().text());
		this.generator.writeNumberProperty("binary", welcome.limits().binary());
		this.generator.writeNumberProperty("subscriptions", welcome.limits().subscriptions());
		this.generator.writeEndObject();
	}

	private void type(String type) {
		this.generator.writeStringProperty("type", type);
	}

	private void position(String topic, Position position) {
		this.generator.writeStringProperty("topic", topic);
		this.generator.writeStringProperty("epoch", position.epoch());
		this.generator.writeNumberProperty("offset", position.offset());
	}

	private void data(Payload data) {
		if (data instanceof Payload.Text text) {
			this.generator.writeStringProperty("data", text.value());
		}
		else if (data instanceof Payload.Json json) {
			this.generator.writeName("data");
			this.generator.writeRawValue(json.value());
		}
		else if (data instanceof Payload.Binary bytes) {
			this.generator.writeStringProperty("data", base64(bytes.value()));
			this.generator.writeStringProperty("encoding", "base64");
		}
	}

	private static String base64(ByteBuffer bytes) {
		return new String(Base64.getEncoder().encode(bytes).array(), StandardCharsets.ISO_8859_1);
	}

}
