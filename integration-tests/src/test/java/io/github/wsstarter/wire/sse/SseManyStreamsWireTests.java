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

import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that event streams occupy no threads. The test opens ten times as many streams as
 * the containers have threads.
 *
 * @author The ws-starter authors
 */
class SseManyStreamsWireTests extends AbstractSseWireTests {

	private static final int STREAMS = 2000;

	SseManyStreamsWireTests() {
		super(List.of(EchoEndpoint.class, PlainController.class), "ws.sse.keep-alive=2s");
	}

	@Test
	void requestsAreServedBesideThousandsOfStreams() throws IOException {
		List<SseClient> clients = new ArrayList<>();
		int threads = Thread.activeCount();
		try {
			for (int i = 0; i < STREAMS; i++) {
				clients.add((SseClient) Wire.SSE.open(this.server, "/ws/echo"));
			}
			TestServer.await().until(() -> this.server.sessions().count() == STREAMS);
			assertThat(Thread.activeCount() - threads).isLessThan(250);
			expectServed();
			this.server.sessions().stream().forEach((session) -> session.send("to all"));
			for (SseClient client : clients) {
				assertThat(client.readText()).isEqualTo("to all");
			}
			expectServed();
			assertThat(clients.get(STREAMS - 1).ask("hello")).isEqualTo("hello");
		}
		finally {
			for (SseClient client : clients) {
				client.close();
			}
		}
	}

	private void expectServed() throws IOException {
		for (int i = 0; i < 50; i++) {
			long start = System.nanoTime();
			HttpRequest request = HttpRequest.plain("/plain").header("Host", "localhost:" + this.server.port());
			assertThat(this.server.request(request).status()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		}
	}

	@RestController
	static class PlainController {

		@GetMapping("/plain")
		String plain() {
			return "plain";
		}

	}

}
