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

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.test.Conversation.Kind;
import io.github.wsstarter.test.Conversation.Received;

/**
 * A session of a {@link WsTestClient}, as seen by the client. Each {@code expect} method
 * waits for the <em>next</em> message, and fails with the whole conversation if it is
 * another one or none comes in time. An unexpected message therefore fails the
 * expectation that follows it.
 * <p>
 * Pings are answered, unless {@link #ignorePings()} was called, and are not messages.
 * <p>
 * With {@code ws-starter.v1}, texts and JSON are sent and expected as the {@code data} of
 * {@code message} frames. Messages, answers and the events of each topic are expected
 * independently of each other, as the server does not order them among each other.
 * <p>
 * To be used by one thread.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class WsTestSession implements AutoCloseable {

	private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

	private final WsTestClient client;

	private final WsTestHandshake handshake;

	private final Connection connection;

	private final Conversation conversation;

	private final JsonPayloads payloads;

	private final JsonMapper mapper;

	/**
	 * The sessions of the server, if the client knows them.
	 */
	private final @Nullable WsSessions sessions;

	/**
	 * The positions to resume from, by topic.
	 */
	private final Map<String, Position> positions = new HashMap<>();

	private int lastId;

	WsTestSession(WsTestClient client, WsTestHandshake handshake, Connection connection, Conversation conversation) {
		this.client = client;
		this.handshake = handshake;
		this.connection = connection;
		this.conversation = conversation;
		this.payloads = client.payloads();
		this.mapper = this.payloads.mapper();
		this.sessions = client.sessions();
	}

	/**
	 * Send a text.
	 * @param text the text
	 * @return this session
	 */
	public WsTestSession sendText(String text) {
		if (this.handshake.isFramed()) {
			return sendFrame(frame("message").put("data", text));
		}
		return send(Conversation.quote(text), () -> this.connection.sendText(text));
	}

	/**
	 * Send an object as JSON. Encoded as the server does it: a member of a sealed type
	 * has its {@code type}, and the application's
	 * {@link io.github.wsstarter.message.MessageCodec} is used if there is one.
	 * @param payload the object
	 * @return this session
	 */
	public WsTestSession sendJson(Object payload) {
		if (this.handshake.isFramed()) {
			return sendFrame(frame("message").set("data", this.payloads.tree(payload)));
		}
		return sendText(this.payloads.encode(payload));
	}

	/**
	 * Send bytes.
	 * @param payload the bytes
	 * @return this session
	 */
	public WsTestSession sendBinary(byte... payload) {
		return send(Conversation.hex(payload), () -> this.connection.sendBinary(payload));
	}

	/**
	 * Send a {@code request} of {@code ws-starter.v1}.
	 * @param data the data, encoded as in {@link #sendJson(Object)}
	 * @return this session
	 * @see #expectReply(Object)
	 * @see #expectReply()
	 */
	public WsTestSession request(Object data) {
		return sendFrame(numbered("request").set("data", this.payloads.tree(data)));
	}

	/**
	 * Ask to subscribe to a topic.
	 * @param topic the topic
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession subscribe(String topic) {
		return sendFrame(numbered("subscribe").put("topic", topic));
	}

	/**
	 * Ask to subscribe to a topic, and for the events that were missed.
	 * @param topic the topic
	 * @param since the position of the last event that was seen
	 * @return this session
	 * @see #position(String)
	 * @see #expectAck(boolean)
	 */
	public WsTestSession subscribe(String topic, Position since) {
		ObjectNode frame = numbered("subscribe").put("topic", topic);
		frame.putObject("since").put("epoch", since.epoch()).put("offset", since.offset());
		return sendFrame(frame);
	}

	/**
	 * Ask to end a subscription.
	 * @param topic the topic
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession unsubscribe(String topic) {
		return sendFrame(numbered("unsubscribe").put("topic", topic));
	}

	/**
	 * Ask to publish to a topic.
	 * @param topic the topic
	 * @param data the data, encoded as in {@link #sendJson(Object)}
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession publish(String topic, Object data) {
		return sendFrame(numbered("publish").put("topic", topic).set("data", this.payloads.tree(data)));
	}

	/**
	 * Expect a text.
	 * @param expected the text
	 * @return this session
	 */
	public WsTestSession expectText(String expected) {
		Received received = next(Conversation.quote(expected));
		boolean matches = received.kind() == Kind.TEXT && expected.equals(text(received));
		return check(matches, Conversation.quote(expected), received);
	}

	/**
	 * Expect JSON that is equal to another JSON, whatever the order of its fields.
	 * @param json the JSON
	 * @return this session
	 */
	public WsTestSession expectJson(String json) {
		Received received = next("JSON " + json);
		return check(this.mapper.readTree(json).equals(data(received)), "JSON " + json, received);
	}

	/**
	 * Expect JSON.
	 * @param <T> the type
	 * @param type the type that the JSON is read as
	 * @param assertions what is asserted of the object
	 * @return this session
	 */
	public <T> WsTestSession expectJson(Class<T> type, Consumer<T> assertions) {
		String expected = "JSON of a " + type.getSimpleName();
		Received received = next(expected);
		JsonNode data = data(received);
		check(data != null, expected, received);
		try {
			assertions.accept(this.mapper.treeToValue(data, type));
		}
		catch (JacksonException | AssertionError ex) {
			throw (AssertionError) this.conversation.failure("Expected %s but: %s".formatted(expected, ex.getMessage()))
				.initCause(ex);
		}
		return this;
	}

	/**
	 * Expect bytes.
	 * @param expected the bytes
	 * @return this session
	 */
	public WsTestSession expectBinary(byte... expected) {
		Received received = next(Conversation.hex(expected));
		boolean matches = received.kind() == Kind.BINARY && Arrays.equals(expected, received.payload());
		return check(matches, Conversation.hex(expected), received);
	}

	/**
	 * Expect the {@code reply} to the last request.
	 * @param data the data, compared as JSON; {@code null} if there is none
	 * @return this session
	 */
	public WsTestSession expectReply(@Nullable Object data) {
		JsonNode expected = this.payloads.tree(data);
		String description = (data != null) ? "with " + expected : "without data";
		return expectAnswer("reply to request %d %s".formatted(this.lastId, description), (frame) -> is(frame, "reply")
				&& expected.equals(Objects.requireNonNullElseGet(frame.get("data"), NullNode::getInstance)));
	}

	/**
	 * Expect a {@code reply} without data to the last request: from a method that returns
	 * nothing or publishes what it returns, or at the end of a stream.
	 * @return this session
	 */
	public WsTestSession expectReply() {
		return expectReply(null);
	}

	/**
	 * Expect the {@code ack} of what was asked last.
	 * @return this session
	 */
	public WsTestSession expectAck() {
		return expectAnswer("ack of " + this.lastId, (frame) -> is(frame, "ack"));
	}

	/**
	 * Expect the {@code ack} of the subscription that was asked for last.
	 * @param recovered whether the events since the given position follow; otherwise the
	 * subscription starts anew
	 * @return this session
	 * @see #subscribe(String, Position)
	 */
	public WsTestSession expectAck(boolean recovered) {
		return expectAnswer("ack of %d with recovered %s".formatted(this.lastId, recovered),
				(frame) -> is(frame, "ack") && frame.path("recovered").asBoolean(!recovered) == recovered);
	}

	/**
	 * Expect an {@code error} about what was asked last.
	 * @param code the code of the error
	 * @return this session
	 */
	public WsTestSession expectError(String code) {
		return expectAnswer("error '%s' about %d".formatted(code, this.lastId),
				(frame) -> is(frame, "error") && code.equals(frame.path("code").asString()));
	}

	/**
	 * Expect an event, with any data.
	 * @param topic the topic
	 * @return this session
	 */
	public WsTestSession expectEvent(String topic) {
		return expectEvent("an event of topic '%s'".formatted(topic), topic, (frame) -> true);
	}

	/**
	 * Expect an event.
	 * @param topic the topic
	 * @param data the data, compared as JSON
	 * @return this session
	 */
	public WsTestSession expectEvent(String topic, Object data) {
		JsonNode expected = this.payloads.tree(data);
		return expectEvent("event %s of topic '%s'".formatted(expected, topic), topic,
				(frame) -> expected.equals(frame.get("data")));
	}

	/**
	 * Return the position in a topic from which a later session can resume: that of the
	 * last event that was expected or, before any event, that of the {@code ack} of the
	 * subscription.
	 * @param topic the topic
	 * @return the position
	 * @see #subscribe(String, Position)
	 */
	public Position position(String topic) {
		Position position = this.positions.get(topic);
		Assert.state(position != null, () -> "Neither an ack nor an event of topic '%s' was expected".formatted(topic));
		return position;
	}

	/**
	 * Expect a ping, which may have come before messages that were expected already.
	 * @return this session
	 */
	public WsTestSession expectPing() {
		this.conversation.nextPing(this.client.timeout());
		return this;
	}

	/**
	 * Expect that the server has sent nothing more up to now. The server is made to send
	 * a marker, which arrives after everything sent before. What a handler is still busy
	 * with, and an event that is still on its way through its topic, is sent later:
	 * expect something that follows it first.
	 * @return this session
	 */
	public WsTestSession expectNothing() {
		String marker = "expectNothing " + UUID.randomUUID();
		WsSession session = session();
		session.send(marker);
		Received received = next("nothing", (any) -> true);
		return check(received.kind() == Kind.TEXT && marker.equals(text(received)), "nothing", received);
	}

	/**
	 * Expect the session to end. A {@code goodbye} frame may come first.
	 * @param code the close code, 1006 if the connection is lost
	 * @return this session
	 */
	public WsTestSession expectClose(int code) {
		String expected = "close " + code;
		Received received = next(expected, (any) -> true);
		if (this.handshake.isFramed() && is(json(received), "goodbye")) {
			received = next(expected, (any) -> true);
		}
		return check(received.kind() == Kind.CLOSE && received.status().getCode() == code, expected, received);
	}

	void expectWelcome() {
		expectFrame("welcome", (frame) -> true, (frame) -> is(frame, "welcome"));
	}

	/**
	 * Answer no ping from now on.
	 * @return this session
	 */
	public WsTestSession ignorePings() {
		this.connection.ignorePings();
		return this;
	}

	/**
	 * Return the server's side of this session, if the server runs in the application
	 * context of the client.
	 * @return the session
	 */
	public WsSession session() {
		WsSessions sessions = this.sessions;
		Assert.state(sessions != null, WsTestClient.CONTEXT_NEEDED);
		return Awaitility.await()
			.atMost(this.client.timeout())
			.until(() -> find(sessions), Optional::isPresent)
			.orElseThrow();
	}

	private Optional<WsSession> find(WsSessions sessions) {
		return sessions.stream()
			.filter((session) -> this.handshake.id()
				.equals(session.getHeaders().getFirst(WsTestHandshake.CLIENT_HEADER)))
			.findFirst();
	}

	/**
	 * Close the session. The answer of the server can be {@link #expectClose(int)
	 * expected}.
	 * @param code the close code
	 * @return this session
	 */
	public WsTestSession close(int code) {
		return send(Conversation.close(new CloseStatus(code)), () -> this.connection.close(code));
	}

	/**
	 * End the connection, without a close handshake. Does nothing if it has ended.
	 * <p>
	 * If the server runs in the application context of the client, this method then waits
	 * until the session is no longer among the {@link WsSessions}, but no longer than the
	 * timeout of the client, and one second at most: a server that does not learn of the
	 * end keeps the session. The {@code @OnClose} method may still run afterwards. This
	 * method does not wait for a session over server-sent events, whose end the server
	 * notices when it sends something.
	 */
	@Override
	public void close() {
		try {
			this.connection.abort();
		}
		catch (IOException ex) {
			throw this.conversation.failure("Failed to end the connection: " + ex);
		}
		if (this.sessions != null && !this.handshake.isSse()) {
			awaitEnd(this.sessions);
		}
	}

	private void awaitEnd(WsSessions sessions) {
		long limit = Math.min(this.client.timeout().toNanos(), CLOSE_TIME.toNanos());
		long start = System.nanoTime();
		try {
			while (find(sessions).isPresent() && System.nanoTime() - start < limit) {
				Thread.sleep(1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private WsTestSession send(String description, Action action) {
		this.conversation.sent(description);
		try {
			action.run();
		}
		catch (IOException ex) {
			throw this.conversation.failure("Failed to send %s: %s".formatted(description, ex));
		}
		return this;
	}

	private WsTestSession sendFrame(ObjectNode frame) {
		Assert.state(this.handshake.isFramed(), "This needs a session that was opened withProtocol()");
		String text = this.mapper.writeValueAsString(frame);
		return send(Conversation.quote(text), () -> this.connection.sendText(text));
	}

	private ObjectNode frame(String type) {
		return this.mapper.createObjectNode().put("type", type);
	}

	private ObjectNode numbered(String type) {
		this.lastId++;
		return frame(type).put("id", this.lastId);
	}

	private Received next(String expected) {
		return next(expected, (received) -> {
			JsonNode frame = (this.handshake.isFramed()) ? json(received) : null;
			return !is(frame, "event") && (frame == null || !frame.has("id"));
		});
	}

	private Received next(String expected, Predicate<Received> kind) {
		return this.conversation.next(expected, kind, this.client.timeout());
	}

	private WsTestSession expectAnswer(String expected, Predicate<JsonNode> condition) {
		return expectFrame(expected, (frame) -> frame.has("id"), condition.and(this::isAnswer));
	}

	private WsTestSession expectEvent(String expected, String topic, Predicate<JsonNode> condition) {
		return expectFrame(expected, (frame) -> isEvent(frame, topic), condition);
	}

	private WsTestSession expectFrame(String expected, Predicate<JsonNode> kind, Predicate<JsonNode> condition) {
		Assert.state(this.handshake.isFramed(), "This needs a session that was opened withProtocol()");
		Received received = next(expected, (candidate) -> {
			JsonNode frame = json(candidate);
			return frame != null && kind.test(frame);
		});
		JsonNode frame = json(received);
		check(frame != null && condition.test(frame), expected, received);
		if (frame != null && frame.has("epoch") && !frame.path("recovered").asBoolean(false)) {
			this.positions.put(frame.path("topic").asString(),
					new Position(frame.path("epoch").asString(), frame.path("offset").asLong()));
		}
		return this;
	}

	private static boolean is(@Nullable JsonNode frame, String type) {
		return frame != null && type.equals(frame.path("type").asString(""));
	}

	private boolean isAnswer(JsonNode frame) {
		return frame.path("id").asInt(-1) == this.lastId;
	}

	private static boolean isEvent(JsonNode frame, String topic) {
		return is(frame, "event") && topic.equals(frame.path("topic").asString(""));
	}

	private @Nullable String text(Received received) {
		if (!this.handshake.isFramed()) {
			return received.text();
		}
		JsonNode data = data(received);
		return (data != null && data.isString()) ? data.asString() : null;
	}

	private @Nullable JsonNode data(Received received) {
		JsonNode json = json(received);
		if (!this.handshake.isFramed()) {
			return json;
		}
		return (json != null && is(json, "message")) ? json.get("data") : null;
	}

	private @Nullable JsonNode json(Received received) {
		try {
			return (received.kind() == Kind.TEXT) ? this.mapper.readTree(received.text()) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private WsTestSession check(boolean matches, String expected, Received received) {
		if (!matches) {
			throw this.conversation.failure("Expected %s but got %s".formatted(expected, received));
		}
		return this;
	}

	private interface Action {

		void run() throws IOException;

	}

}
