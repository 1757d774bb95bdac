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

package io.github.wsstarter.wire.sse;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for event streams over a connection.
 *
 * @author The ws-starter authors
 */
class SseWireTests extends AbstractSseWireTests {

	SseWireTests() {
		super(List.of(EchoEndpoint.class, ChatEndpoint.class, SharedController.class), "ws.sse.keep-alive=300ms",
				"ws.sse.reconnect=3s");
	}

	@Test
	void streamBeginsWithTheSession() throws IOException {
		try (SseClient client = open("/ws/echo")) {
			assertThat(client.response().header("Content-Type"))
				.isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
			assertThat(client.response().header("Cache-Control")).contains("no-cache", "no-transform");
			assertThat(client.response().header("X-Accel-Buffering")).isEqualTo("no");
			assertThat(client.retry()).isBetween(3000L, 6000L);
			JsonNode session = client.session();
			assertThat(session.propertyNames()).containsExactly("session", "token");
			assertThat(client.token()).matches("[A-Za-z0-9_-]{43}");
			WsSession open = this.server.sessions().find(client.id()).orElseThrow();
			assertThat(open.getTransport()).isEqualTo("sse");
			client.closeNormally();
		}
	}

	@Test
	void clientsReceiveDifferentReconnectDelays() throws IOException {
		long first = -1;
		for (int i = 0; i < 20; i++) {
			try (SseClient client = open("/ws/echo")) {
				first = (i == 0) ? client.retry() : first;
				long retry = client.retry();
				client.closeNormally();
				if (retry != first) {
					return;
				}
			}
		}
		assertThat(first).as("the delay, which 20 clients have received").isNegative();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			one\\ntwo, one\\ntwo
			one\\r\\ntwo\\rthree\\n\\n, one\\ntwo\\nthree\\n\\n
			' leading', ' leading'
			'', ''
			data: x, data: x
			:x, :x
			\\n, \\n
			""")
	void linesArePreserved(String sent, String received) throws IOException {
		try (SseClient client = open("/ws/echo")) {
			assertThat(client.ask(lines(sent))).isEqualTo(lines(received));
			client.closeNormally();
		}
	}

	private static String lines(String text) {
		return text.replace("\\r", "\r").replace("\\n", "\n");
	}

	@Test
	void eventsAreNumbered() throws IOException {
		try (SseClient client = open("/ws/echo")) {
			client.sendText("a");
			assertThat(client.read("message").lastEventId()).isEqualTo("1");
			client.sendBinary((byte) 1);
			assertThat(client.read("binary").lastEventId()).isEqualTo("2");
			client.closeNormally();
		}
	}

	@Test
	void idsContainPositionsThatLastEventIdRestores() throws IOException {
		String id;
		try (SseClient client = open("/ws/echo")) {
			TransportSession session = session(client);
			session.enqueue(OutboundMessage.text("a").at("news", new Position("k3f9", 41)), null, null);
			session.enqueue(OutboundMessage.text("b").at("a:b~c.d", new Position("e@;:\u20ac", 0)), null, null);
			session.push();
			assertThat(client.read("message").lastEventId()).isEqualTo("1;news@k3f9:41");
			id = client.read("message").lastEventId();
			client.closeNormally();
		}
		try (SseClient client = open(request("/ws/echo").header("Last-Event-ID", id))) {
			assertThat(positions(client))
				.isEqualTo(Map.of("news", new Position("k3f9", 41), "a:b~c.d", new Position("e@;:\u20ac", 0)));
			TransportSession session = session(client);
			session.enqueue(OutboundMessage.text("a").at("news", new Position("k3f9", 42)), null, null);
			session.push();
			assertThat(client.read("message").lastEventId()).startsWith("1;").contains(";news@k3f9:42", "a%3Ab");
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "1;", "1;a", "1;a@b", "1;a@b:", "1;a@b:-1", "1;a@b:99999999999999999999", "1;@b:1",
			"1;a@:1", ";a@b:1", "1;a@b:1;", "1;a@b:1 ", "1;%zz@b:1", "1;a@b:1;c", "\u0001", "<script>", "1;a@b:x" })
	void lastEventIdThatIsGarbageIsIgnored(String id) throws IOException {
		try (SseClient client = open(
				request("/ws/echo").header("Last-Event-ID", id.strip() + "|".repeat(id.endsWith(" ") ? 1 : 0)))) {
			assertThat(positions(client)).isEmpty();
			client.closeNormally();
		}
		catch (AssertionError ex) {
			assertThat(id).as("an id that the container refuses").isEqualTo("\u0001");
		}
	}

	@Test
	void lastEventIdThatIsTooLongIsIgnored() throws IOException {
		String id = "1" + ";a@b:1".repeat(1000);
		try (SseClient client = open(request("/ws/echo").header("Last-Event-ID", id))) {
			assertThat(positions(client)).isEmpty();
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@CsvSource({ "chat.v1,chat.v1", "chat.v2,chat.v2", "'nothing,chat.v1',chat.v1",
			"chat.v1&subprotocol=chat.v2,chat.v2" })
	void subprotocolIsNegotiatedInTheQuery(String offered, String expected) throws IOException {
		try (SseClient client = open("/chat?subprotocol=" + offered)) {
			assertThat(client.session().get("subprotocol").asString()).isEqualTo(expected);
			assertThat(client.ask("")).isEqualTo(expected);
			client.closeNormally();
		}
	}

	@Test
	void subprotocolIsNegotiatedInTheHeader() throws IOException {
		try (SseClient client = open(request("/chat").header("Sec-WebSocket-Protocol", "x, chat.v1"))) {
			assertThat(client.session().get("subprotocol").asString()).isEqualTo("chat.v1");
			client.closeNormally();
		}
	}

	@Test
	void onlyOtherSubprotocolsAreRefused() throws IOException {
		assertThat(this.server.request(request("/chat?subprotocol=chat.v3")).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/event-stream", "TEXT/EVENT-STREAM", "text/html, text/event-stream;q=0.5",
			"text/event-stream; charset=utf-8, */*" })
	void acceptThatNamesEventsOpensAStream(String accept) throws IOException {
		try (SseClient client = open(request("/ws/echo").replace("Accept", accept))) {
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "text/*", "text/event-stream;q=0", "text/html", "text/event-streams", ",", "" })
	void acceptThatDoesNotNameEventsNeedsUpgrade(String accept) throws IOException {
		assertThat(this.server.request(request("/ws/echo").replace("Accept", accept)).status()).isEqualTo(426);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "PUT", "PATCH", "OPTIONS" })
	void otherMethodsAreAnswered405(String method) throws IOException {
		HttpResponse response = this.server.request(request("/ws/echo").method(method).header("Content-Length", "0"));
		assertThat(response.status()).isEqualTo(405);
		assertThat(response.header("Allow")).contains("GET", "POST", "DELETE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/ws/echo?a=%zz", "/ws/echo?a=%ff" })
	void malformedUriIsAnswered400(String path) throws IOException {
		assertThat(this.server.request(request(path)).status()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.example.com,403", "null,403", "http://[,400" })
	void foreignOriginIsRefusedAndRemembered(String origin, int status) throws IOException {
		assertThat(this.server.request(request("/ws/echo").header("Origin", origin)).status()).isEqualTo(status);
		assertThat(this.server.bean(HandshakeJournal.class).list().get(0)).satisfies((refused) -> {
			assertThat(refused.status()).isEqualTo(status);
			assertThat(refused.origin()).isEqualTo(origin);
		});
	}

	@Test
	void upgradeWinsOverEvents() throws IOException {
		HttpRequest request = this.server.upgrade("/ws/echo").header("Accept", "text/event-stream");
		try (RawClient client = this.server.open(request)) {
			assertThat(client.ask("hello")).isEqualTo("hello");
			client.closeNormally();
		}
	}

	@Test
	void http10IsServed() throws IOException {
		try (SseClient client = open(request("/ws/echo").version("HTTP/1.0"))) {
			assertThat(client.response().header("Transfer-Encoding")).isNull();
			session(client).send("hello");
			assertThat(client.readText()).isEqualTo("hello");
			session(client).close();
			assertThat(client.readClose().getCode()).isEqualTo(1000);
		}
	}

	@Test
	void requestsOfEventStreamsTakePrecedenceOverControllers() throws IOException {
		try (SseClient client = open("/rooms/7")) {
			assertThat(client.ask("hello")).isEqualTo("hello in 7");
			HttpRequest request = request("/rooms/7").without("Accept").method("POST").header("Content-Length", "0");
			assertThat(this.server.request(request).status()).isEqualTo(202);
			assertThat(this.server.request(request("/rooms/7").replace("Accept", "text/plain")).status())
				.isEqualTo(200);
			client.closeNormally();
		}
	}

	private SseClient open(String path) throws IOException {
		return open(request(path));
	}

	private SseClient open(HttpRequest request) throws IOException {
		return (SseClient) Wire.SSE.open(this.server, request);
	}

	private HttpRequest request(String path) {
		return Wire.SSE.request(this.server.port(), path);
	}

	private TransportSession session(SseClient client) {
		return (TransportSession) this.server.sessions().find(client.id()).orElseThrow();
	}

	private Map<String, Position> positions(SseClient client) {
		return ((EndpointSession) session(client)).getHandshake()
			.positions()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	@WsEndpoint(path = "/chat", name = "chat", subprotocols = { "chat.v2", "chat.v1" })
	static class ChatEndpoint {

		@OnMessage
		String subprotocol(String message, WsSession session) {
			return String.valueOf(session.getSubprotocol());
		}

	}

	@RestController
	@WsEndpoint(path = "/rooms/{room}", name = "room")
	static class SharedController {

		@GetMapping("/rooms/{room}")
		String page(@PathVariable String room) {
			return "page of " + room;
		}

		@PostMapping("/rooms/{room}")
		org.springframework.http.ResponseEntity<Void> post(@PathVariable String room) {
			return org.springframework.http.ResponseEntity.accepted().build();
		}

		@OnMessage
		String message(String message, @PathVariable String room) {
			return message + " in " + room;
		}

	}

}
