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

package io.github.wsstarter.test.app;

import java.time.Duration;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestHandshake;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WsTestClient} that run in memory and over a web server.
 *
 * @author The ws-starter authors
 */
@TestPropertySource(properties = { "ws.topics.patterns[0].pattern=rooms.{room}",
		"ws.topics.patterns[0].history.size=10", "ws.heartbeat.interval=0" })
abstract class AbstractWsTestClientTests {

	@Autowired
	WsTestClient client;

	@Autowired
	Topics topics;

	@Autowired
	Doorkeeper doorkeeper;

	WsTestHandshake room() {
		return this.client.endpoint(RoomEndpoint.class, "lobby");
	}

	@Test
	void endpointIsReachedByClassByNameAndByPath() {
		try (WsTestSession session = room().query("greeting", "Hi & welcome").connect()) {
			session.expectText("Hi & welcome nobody in lobby");
		}
		try (WsTestSession session = this.client.endpoint("room", "a b").query("greeting", "Hi").connect()) {
			session.expectText("Hi nobody in a b");
		}
		try (WsTestSession session = this.client.path("/ws/rooms/x?greeting=Hi").connect()) {
			session.expectText("Hi nobody in x");
		}
	}

	@Test
	void principalIsThatOfTheSession() {
		try (WsTestSession session = room().query("greeting", "Hi").principal("ada").connect()) {
			session.expectText("Hi ada in lobby");
			assertThat(session.session().getPrincipal()).isNotNull();
		}
	}

	@Test
	void jsonAndBytesAreExchanged() {
		try (WsTestSession session = room().connect()) {
			session.sendJson(Map.of("text", "hello"))
				.expectJson("{\"text\":\"hello\",\"room\":\"lobby\"}")
				.sendText("{\"text\":\"again\"}")
				.expectJson(RoomEndpoint.Said.class, (said) -> assertThat(said.text()).isEqualTo("again"))
				.sendBinary((byte) 1, (byte) -1)
				.expectBinary((byte) 1, (byte) -1)
				.expectNothing();
		}
	}

	@Test
	void protocolIsSpoken() {
		try (WsTestSession session = room().withProtocol().connect()) {
			session.subscribe("rooms.lobby")
				.expectAck()
				.request(Map.of("text", "hello"))
				.expectReply(Map.of("text", "hello", "room", "lobby"))
				.expectEvent("rooms.lobby", Map.of("text", "hello", "room", "lobby"));
			this.topics.publish("rooms.lobby", 5);
			session.expectEvent("rooms.lobby")
				.unsubscribe("rooms.lobby")
				.expectAck()
				.subscribe("nothing")
				.expectError("unknown-topic")
				.request(Map.of("text", ""))
				.expectError("constraint-violation")
				.publish("rooms.lobby", 1)
				.expectError("unknown-topic")
				.expectNothing();
		}
	}

