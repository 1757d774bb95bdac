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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.wsstarter.test.raw.EventStreamReader;
import io.github.wsstarter.test.raw.ServerSentEvent;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for event streams and upstream messages that share an HTTP/2 connection. Only
 * Tomcat serves HTTP/2 without further libraries.
 *
 * @author The ws-starter authors
 */
class SseOverHttp2Tests {

	@Test
	void streamAndMessagesShareAConnection() throws IOException, InterruptedException {
		try (TestServer server = TestServer.start(Container.TOMCAT, List.of(EchoEndpoint.class),
				"server.http2.enabled=true")) {
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			URI uri = URI.create("http://localhost:" + server.port() + "/ws/echo");
			java.net.http.HttpResponse<Void> plain = client.send(java.net.http.HttpRequest.newBuilder(uri).build(),
					BodyHandlers.discarding());
			assertThat(plain.statusCode()).isEqualTo(426);
			assertThat(plain.headers().map()).doesNotContainKeys("upgrade", "connection");
			java.net.http.HttpResponse<InputStream> stream = client.send(
					java.net.http.HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").build(),
					BodyHandlers.ofInputStream());
			assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(stream.statusCode()).isEqualTo(200);
			EventStreamReader events = new EventStreamReader(stream.body());
			JsonNode session = JsonMapper.shared().readTree(read(events).data());
			java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(uri)
				.header("Ws-Session-Token", session.get("token").asString());
			String large = "x".repeat(60_000);
			for (String text : List.of("hello", large, "bye")) {
				java.net.http.HttpResponse<Void> response = client.send(
						request.copy().header("Content-Type", "text/plain").POST(BodyPublishers.ofString(text)).build(),
						BodyHandlers.discarding());
				assertThat(response.statusCode()).isEqualTo(204);
				assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
				assertThat(read(events).data()).isEqualTo(text);
			}
			assertThat(client.send(request.copy().DELETE().build(), BodyHandlers.discarding()).statusCode())
				.isEqualTo(204);
			assertThat(read(events).type()).isEqualTo("close");
			assertThat(events.read()).isNull();
			server.awaitNoSession();
		}
	}

	private static ServerSentEvent read(EventStreamReader events) throws IOException {
		ServerSentEvent event = events.read();
		assertThat(event).isNotNull();
		return event;
	}

}
