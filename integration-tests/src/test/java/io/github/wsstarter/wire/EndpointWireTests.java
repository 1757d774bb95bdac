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

package io.github.wsstarter.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the parameters and return values of endpoints, over a connection.
 *
 * @author The ws-starter authors
 */
class EndpointWireTests extends AbstractBothWiresTests {

	EndpointWireTests() {
		super(List.of(EchoEndpoint.class, ArgumentsEndpoint.class, JsonEndpoint.class, PendingEndpoint.class,
				FluxEndpoint.class));
	}

	@Test
	void textAndBinaryAreEchoed() throws IOException {
		try (WireClient client = open("/ws/echo")) {
			assertThat(client.ask("gr\u00fc\u00df dich \ud83d\ude00")).isEqualTo("gr\u00fc\u00df dich \ud83d\ude00");
			assertThat(client.ask("")).isEmpty();
			client.sendBinary((byte) 0, (byte) -1, (byte) 0x80);
			assertThat(client.readBinary()).containsExactly(0, -1, 0x80);
		}
	}

	@Test
	void handshakeValuesAreArguments() throws IOException {
		HttpRequest request = request("/ws/arguments/caf%C3%A9?count=41&q=a%26b").header("X-Color", "red")
			.header("Cookie", "other=1; flavor=mint");
		try (WireClient client = open(request)) {
			assertThat(client.ask("hi")).isEqualTo("hi caf\u00e9 42 a&b red mint none");
		}
	}

	@Test
	void openMayReply() throws IOException {
		try (WireClient client = open("/ws/arguments/a?count=1")) {
			assertThat(client.readText()).isEqualTo("welcome a");
		}
	}

	@Test
	void jsonIsDecodedAndEncoded() throws IOException {
		try (WireClient client = open("/ws/json")) {
			assertThat(client.ask("{\"type\":\"point\",\"x\":1,\"y\":2}")).isEqualTo("{\"x\":2,\"y\":1}");
			assertThat(client.ask("{\"type\":\"name\",\"name\":\"\u00e9\"}")).isEqualTo("hello \u00e9");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "null", "[]", "42", "{}", "{\"type\":\"unknown\"}", "{\"type\":1}",
			"{\"type\":\"point\",\"x\":\"one\"}", "{\"type\":\"point\",\"x\":1,\"y\":2}}", "\u0000" })
	void messageThatDoesNotFitIsAnsweredAndTheSessionSurvives(String message) throws IOException {
		try (WireClient client = open("/ws/json")) {
			assertThat(client.ask(message)).startsWith("{")
				.contains("\"type\":\"error\"", "\"code\":\"invalid-message\"")
				.doesNotContain("jackson", "Exception", "EndpointWireTests", "io.github");
			assertThat(client.ask("{\"type\":\"point\",\"x\":1,\"y\":2}")).isEqualTo("{\"x\":2,\"y\":1}");
		}
	}

	@Test
	void pipelinedMessagesAreAnsweredInOrder() throws IOException {
		try (WireClient client = open("/ws/echo")) {
			for (int i = 0; i < 1000; i++) {
				client.sendText("m" + i);
			}
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readText()).isEqualTo("m" + i);
			}
		}
	}

	@Test
	void pendingReplyHoldsBackTheNextMessage() throws IOException {
		PendingEndpoint endpoint = this.server.bean(PendingEndpoint.class);
		endpoint.replies.clear();
		try (WireClient client = open("/ws/pending"); WireClient other = open("/ws/echo")) {
			client.sendText("a");
			client.sendText("b");
			await().during(Duration.ofMillis(300)).until(() -> endpoint.replies.size() == 1);
			assertThat(other.ask("not held back")).isEqualTo("not held back");
			endpoint.replies.get(0).complete("first");
			assertThat(client.readText()).isEqualTo("first");
			await().until(() -> endpoint.replies.size() == 2);
			endpoint.replies.get(1).complete("second");
			assertThat(client.readText()).isEqualTo("second");
		}
	}

	@Test
	void clientThatLeavesWhileTheReplyIsPendingIsForgotten() throws IOException {
		PendingEndpoint endpoint = this.server.bean(PendingEndpoint.class);
		endpoint.replies.clear();
		WireClient client = open("/ws/pending");
		client.sendText("a");
		await().until(() -> endpoint.replies.size() == 1);
		client.reset();
		this.server.awaitNoSession();
		endpoint.replies.get(0).complete("too late");
	}

	@Test
	void fluxSendsManyAndTheNextMessageWaitsForItsEnd() throws IOException {
		try (WireClient client = open("/ws/flux")) {
			client.sendText("300");
			client.sendText("2");
			for (int i = 0; i < 300; i++) {
				assertThat(client.readText()).isEqualTo("300:" + i);
			}
			assertThat(client.readText()).isEqualTo("2:0");
			assertThat(client.readText()).isEqualTo("2:1");
		}
	}

	@WsEndpoint(path = "/ws/arguments/{name}", name = "arguments")
	static class ArgumentsEndpoint {

		@OnOpen
		@Nullable String open(@PathVariable String name, @RequestParam int count) {
			return (count == 1) ? "welcome " + name : null;
		}

		@OnMessage
		String all(String message, @PathVariable String name, @RequestParam int count, @RequestParam("q") String query,
				@RequestHeader("X-Color") String color, @CookieValue("flavor") String flavor,
				@RequestParam(defaultValue = "none") String missing, WsSession session) {
			return String.join(" ", message, name, Integer.toString(count + 1), query, color, flavor, missing);
		}

	}

	@WsEndpoint(path = "/ws/json", name = "json")
	static class JsonEndpoint {

		@OnMessage
		Swapped swap(Point point) {
			return new Swapped(point.y(), point.x());
		}

		@OnMessage
		String greet(Name name) {
			return "hello " + name.name();
		}

	}

	sealed interface Request permits Point, Name {

	}

	record Point(int x, int y) implements Request {
	}

	record Name(String name) implements Request {
	}

	record Swapped(int x, int y) {
	}

	@WsEndpoint(path = "/ws/pending", name = "pending")
	static class PendingEndpoint {

		private final List<CompletableFuture<String>> replies = new CopyOnWriteArrayList<>();

		@OnMessage
		CompletionStage<String> later(String message) {
			CompletableFuture<String> reply = new CompletableFuture<>();
			this.replies.add(reply);
			return reply;
		}

	}

	@WsEndpoint(path = "/ws/flux", name = "flux")
	static class FluxEndpoint {

		@OnMessage
		Flux<String> many(String count) {
			return Flux.range(0, Integer.parseInt(count)).map((i) -> count + ":" + i);
		}

	}

}
