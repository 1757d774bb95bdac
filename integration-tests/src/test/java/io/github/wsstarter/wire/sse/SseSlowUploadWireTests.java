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

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests whose body arrives slowly. The test sends more of them than the
 * containers have threads.
 *
 * @author The ws-starter authors
 */
class SseSlowUploadWireTests extends AbstractSseWireTests {

	private static final int REQUESTS = 40;

	SseSlowUploadWireTests() {
		super(List.of(EchoEndpoint.class, SseManyStreamsWireTests.PlainController.class),
				"server.tomcat.threads.max=12", "server.jetty.threads.max=12", "ws.endpoints.echo.send.time-limit=1s",
				"ws.sse.keep-alive=50ms");
	}

	@Test
	void slowBodiesHoldNoThread() throws IOException {
		List<SseClient> clients = new ArrayList<>();
		List<RawClient> requests = new ArrayList<>();
		try {
			for (int i = 0; i < REQUESTS; i++) {
				clients.add(open());
				requests.add(begin(clients.get(i), "message"));
			}
			long start = System.nanoTime();
			HttpRequest request = HttpRequest.plain("/plain").header("Host", "localhost:" + this.server.port());
			for (int i = 0; i < REQUESTS; i++) {
				assertThat(this.server.request(request).status()).isEqualTo(200);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			for (int i = 0; i < REQUESTS; i++) {
				requests.get(i).write("e".getBytes());
				assertThat(requests.get(i).readResponse().status()).isEqualTo(204);
				assertThat(clients.get(i).readText()).isEqualTo("message");
			}
		}
		finally {
			for (RawClient slow : requests) {
				slow.close();
			}
			for (SseClient client : clients) {
				client.close();
			}
		}
	}

	@Test
	void bodiesThatTakeTooLongAreAnswered408AndHoldNoThread() throws IOException {
		List<RawClient> requests = new ArrayList<>();
		try (SseClient client = open()) {
			long start = System.nanoTime();
			for (int i = 0; i < 16; i++) {
				requests.add(begin(client, "message"));
			}
			for (RawClient slow : requests) {
				HttpResponse response = slow.readResponse();
				assertThat(response.status()).isEqualTo(408);
				assertThat(response.header("Connection")).isEqualTo("close");
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2),
					Duration.ofSeconds(8));
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
		finally {
			for (RawClient slow : requests) {
				slow.close();
			}
		}
	}

	private SseClient open() throws IOException {
		return (SseClient) Wire.SSE.open(this.server, "/ws/echo");
	}

	private RawClient begin(SseClient client, String text) throws IOException {
		RawClient slow = RawClient.connect(this.server.port());
		slow.write(client.upstream()
			.request("POST")
			.header("Content-Type", "text/plain")
			.header("Content-Length", Integer.toString(text.length()))
			.encode(), text.substring(0, text.length() - 1).getBytes());
		return slow;
	}

}
