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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.PathVariable;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the handshake over a connection, well-formed and malformed.
 *
 * @author The ws-starter authors
 */
class HandshakeWireTests extends AbstractEngineTests {

	HandshakeWireTests() {
		super(List.of(EchoEndpoint.class, RoomEndpoint.class, ChatEndpoint.class), "server.servlet.context-path=/app",
				"ws.endpoints.room.allowed-origins=https://rooms.example.com");
	}

	@ParameterizedTest
	@MethodSource
	void wellFormedHandshakeIsAccepted(UnaryOperator<HttpRequest> change) throws IOException {
		try (RawClient client = this.server.open(change.apply(this.server.upgrade("/app/ws/echo")))) {
			assertThat(client.ask("hello")).isEqualTo("hello");
		}
	}

	static Stream<Arguments> wellFormedHandshakeIsAccepted() {
		return Stream.of(change("no origin", (request) -> request),
				change("lower-case names",
						(request) -> request.replace("Upgrade", "WebSocket").replace("Connection", "upgrade")),
				change("Firefox's Connection", (request) -> request.replace("Connection", "keep-alive, Upgrade")),
				change("unknown extension",
						(request) -> request.header("Sec-WebSocket-Extensions", "x-unknown; a=1, x-other")),
				change("empty elements of a list",
						(request) -> request.header("Sec-WebSocket-Extensions", ",x-unknown,, x-other, ")),
				change("quoted parameter",
						(request) -> request.header("Sec-WebSocket-Extensions", "x-unknown;a=\"1\" ; b=2, x-other;c")),
				change("subprotocol for an endpoint that speaks none",
						(request) -> request.header("Sec-WebSocket-Protocol", "whatever")));
	}

	@ParameterizedTest
	@MethodSource
	void malformedHandshakeIsRefused(int status, UnaryOperator<HttpRequest> change) throws IOException {
		HttpResponse response = this.server.request(change.apply(this.server.upgrade("/app/ws/echo")));
		assertThat(response.status()).as(response::toString).isEqualTo(status);
		assertThat(response.header("Sec-WebSocket-Accept")).isNull();
	}

	static Stream<Arguments> malformedHandshakeIsRefused() {
		String key = "Sec-WebSocket-Key";
		return Stream.of(refused("no key", 400, (request) -> request.without(key)),
				refused("empty key", 400, (request) -> request.replace(key, "")),
				refused("key of 15 bytes", 400, (request) -> request.replace(key, "AAAAAAAAAAAAAAAAAAAA")),
				refused("key of 17 bytes", 400, (request) -> request.replace(key, "AAAAAAAAAAAAAAAAAAAAAAA=")),
				refused("key that is not Base64", 400, (request) -> request.replace(key, "dGhlIHNhbXBsZSBub25jZ!==")),
				refused("two keys", 400, (request) -> request.header(key, HttpRequest.KEY)),
				refused("no Connection", 400, (request) -> request.without("Connection")),
				refused("Connection without upgrade", 400, (request) -> request.replace("Connection", "keep-alive")),
				refused("Upgrade to something else", 426, (request) -> request.replace("Upgrade", "h2c")),
				refused("no Upgrade", 426, (request) -> request.without("Upgrade")),
				refused("POST", 405, (request) -> request.method("POST").header("Content-Length", "0")),
				refused("PUT", 405, (request) -> request.method("PUT").header("Content-Length", "0")),
				refused("no version", 426, (request) -> request.without("Sec-WebSocket-Version")),
				refused("HTTP/1.0", 400, (request) -> request.version("HTTP/1.0")),
				refused("two versions", 400, (request) -> request.header("Sec-WebSocket-Version", "13")),
				refused("subprotocol that is no token", 400,
						(request) -> request.header("Sec-WebSocket-Protocol", "a b")),
				refused("subprotocol offered twice", 400,
						(request) -> request.header("Sec-WebSocket-Protocol", "a, b, a")),
				refused("extension without a name", 400,
						(request) -> request.header("Sec-WebSocket-Extensions", "; a=1")),
				refused("extension with a parameter without a name", 400,
						(request) -> request.header("Sec-WebSocket-Extensions", "permessage-deflate; =1")),
				refused("extension with an open quote", 400,
						(request) -> request.header("Sec-WebSocket-Extensions", "permessage-deflate; a=\"")),
				refused("origin that is no URI", 400, (request) -> request.header("Origin", "http://[")),
				refused("two origins", 400,
						(request) -> request.header("Origin", "http://a.example.com")
							.header("Origin", "http://b.example.com")),
				refused("null origin", 403, (request) -> request.header("Origin", "null")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "8", "12", "14", "-1", "255", "x", "" })
	void otherVersionIsAnswered426WithTheSupportedVersion(String version) throws IOException {
		HttpResponse response = this.server
			.request(this.server.upgrade("/app/ws/echo").replace("Sec-WebSocket-Version", version));
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.header("Sec-WebSocket-Version")).isEqualTo("13");
	}

	@Test
	void plainGetIsAnswered426WithTheUpgradeHeader() throws IOException {
		HttpResponse response = this.server
			.request(HttpRequest.plain("/app/ws/echo").header("Host", "localhost:" + this.server.port()));
		assertThat(response.status()).isEqualTo(426);
		assertThat(response.header("Upgrade")).isEqualToIgnoringCase("websocket");
		assertThat(response.header("Connection")).containsIgnoringCase("upgrade");
	}

