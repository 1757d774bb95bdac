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

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

import io.github.wsstarter.message.Position;
import io.github.wsstarter.test.Conversation.Received;

/**
 * Sends and expects the frames of {@code ws-starter.v1}. Messages are the {@code data} of
 * {@code message} frames. To be used by one thread.
 *
 * @author The ws-starter authors
 */
final class ProtocolFrames implements Messages {

	private final Exchange exchange;

	private final JsonPayloads payloads;

	/**
	 * The positions to resume from, by topic.
	 */
	private final Map<String, Position> positions = new HashMap<>();

	/**
	 * The id of the last frame that the server answers.
	 */
	private int lastId;

	ProtocolFrames(Exchange exchange, JsonPayloads payloads) {
		this.exchange = exchange;
		this.payloads = payloads;
	}

	@Override
	public void sendText(String text) {
		send(frame("message").put("data", text));
	}

	@Override
	public void sendJson(Object payload) {
		send(frame("message").set("data", this.payloads.tree(payload)));
	}

	void request(Object data) {
		send(numbered("request").set("data", this.payloads.tree(data)));
	}

	void subscribe(String topic) {
		send(numbered("subscribe", topic));
	}

	void subscribe(String topic, Position since) {
		Assert.notNull(since, "'since' must not be null");
		ObjectNode frame = numbered("subscribe", topic);
		frame.putObject("since").put("epoch", since.epoch()).put("offset", since.offset());
		send(frame);
	}

	void unsubscribe(String topic) {
		send(numbered("unsubscribe", topic));
	}

	void publish(String topic, Object data) {
		send(numbered("publish", topic).set("data", this.payloads.tree(data)));
	}

	private void send(ObjectNode frame) {
		this.exchange.sendText(this.payloads.mapper().writeValueAsString(frame));
	}

	private ObjectNode frame(String type) {
		return this.payloads.mapper().createObjectNode().put("type", type);
	}

	private ObjectNode numbered(String type) {
		this.lastId++;
		return frame(type).put("id", this.lastId);
	}

	private ObjectNode numbered(String type, String topic) {
		Assert.notNull(topic, "'topic' must not be null");
		return numbered(type).put("topic", topic);
	}

	void expectWelcome() {
		expect("welcome", (frame) -> true, (frame) -> is(frame, "welcome"));
	}

	void expectReply(@Nullable Object data) {
		JsonNode expected = this.payloads.tree(data);
		String description = (data != null) ? "with " + expected : "without data";
		expectAnswer("reply to request %d %s".formatted(this.lastId, description), (frame) -> is(frame, "reply")
				&& expected.equals(Objects.requireNonNullElseGet(frame.get("data"), NullNode::getInstance)));
	}

	void expectAck() {
		expectAnswer("ack of " + this.lastId, (frame) -> is(frame, "ack"));
	}

	void expectAck(boolean recovered) {
		expectAnswer("ack of %d with recovered %s".formatted(this.lastId, recovered),
				(frame) -> is(frame, "ack") && frame.path("recovered").asBoolean(!recovered) == recovered);
	}

	void expectError(String code) {
		Assert.notNull(code, "'code' must not be null");
		expectAnswer("error '%s' about %d".formatted(code, this.lastId),
				(frame) -> is(frame, "error") && code.equals(frame.path("code").asString()));
	}

	void expectEvent(String topic) {
		expectEvent("an event of topic '%s'".formatted(topic), topic, (frame) -> true);
	}

	void expectEvent(String topic, Object data) {
		JsonNode expected = this.payloads.tree(data);
		expectEvent("event %s of topic '%s'".formatted(expected, topic), topic,
				(frame) -> expected.equals(frame.get("data")));
	}

	private void expectEvent(String expected, String topic, Predicate<JsonNode> condition) {
		Assert.notNull(topic, "'topic' must not be null");
		expect(expected, (frame) -> is(frame, "event") && topic.equals(frame.path("topic").asString("")), condition);
	}

	private void expectAnswer(String expected, Predicate<JsonNode> condition) {
		Assert.state(this.lastId > 0, "Nothing was sent that the server answers");
		expect(expected, (frame) -> frame.has("id"),
				condition.and((frame) -> frame.path("id").asInt(-1) == this.lastId));
	}

	/**
	 * Expect a frame.
	 * @param expected a description of the frame
	 * @param kind whether a frame is to be expected in the order of the expected one
	 * @param condition whether a frame of the kind is the expected one
	 */
	private void expect(String expected, Predicate<JsonNode> kind, Predicate<JsonNode> condition) {
		Received received = this.exchange.next(expected, (candidate) -> {
			JsonNode frame = this.payloads.parse(candidate);
			return frame != null && kind.test(frame);
		});
		JsonNode frame = this.payloads.parse(received);
		this.exchange.check(frame != null && condition.test(frame), expected, received);
		if (frame != null && frame.has("epoch") && !frame.path("recovered").asBoolean(false)) {
			this.positions.put(frame.path("topic").asString(),
					new Position(frame.path("epoch").asString(), frame.path("offset").asLong()));
		}
	}

	Position position(String topic) {
		Position position = this.positions.get(topic);
		Assert.state(position != null, () -> "Neither an ack nor an event of topic '%s' was expected".formatted(topic));
		return position;
	}

	@Override
	public boolean isInOrder(Received received) {
		JsonNode frame = this.payloads.parse(received);
		return frame == null || (!is(frame, "event") && !frame.has("id"));
	}

	@Override
	public boolean isGoodbye(Received received) {
		return is(this.payloads.parse(received), "goodbye");
	}

	@Override
	public @Nullable String text(Received received) {
		JsonNode data = json(received);
		return (data != null && data.isString()) ? data.asString() : null;
	}

	@Override
	public @Nullable JsonNode json(Received received) {
		JsonNode frame = this.payloads.parse(received);
		return (frame != null && is(frame, "message")) ? frame.get("data") : null;
	}

	private static boolean is(@Nullable JsonNode frame, String type) {
		return frame != null && type.equals(frame.path("type").asString(""));
	}

}
