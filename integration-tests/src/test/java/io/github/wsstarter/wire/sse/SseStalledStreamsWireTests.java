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

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that event streams whose clients do not read occupy no threads, neither while
 * they are open nor while they end. The test opens more streams than the containers have
 * threads.
 *
 * @author The ws-starter authors
 */
class SseStalledStreamsWireTests extends AbstractSseWireTests {

	private static final int STREAMS = 30;

	/**
	 * More bytes than both sockets buffer on the loopback device.
	 */
	private static final int LARGE = 8 << 20;

	SseStalledStreamsWireTests() {
		super(List.of(EchoEndpoint.class, SseManyStreamsWireTests.PlainController.class),
				"server.tomcat.threads.max=12", "server.jetty.threads.max=12", "ws.buffer.send=16MB",
				"ws.send.time-limit=1s", "ws.sse.keep-alive=300ms");
	}

	@Test
	void stalledStreamsHoldNoThreads() throws IOException {
		List<WireClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < STREAMS; i++) {
				clients.add(Wire.SSE.openNarrow(this.server, "/ws/echo"));
			}
			byte[] large = new byte[LARGE];
			this.server.sessions().stream().forEach((session) -> session.send(large));
			expectServed();
			this.server.awaitNoSession();
			expectServed();
			assertThat(this.server.bean(EchoEndpoint.class).statuses()).hasSize(STREAMS)
				.extracting(CloseStatus::getCode)
				.containsOnly(1013);
			for (WireClient client : clients) {
				long start = System.nanoTime();
				client.expectEnd();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
			}
		}
		finally {
			for (WireClient client : clients) {
				client.close();
			}
		}
	}

	private void expectServed() throws IOException {
		for (int i = 0; i < 50; i++) {
			long start = System.nanoTime();
			HttpRequest request = HttpRequest.plain("/plain").header("Host", "localhost:" + this.server.port());
			assertThat(this.server.request(request).status()).isEqualTo(200);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		}
	}

}
