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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that are answered before their body has arrived. The tests send more
 * of them than the containers have threads.
 *
 * @author The ws-starter authors
 */
class SseRefusedBodyWireTests extends AbstractSseWireTests {

	private static final int THREADS = 12;

	private static final int REQUESTS = 40;

	private static final int MAX_PENDING = 16;

	private final List<RawClient> requests = new ArrayList<>();

	private HeapShare memory;

	SseRefusedBodyWireTests() {
		super(List.of(EchoEndpoint.class, SseManyStreamsWireTests.PlainController.class),
				"server.tomcat.threads.max=" + THREADS, "server.jetty.threads.max=" + THREADS,
				"server.tomcat.connection-timeout=60s", "server.jetty.connection-idle-timeout=60s",
				"ws.endpoints.echo.send.time-limit=5s");
	}

	/**
	 * The bodies of another test may still be discarded, and count.
	 */
	@BeforeEach
	void awaitOtherBodies() {
		this.memory = this.server.bean(HeapShare.class);
		TestServer.await().untilAsserted(() -> assertThat(this.memory.held()).isZero());
	}

	@AfterEach
	void close() throws IOException {
		for (RawClient request : this.requests) {
			request.close();
		}
		this.requests.clear();
	}

	@Test
	void refusedBodiesHoldNoThread() throws IOException {
		for (int i = 0; i < REQUESTS; i++) {
			assertRefused(begin(withoutToken(), 1000));
		}
		expectThreads();
	}

	@Test
	void clientThatStillSendsReadsTheResponse() throws IOException {
		byte[] part = new byte[3000];
		RawClient request = begin(withoutToken(), 1 + 100 * part.length);
		for (int i = 0; i < 50; i++) {
			request.write(part);
		}
		assertRefused(request);
		for (int i = 0; i < 50; i++) {
			request.write(part);
		}
		request.expectEnd();
	}

	@Test
	void bodyWithoutEndIsNotReadForEver() throws IOException {
		RawClient request = begin(withoutToken(), Integer.MAX_VALUE);
		assertRefused(request);
		byte[] part = new byte[64 * 1024];
		long sent = 0;
		try {
			while (sent < Integer.MAX_VALUE) {
				request.write(part);
				sent += part.length;
			}
		}
		catch (IOException ex) {
			// The connection is closed
		}
		assertThat(sent).isLessThan(64 * 1024 * 1024);
	}

	@Test
	void connectionOfAClientThatSendsNoMoreIsClosed() throws IOException {
		RawClient request = begin(withoutToken(), 1000);
		assertRefused(request);
		request.timeout(Duration.ofSeconds(30));
		request.expectEnd();
	}

	@Test
	void bodiesEndWithTheSession() throws IOException {
		try (SseClient client = open()) {
			long sessions = this.memory.held();
			for (int i = 0; i < MAX_PENDING; i++) {
				begin(client.upstream().request("POST"), 1000);
			}
			TestServer.await()
				.untilAsserted(() -> assertThat(this.memory.held()).isGreaterThan(sessions + MAX_PENDING * 80 * 1024));
			client.closeNormally();
		}
		for (RawClient request : this.requests) {
			assertRefused(request);
		}
		expectThreads();
		TestServer.await().untilAsserted(() -> assertThat(this.memory.held()).isZero());
	}

	@Test
	void sessionWaitsForAFewBodiesOnly() throws IOException {
		try (SseClient client = open(); SseClient other = open()) {
			long sessions = this.memory.held();
			for (int i = 0; i < MAX_PENDING; i++) {
				begin(client.upstream().request("POST"), 2);
			}
			TestServer.await()
				.untilAsserted(() -> assertThat(this.memory.held()).isGreaterThan(sessions + MAX_PENDING * 80 * 1024));
			HttpResponse refused = begin(client.upstream().request("POST"), 2).readResponse();
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			assertThat(other.ask("another session")).isEqualTo("another session");
			assertThat(client.ask("a body that arrives at once")).isEqualTo("a body that arrives at once");
			RawClient first = this.requests.get(0);
			first.write("b".getBytes());
			assertThat(first.readResponse().status()).isEqualTo(204);
			assertThat(client.readText()).isEqualTo("ab");
			client.closeNormally();
			other.closeNormally();
		}
	}

	private SseClient open() throws IOException {
		return (SseClient) Wire.SSE.open(this.server, "/ws/echo");
	}

	private HttpRequest withoutToken() {
		return HttpRequest.plain("/ws/echo").method("POST").header("Host", "localhost:" + this.server.port());
	}

	private RawClient begin(HttpRequest request, int length) throws IOException {
		RawClient client = RawClient.connect(this.server.port());
		this.requests.add(client);
		client.write(request.header("Content-Type", "text/plain")
			.header("Content-Length", Integer.toString(length))
			.encode(), "a".getBytes());
		return client;
	}

	private static void assertRefused(RawClient request) throws IOException {
		HttpResponse response = request.readResponse();
		assertThat(response.status()).isEqualTo(403);
		assertThat(response.header("Connection")).isEqualTo("close");
	}

	private void expectThreads() throws IOException {
		long start = System.nanoTime();
		HttpRequest request = HttpRequest.plain("/plain").header("Host", "localhost:" + this.server.port());
		for (int i = 0; i < THREADS; i++) {
			assertThat(this.server.request(request).status()).isEqualTo(200);
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

}