	@Test
	void otherMethodIsAnswered405WithTheAllowedMethod() throws IOException {
		HttpResponse response = this.server
			.request(this.server.upgrade("/app/ws/echo").method("POST").header("Content-Length", "0"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow")).contains("GET");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/app/ws/nowhere", "/app/ws/echo/", "/app/ws/echo/more", "/ws/echo", "/app/ws/ECHO" })
	void unknownPathIsAnswered404(String path) throws IOException {
		assertThat(this.server.request(this.server.upgrade(path)).status()).isEqualTo(404);
	}

	@Test
	void sameOriginIsAccepted() throws IOException {
		String origin = "http://localhost:" + this.server.port();
		try (RawClient client = this.server.open(this.server.upgrade("/app/ws/echo").header("Origin", origin))) {
			assertThat(client.ask("hello")).isEqualTo("hello");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://localhost:%d", "http://localhost", "http://evil.example.com:%d",
			"http://localhost.evil.example.com:%d", "https://rooms.example.com" })
	void foreignOriginIsAnswered403(String origin) throws IOException {
		HttpResponse response = this.server.request(this.server.upgrade("/app/ws/echo")
			.header("Origin", origin.replace("%d", Integer.toString(this.server.port()))));
		assertThat(response.status()).isEqualTo(403);
	}

	@Test
	void originIsAllowedForOneEndpoint() throws IOException {
		HttpRequest request = this.server.upgrade("/app/rooms/a/b").header("Origin", "https://rooms.example.com");
		try (RawClient client = this.server.open(request)) {
			assertThat(client.ask("")).isEqualTo("a|b");
		}
	}

	@Test
	void pathVariablesAreDecoded() throws IOException {
		try (RawClient client = this.server.open("/app/rooms/caf%C3%A9%20%2B+1;x=y/b%3Fc%C2%A0")) {
			assertThat(client.ask("")).isEqualTo("caf\u00e9 ++1|b?c\u00a0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "chat.v1", "chat.v2, chat.v1", "nothing, chat.v1", "nothing,chat.v1 , other" })
	void subprotocolIsNegotiated(String offered) throws IOException {
		HttpRequest request = this.server.upgrade("/app/chat").header("Sec-WebSocket-Protocol", offered);
		try (RawClient client = RawClient.connect(this.server.port())) {
			String expected = (offered.contains("chat.v2")) ? "chat.v2" : "chat.v1";
			assertThat(client.open(request).header("Sec-WebSocket-Protocol")).isEqualTo(expected);
			assertThat(client.ask("")).isEqualTo(expected);
		}
	}

	@Test
	void subprotocolsInTwoHeadersAreNegotiated() throws IOException {
		HttpRequest request = this.server.upgrade("/app/chat")
			.header("Sec-WebSocket-Protocol", "nothing")
			.header("Sec-WebSocket-Protocol", "chat.v1");
		try (RawClient client = RawClient.connect(this.server.port())) {
			assertThat(client.open(request).header("Sec-WebSocket-Protocol")).isEqualTo("chat.v1");
		}
	}

	@Test
	void noSubprotocolIsAcceptedAndNoneAnswered() throws IOException {
		try (RawClient client = RawClient.connect(this.server.port())) {
			assertThat(client.open(this.server.upgrade("/app/chat")).header("Sec-WebSocket-Protocol")).isNull();
			assertThat(client.ask("")).isEqualTo("none");
		}
	}

	@Test
	void onlyOtherSubprotocolsAreRefused() throws IOException {
		HttpResponse response = this.server
			.request(this.server.upgrade("/app/chat").header("Sec-WebSocket-Protocol", "nothing, chat.v3"));
		assertThat(response.status()).isEqualTo(400);
	}

	@Test
	void frameSentWithTheHandshakeIsHandled() throws IOException {
		try (RawClient client = RawClient.connect(this.server.port())) {
			byte[] handshake = this.server.upgrade("/app/ws/echo").encode();
			byte[] frame = Frame.text("early").encode();
			byte[] both = Arrays.copyOf(handshake, handshake.length + frame.length);
			System.arraycopy(frame, 0, both, handshake.length, frame.length);
			client.write(both);
			client.readHandshake();
			assertThat(client.readText()).isEqualTo("early");
		}
	}

	private static Arguments change(String name, UnaryOperator<HttpRequest> change) {
		return Arguments.argumentSet(name, change);
	}

	private static Arguments refused(String name, int status, UnaryOperator<HttpRequest> change) {
		return Arguments.argumentSet(name, status, change);
	}

	@WsEndpoint(path = "/rooms/{room}/{seat}", name = "room")
	static class RoomEndpoint {

		@OnMessage
		String where(String message, @PathVariable String room, @PathVariable("seat") String seat) {
			return room + "|" + seat;
		}

	}

	@WsEndpoint(path = "/chat", name = "chat", subprotocols = { "chat.v2", "chat.v1" })
	static class ChatEndpoint {

		@OnMessage
		String subprotocol(String message, WsSession session) {
			return (session.getSubprotocol() != null) ? session.getSubprotocol() : "none";
		}

	}

}