	@Test
	void replyWithoutDataIsExpected() {
		try (WsTestSession session = this.client.endpoint(DraftsEndpoint.class).withProtocol().connect()) {
			session.request(new DraftsEndpoint.Forget(7)).expectReply();
			session.request(new DraftsEndpoint.Forget(8)).expectReply(null).request(new DraftsEndpoint.Save("hello"));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(session::expectReply)
				.withMessageContaining("Expected reply to request 3 without data but got");
			session.request(new DraftsEndpoint.Forget(9));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.expectReply("hello"))
				.withMessageContaining("Expected reply to request 4 with \"hello\" but got");
		}
	}

	@Test
	void memberOfSealedTypeIsSentWithItsType() {
		DraftsEndpoint.Save save = new DraftsEndpoint.Save("hello");
		try (WsTestSession session = this.client.endpoint(DraftsEndpoint.class).connect()) {
			session.sendJson(save).expectJson("{\"type\":\"save\",\"text\":\"hello\"}");
		}
		try (WsTestSession session = this.client.endpoint(DraftsEndpoint.class).withProtocol().connect()) {
			session.request(save).expectReply(save);
			session.sendJson(save).expectJson("{\"type\":\"save\",\"text\":\"hello\"}");
		}
	}

	@Test
	void cookiesOfTheHandshakeAreRead() {
		WsTestHandshake handshake = this.client.endpoint(DraftsEndpoint.class)
			.header("Cookie", "other=1; theme=dark==;last=2");
		try (WsTestSession session = handshake.connect()) {
			session.expectText("The theme is dark==");
			assertThat(session.session().getHeaders().get("Cookie")).containsExactly("other=1; theme=dark==;last=2");
		}
		handshake = this.client.endpoint(DraftsEndpoint.class).header("Cookie", "other=1").header("cookie", "theme=x");
		try (WsTestSession session = handshake.connect()) {
			session.expectText("The theme is x");
		}
	}

	@Test
	void subscriptionIsResumedAtPosition() {
		Position seen;
		try (WsTestSession session = room().withProtocol().connect()) {
			session.subscribe("rooms.lobby").expectAck(false);
			Position start = session.position("rooms.lobby");
			this.topics.publish("rooms.lobby", 1);
			session.expectEvent("rooms.lobby", 1);
			seen = session.position("rooms.lobby");
			assertThat(seen).isEqualTo(new Position(start.epoch(), start.offset() + 1));
		}
		this.topics.publish("rooms.lobby", 2);
		try (WsTestSession session = room().withProtocol().connect()) {
			session.subscribe("rooms.lobby", seen).expectAck(true).expectEvent("rooms.lobby", 2).expectNothing();
			session.subscribe("rooms.lobby", new Position("unknown", 1)).expectAck(false);
			session.subscribe("rooms.lobby", seen);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.expectAck(false))
				.withMessageContaining("Expected ack of 3 with recovered false but got");
			assertThatIllegalStateException().isThrownBy(() -> session.position("rooms.other"))
				.withMessageContaining("'rooms.other'");
		}
	}

	@Test
	void sessionHasEndedWhenTheConnectionIsClosed(@Autowired WsSessions sessions) {
		for (int i = 0; i < 20; i++) {
			WsTestSession session = room().query("greeting", "Hi").connect().expectText("Hi nobody in lobby");
			String id = session.session().getId();
			session.close();
			assertThat(sessions.find(id)).isEmpty();
		}
	}

	@Test
	void wrongUseOfEndpointTellsTheRightOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.endpoint(RoomEndpoint.class))
			.withMessageContaining("/ws/rooms/{room}")
			.withMessageContaining("endpoint(RoomEndpoint.class, \"<room>\")");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.endpoint("room"))
			.withMessageContaining("endpoint(\"room\", \"<room>\")");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.endpoint(Runnable.class))
			.withMessageContaining("@WsTest(Runnable.class)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.endpoint(Object.class))
			.withMessageContaining("more than one bean");
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.endpoint("room", "lobby", "garden"))
			.withMessageContaining("one value for each variable");
	}

	@Test
	@SuppressWarnings("NullAway")
	void wrongArgumentsOfClientAreRejected() {
		assertRejected("'timeout'", () -> this.client.withTimeout(Duration.ZERO));
		assertRejected("'timeout'", () -> this.client.withTimeout(Duration.ofSeconds(-1)));
		assertRejected("'timeout'", () -> this.client.withTimeout(null));
		assertRejected("'context'", () -> WsTestClient.of(null));
		assertRejected("'path'", () -> this.client.path(null));
		assertRejected("'path'", () -> this.client.path("ws"));
		assertRejected("'type'", () -> this.client.endpoint((Class<?>) null));
		assertRejected("no endpoint 'null'", () -> this.client.endpoint((String) null));
		assertRejected("'variables'", () -> this.client.endpoint("room", (Object) null));
		assertRejected("'name'", () -> room().header("", "value"));
		assertRejected("'value'", () -> room().header("name", null));
		assertRejected("'name'", () -> room().query("", "value"));
		assertRejected("'value'", () -> room().query("name", null));
		assertRejected("'origin'", () -> room().origin(null));
		assertRejected("'name'", () -> room().principal(""));
		assertRejected("101", () -> room().expectRefused(101));
	}

	@Test
	@SuppressWarnings("NullAway")
	void wrongArgumentsOfSessionAreRejected() {
		try (WsTestSession session = room().withProtocol().connect()) {
			assertRejected("'text'", () -> session.sendText(null));
			assertRejected("'payload'", () -> session.sendBinary((byte[]) null));
			assertRejected("'topic'", () -> session.subscribe(null));
			assertRejected("'since'", () -> session.subscribe("rooms.lobby", null));
			assertRejected("'topic'", () -> session.unsubscribe(null));
			assertRejected("'topic'", () -> session.publish(null, 1));
			assertRejected("'expected'", () -> session.expectText(null));
			assertRejected("'expected'", () -> session.expectBinary((byte[]) null));
			assertRejected("Not JSON: {", () -> session.expectJson("{"));
			assertRejected("'json'", () -> session.expectJson(null));
			assertRejected("'assertions'", () -> session.expectJson(String.class, null));
			assertRejected("'code'", () -> session.expectError(null));
			assertRejected("'topic'", () -> session.expectEvent(null));
			assertRejected("999", () -> session.expectClose(999));
			assertRejected("1006", () -> session.close(1006));
			session.expectNothing();
		}
	}

	private static void assertRejected(String message, ThrowingCallable call) {
		assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
	}

	@Test
	void answersNeedQuestion() {
		try (WsTestSession session = room().withProtocol().connect()) {
			assertThatIllegalStateException().isThrownBy(session::expectAck).withMessageContaining("Nothing was sent");
			assertThatIllegalStateException().isThrownBy(session::expectReply)
				.withMessageContaining("Nothing was sent");
		}
	}

	@Test
	void handshakeMayBeSentTwice() {
		WsTestHandshake handshake = room().withProtocol().withProtocol();
		try (WsTestSession one = handshake.connect(); WsTestSession other = handshake.connect()) {
			assertThat(one.session().getId()).isNotEqualTo(other.session().getId());
		}
	}

	@Test
	void closeOfTheServerIsExpected() {
		try (WsTestSession session = room().connect()) {
			session.sendJson(Map.of("text", "close")).expectClose(4000);
		}
	}

	@Test
	void closeOfTheClientIsAnswered() {
		try (WsTestSession session = room().connect()) {
			session.close(1000).expectClose(1000);
		}
	}

	@Test
	void closedSessionFailsAtOnce() {
		long start = System.nanoTime();
		try (WsTestSession session = room().connect()) {
			session.sendJson(Map.of("text", "close")).expectClose(4000);
			assertClosed(session::session, "The session is closed");
			assertClosed(session::expectNothing, "The session is closed");
			assertClosed(() -> session.expectText("hello"), "Expected text \"hello\" but the session is closed");
			assertClosed(session::expectPing, "Expected a ping but the session is closed");
			assertClosed(() -> session.expectClose(4000), "Expected close 4000 but the session is closed");
			assertClosed(() -> session.sendText("hello"), "Failed to send text \"hello\": the session is closed");
			assertClosed(() -> session.close(1000), "Failed to send close 1000: the session is closed");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	private static void assertClosed(ThrowingCallable call, String message) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(call)
			.withMessageStartingWith(message + System.lineSeparator())
			.withMessageContaining("Conversation with /ws/rooms/lobby")
			.withMessageContaining("< close 4000");
	}

	@Test
	void sessionThatTheTestHasEndedIsClosed() {
		WsTestSession session = room().connect();
		session.close();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(session::session)
			.withMessageContaining("The session is closed");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.sendText("hello"))
			.withMessageContaining("the session is closed");
		session.expectClose(1006).close();
	}

	@Test
	void sessionThatIsClosedWhileItOpensEndsAtOnce() {
		long start = System.nanoTime();
		try (WsTestSession session = room().query("greeting", "Bye").connect()) {
			session.expectClose(4001);
		}
		try (WsTestSession session = room().header("X-Uninvited", "true").connect()) {
			session.expectClose(4002);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	@Test
	void messageThatIsTooLargeCloses1009() {
		try (WsTestSession session = room().connect()) {
			session.sendText("x".repeat(100_000)).expectClose(1009);
		}
	}

	@Test
	void handshakeOfOtherOriginIsRefused() {
		room().origin("https://evil.example").expectRefused(403);
		this.client.path("/nowhere").expectRefused(404);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> room().origin("https://evil.example").connect())
			.withMessageContaining("The handshake of /ws/rooms/lobby")
			.withMessageContaining("was refused with 403");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.client.path("/ws/nope").connect())
			.withMessageContaining("The handshake of /ws/nope")
			.withMessageContaining("was refused with 404");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> room().expectRefused(403))
			.withMessageContaining("the status is 101");
	}

	@Test
	void failureTellsTheWholeConversation() {
		try (WsTestSession session = room().connect()) {
			session.sendJson(Map.of("text", "hello")).expectJson("{\"room\":\"lobby\",\"text\":\"hello\"}");
			session.sendBinary((byte) 7);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.expectText("seven"))
				.withMessageContaining("Expected text \"seven\" but got 1 bytes [07]")
				.withMessageContaining("Conversation with /ws/rooms/lobby (websocket) so far:")
				.withMessageMatching(
						"(?s).*ms > text \"\\{\"text\":\"hello\"}\".*ms < text \"\\{\"room\".*ms > 1 bytes.*");
		}
	}

	@Test
	void handshakeFailsAfterTheTimeout() {
		WsTestHandshake handshake = this.client.withTimeout(Duration.ofMillis(100))
			.endpoint("room", "lobby")
			.header("X-Waiting", "true");
		assertNotAnswered("websocket", handshake::connect);
		assertNotAnswered("websocket", () -> handshake.expectRefused(403));
	}

	void assertNotAnswered(String wire, ThrowingCallable handshake) {
		long start = System.nanoTime();
		try {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(handshake)
				.withMessage("The handshake of /ws/rooms/lobby (%s) was not answered within 100ms", wire);
		}
		finally {
			this.doorkeeper.letIn(1);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
	}

	@Test
	void silenceFailsAfterTheTimeout() {
		WsTestClient impatient = this.client.withTimeout(Duration.ofSeconds(2));
		try (WsTestSession session = impatient.path("/ws/rooms/x").connect()) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.expectText("hello"))
				.withMessageContaining("Expected text \"hello\" but nothing of its kind came within 2s")
				.withMessageContaining("(nothing)");
		}
	}

	@Test
	void unexpectedMessageIsNotNothing() {
		try (WsTestSession session = room().connect()) {
			session.session().send("surprise");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(session::expectNothing)
				.withMessageContaining("Expected nothing but got text \"surprise\"");
		}
	}

	@Test
	void framesNeedTheProtocol() {
		try (WsTestSession session = room().connect()) {
			assertThatIllegalStateException().isThrownBy(() -> session.subscribe("rooms.lobby"))
				.withMessageContaining("withProtocol()");
		}
	}

}
