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

import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.test.Conversation.Kind;
import io.github.wsstarter.test.Conversation.Received;

/**
 * A session of a {@link WsTestClient}, as seen by the client. Each {@code expect} method
 * waits for the <em>next</em> message. It fails with the whole conversation if the next
 * message is another one, if no message comes in time, or if the session is closed. An
 * unexpected message therefore fails the expectation that follows it.
 * <p>
 * Pings are answered unless {@link #ignorePings()} was called. A ping is not a message.
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

	private final Exchange exchange;

	private final Messages messages;

	/**
	 * The frames of {@code ws-starter.v1}, if the session speaks it.
	 */
	private final @Nullable ProtocolFrames frames;

	private final JsonPayloads payloads;

	private final ServerSide server;

	private final boolean sse;

	WsTestSession(WsTestClient client, WsTestHandshake handshake, Connection connection, Conversation conversation) {
		this.exchange = new Exchange(connection, conversation, client.timeout());
		this.payloads = client.payloads();
		this.frames = (handshake.isFramed()) ? new ProtocolFrames(this.exchange, this.payloads) : null;
		this.messages = (this.frames != null) ? this.frames : new PlainMessages(this.exchange, this.payloads);
		this.server = new ServerSide(client.sessions(), this.exchange, handshake.id(), client.timeout());
		this.sse = handshake.isSse();
	}

	/**
	 * Send a text.
	 * @param text the text
	 * @return this session
	 */
	public WsTestSession sendText(String text) {
		Assert.notNull(text, "'text' must not be null");
		this.messages.sendText(text);
		return this;
	}

	/**
	 * Send an object as JSON. The object is encoded as on the server: a member of a
	 * sealed type has its {@code type}, and the application's
	 * {@link io.github.wsstarter.message.MessageCodec} is used if there is one.
	 * @param payload the object
	 * @return this session
	 */
	public WsTestSession sendJson(Object payload) {
		this.messages.sendJson(payload);
		return this;
	}

	/**
	 * Send bytes.
	 * @param payload the bytes
	 * @return this session
	 */
	public WsTestSession sendBinary(byte... payload) {
		Assert.notNull(payload, "'payload' must not be null");
		this.exchange.sendBinary(payload);
		return this;
	}

	/**
	 * Send a {@code request} of {@code ws-starter.v1}.
	 * @param data the data, encoded as in {@link #sendJson(Object)}
	 * @return this session
	 * @see #expectReply(Object)
	 * @see #expectReply()
	 */
	public WsTestSession request(Object data) {
		frames().request(data);
		return this;
	}

	/**
	 * Ask to subscribe to a topic.
	 * @param topic the topic
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession subscribe(String topic) {
		frames().subscribe(topic);
		return this;
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
		frames().subscribe(topic, since);
		return this;
	}

	/**
	 * Ask to end a subscription.
	 * @param topic the topic
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession unsubscribe(String topic) {
		frames().unsubscribe(topic);
		return this;
	}

	/**
	 * Ask to publish to a topic.
	 * @param topic the topic
	 * @param data the data, encoded as in {@link #sendJson(Object)}
	 * @return this session
	 * @see #expectAck()
	 */
	public WsTestSession publish(String topic, Object data) {
		frames().publish(topic, data);
		return this;
	}

	/**
	 * Expect a text.
	 * @param expected the text
	 * @return this session
	 */
	public WsTestSession expectText(String expected) {
		Assert.notNull(expected, "'expected' must not be null");
		Received received = next(Conversation.quote(expected));
		return check(expected.equals(this.messages.text(received)), Conversation.quote(expected), received);
	}

	/**
	 * Expect JSON. The order of fields does not matter.
	 * @param json the JSON
	 * @return this session
	 */
	public WsTestSession expectJson(String json) {
		Assert.notNull(json, "'json' must not be null");
		JsonNode expected = this.payloads.requireJson(json);
		Received received = next("JSON " + json);
		return check(expected.equals(this.messages.json(received)), "JSON " + json, received);
	}

	/**
	 * Expect JSON.
	 * @param <T> the type
	 * @param type the type that the JSON is read as
	 * @param assertions the assertions about the object
	 * @return this session
	 */
	public <T> WsTestSession expectJson(Class<T> type, Consumer<T> assertions) {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(assertions, "'assertions' must not be null");
		String expected = "JSON of a " + type.getSimpleName();
		Received received = next(expected);
		JsonNode data = this.messages.json(received);
		check(data != null, expected, received);
		try {
			assertions.accept(this.payloads.mapper().treeToValue(data, type));
		}
		catch (JacksonException | AssertionError ex) {
			throw (AssertionError) this.exchange.failure("Expected %s but: %s".formatted(expected, ex.getMessage()))
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
		Assert.notNull(expected, "'expected' must not be null");
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
		frames().expectReply(data);
		return this;
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
	 * Expect the {@code ack} of the last frame that the server answers.
	 * @return this session
	 */
	public WsTestSession expectAck() {
		frames().expectAck();
		return this;
	}

	/**
	 * Expect the {@code ack} of the last {@code subscribe}.
	 * @param recovered whether the events since the given position follow; otherwise the
	 * subscription starts anew
	 * @return this session
	 * @see #subscribe(String, Position)
	 */
	public WsTestSession expectAck(boolean recovered) {
		frames().expectAck(recovered);
		return this;
	}

	/**
	 * Expect an {@code error} about the last frame that the server answers.
	 * @param code the code of the error
	 * @return this session
	 */
	public WsTestSession expectError(String code) {
		frames().expectError(code);
		return this;
	}

	/**
	 * Expect an event, with any data.
	 * @param topic the topic
	 * @return this session
	 */
	public WsTestSession expectEvent(String topic) {
		frames().expectEvent(topic);
		return this;
	}

	/**
	 * Expect an event.
	 * @param topic the topic
	 * @param data the data, compared as JSON
	 * @return this session
	 */
	public WsTestSession expectEvent(String topic, Object data) {
		frames().expectEvent(topic, data);
		return this;
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
		return frames().position(topic);
	}

	/**
	 * Expect a ping. The ping may have come before messages that were expected already.
	 * @return this session
	 */
	public WsTestSession expectPing() {
		Assert.state(!this.sse, "There are no pings over server-sent events");
		this.exchange.nextPing();
		return this;
	}

	/**
	 * Expect that the server has sent nothing else. This method makes the server send a
	 * marker, which arrives after all messages sent before. It does not notice the
	 * messages of a handler that is still running, or an event that its topic has not
	 * delivered yet: expect a message that follows them first.
	 * @return this session
	 */
	public WsTestSession expectNothing() {
		String marker = "expectNothing " + UUID.randomUUID();
		session().send(marker);
		Received received = this.exchange.next("nothing", (any) -> true);
		return check(marker.equals(this.messages.text(received)), "nothing", received);
	}

	/**
	 * Expect the session to end. A {@code goodbye} frame may come first.
	 * @param code the close code, 1006 if the connection is lost
	 * @return this session
	 */
	public WsTestSession expectClose(int code) {
		Assert.isTrue(code >= 1000 && code < 5000, () -> code + " is not a close code");
		String expected = "close " + code;
		Received received = this.exchange.next(expected, (any) -> true);
		if (this.messages.isGoodbye(received)) {
			received = this.exchange.next(expected, (any) -> true);
		}
		return check(received.kind() == Kind.CLOSE && received.status().getCode() == code, expected, received);
	}

	void expectWelcome() {
		frames().expectWelcome();
	}

	/**
	 * Stop answering pings.
	 * @return this session
	 */
	public WsTestSession ignorePings() {
		this.exchange.ignorePings();
		return this;
	}

	/**
	 * Return the server's side of this session, if the server runs in the application
	 * context of the client.
	 * @return the session
	 * @throws AssertionError if this session is closed
	 */
	public WsSession session() {
		return this.server.session();
	}

	/**
	 * Close the session. The answer of the server can be {@link #expectClose(int)
	 * expected}.
	 * @param code the close code, one that clients may send; a {@link BadPeer} sends any
	 * @return this session
	 */
	public WsTestSession close(int code) {
		CloseRules.requireSendable(new CloseStatus(code));
		this.exchange.close(code);
		return this;
	}

	/**
	 * End the connection, without a close handshake. Does nothing if it has ended.
	 * <p>
	 * If the server runs in the application context of the client, this method then waits
	 * until the session is no longer among the {@link WsSessions}, but no longer than the
	 * timeout of the client, and one second at most: a server that does not notice the
	 * end keeps the session. The {@code @OnClose} method may still run afterwards. This
	 * method does not wait for a session over server-sent events, whose end the server
	 * notices when it sends something.
	 */
	@Override
	public void close() {
		this.exchange.abort();
		if (!this.sse) {
			this.server.awaitEnd();
		}
	}

	private ProtocolFrames frames() {
		Assert.state(this.frames != null, "This needs a session that was opened withProtocol()");
		return this.frames;
	}

	private Received next(String expected) {
		return this.exchange.next(expected, this.messages::isInOrder);
	}

	private WsTestSession check(boolean matches, String expected, Received received) {
		this.exchange.check(matches, expected, received);
		return this;
	}

}
