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
import java.util.List;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that pages of other origins may read event streams if and only if their origin is
 * allowed to connect.
 *
 * @author The ws-starter authors
 */
class SseCorsWireTests extends AbstractSseWireTests {

	private static final String NAMED = "https://app.example.com";

	SseCorsWireTests() {
		super(List.of(EchoEndpoint.class, PatternEndpoint.class, AnyEndpoint.class), "ws.sse.keep-alive=300ms",
				"ws.allowed-origins=" + NAMED, "ws.endpoints.pattern.allowed-origin-patterns=https://*.example.org",
				"ws.endpoints.any.allowed-origins=*");
	}

	@ParameterizedTest
	@CsvSource({ "/ws/echo," + NAMED, "/ws/pattern,https://a.example.org", "/ws/pattern," + NAMED })
	void namedOriginMayReadWithCredentials(String path, String origin) throws IOException {
		try (SseClient client = open(path, origin)) {
			assertThat(client.response().header("Access-Control-Allow-Origin")).isEqualTo(origin);
			assertThat(client.response().header("Access-Control-Allow-Credentials")).isEqualTo("true");
			assertThat(String.join(" ", client.response().headers())).contains("Vary: Origin");
			HttpResponse response = client.upstream().text("hello");
			assertThat(response.status()).isEqualTo(204);
			assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(origin);
			assertThat(client.readText()).isEqualTo("hello");
			client.closeNormally();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://anybody.example.net", "null" })
	void anyOriginMayReadWithoutCredentials(String origin) throws IOException {
		try (SseClient client = open("/ws/any", origin)) {
			assertThat(client.response().header("Access-Control-Allow-Origin")).isEqualTo("*");
			assertThat(client.response().header("Access-Control-Allow-Credentials")).isNull();
			client.closeNormally();
		}
	}

	@Test
	void ownOriginNeedsNoPermission() throws IOException {
		try (SseClient client = open("/ws/echo", "http://localhost:" + this.server.port())) {
			assertThat(client.response().header("Access-Control-Allow-Origin")).isNull();
			client.closeNormally();
		}
	}

	@Test
	void otherOriginIsRefusedWithoutPermissionToReadWhy() throws IOException {
		HttpResponse response = this.server
			.request(Wire.SSE.request(this.server.port(), "/ws/echo").header("Origin", "https://evil.example.com"));
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.header("Access-Control-Allow-Origin")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "POST,'content-type,ws-session-token'", "DELETE,ws-session-token", "GET,'authorization,last-event-id'",
			"POST,'authorization, content-type, ws-session-token'" })
	void preflightIsAnswered(String method, String headers) throws IOException {
		HttpResponse response = preflight("/ws/echo", NAMED, method, headers);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(NAMED);
		assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(response.header("Access-Control-Allow-Methods")).contains("GET", "POST", "DELETE");
		for (String header : headers.split(",")) {
			assertThat(response.header("Access-Control-Allow-Headers")).containsIgnoringCase(header.strip());
		}
		assertThat(response.header("Access-Control-Max-Age")).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "/ws/echo,https://evil.example.com,POST,ws-session-token", "/ws/echo,null,POST,ws-session-token",
			"/ws/pattern,https://example.org.evil.com,POST,ws-session-token",
			"/ws/echo," + NAMED + ",PUT,ws-session-token", "/ws/echo,http://[,POST,ws-session-token" })
	void preflightIsRefused(String path, String origin, String method, String headers) throws IOException {
		HttpResponse response = preflight(path, origin, method, headers);
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.header("Access-Control-Allow-Origin")).isNull();
	}

	@Test
	void otherHeaderIsNotAllowed() throws IOException {
		HttpResponse response = preflight("/ws/echo", NAMED, "POST", "ws-session-token,x-other");
		assertThat(response.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("ws-session-token");
	}

	private HttpResponse preflight(String path, String origin, String method, String headers) throws IOException {
		return this.server.request(HttpRequest.plain(path)
			.method("OPTIONS")
			.header("Host", "localhost:" + this.server.port())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", headers));
	}

	private SseClient open(String path, String origin) throws IOException {
		return (SseClient) Wire.SSE.open(this.server,
				Wire.SSE.request(this.server.port(), path).header("Origin", origin));
	}

	@WsEndpoint(path = "/ws/pattern", name = "pattern")
	static class PatternEndpoint {

		@OnMessage
		String echo(String message) {
			return message;
		}

	}

	@WsEndpoint(path = "/ws/any", name = "any")
	static class AnyEndpoint {

		@OnMessage
		String echo(String message) {
			return message;
		}

	}

}
