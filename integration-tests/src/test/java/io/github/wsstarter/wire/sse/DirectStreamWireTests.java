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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for streams of events on the sockets of the direct engine. No comment is sent
 * during a test, so that a stream has to notice the end of its connection by itself.
 *
 * @author The ws-starter authors
 */
@TestInstance(Lifecycle.PER_CLASS)
class DirectStreamWireTests {

	private static final Duration AT_ONCE = Duration.ofSeconds(5);

	private TestServer server;

	@BeforeAll
	void start() {
		this.server = TestServer.start(Container.TOMCAT, List.of(EchoEndpoint.class), "ws.sse.keep-alive=1h",
				"ws.limits.sessions=1", "ws.buffer.send=64MB", "server.compression.enabled=true",
				"server.compression.mime-types=text/event-stream", "server.compression.min-response-size=1");
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@AfterEach
	void noSessionAndNoConnectionIsLeft() {
		this.server.awaitNoSession();
		TestServer.await().atMost(AT_ONCE).untilAsserted(() -> assertThat(this.server.connections()).isZero());
	}

	@Test
	void clientThatClosesItsConnectionMakesRoomAtOnce() throws IOException {
		for (int i = 0; i < 3; i++) {
			open().close();
			TestServer.await().atMost(AT_ONCE).untilAsserted(() -> assertThat(this.server.sessions().count()).isZero());
		}
	}

	@Test
	void clientThatResetsItsConnectionMakesRoomAtOnce() throws IOException {
		for (int i = 0; i < 3; i++) {
			open().reset();
			TestServer.await().atMost(AT_ONCE).untilAsserted(() -> assertThat(this.server.sessions().count()).isZero());
		}
	}

	@Test
	void responseIsNeitherChunkedNorCompressed() throws IOException {
		HttpRequest request = request().header("Accept-Encoding", "gzip");
		try (SseClient client = (SseClient) Wire.SSE.open(this.server, request)) {
			HttpResponse response = client.response();
			assertThat(response.header("Content-Encoding")).isNull();
			assertThat(response.header("Transfer-Encoding")).isNull();
			assertThat(response.header("Content-Length")).isNull();
			assertThat(response.header("Connection")).isEqualTo("close");
			client.closeNormally();
		}
	}

	@Test
	void eventsMayBeLargerThanAnyBuffer() throws IOException {
		String line = "0123456789\u00e4".repeat(100_000);
		try (WireClient client = open()) {
			for (String text : List.of(line, line + "\n" + line)) {
				session().send(text);
				assertThat(client.readText()).isEqualTo(text);
			}
			client.closeNormally();
		}
	}

	@Test
	void bytesAfterTheRequestAreDiscarded() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.server.port())) {
			socket.setSoTimeout((int) AT_ONCE.toMillis());
			byte[] request = request().encode();
			socket.getOutputStream().write(request);
			socket.getOutputStream().write(request);
			InputStream in = socket.getInputStream();
			assertThat(HttpResponse.read(in).status()).isEqualTo(200);
			TestServer.await().untilAsserted(() -> assertThat(this.server.sessions().count()).isEqualTo(1));
			socket.getOutputStream().write(request);
			session().close();
			assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("HTTP/1.1")
				.contains("event: session")
				.contains("event: close");
		}
	}

	private WsSession session() {
		return this.server.sessions().stream().findFirst().orElseThrow();
	}

	private HttpRequest request() {
		return Wire.SSE.request(this.server.port(), "/ws/echo");
	}

	private WireClient open() throws IOException {
		return Wire.SSE.open(this.server, request());
	}

}
