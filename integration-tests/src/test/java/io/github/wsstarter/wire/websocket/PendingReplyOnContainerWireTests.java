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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.PendingEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients whose messages wait for a pending reply hold a share of the
 * container's threads only. There are more such clients than threads.
 *
 * @author The ws-starter authors
 */
class PendingReplyOnContainerWireTests {

	private static final int THREADS = 16;

	private static final int CLIENTS = 20;

	/**
	 * One message is pending, 16 are held, and the thread that reads waits with the last.
	 */
	private static final int MESSAGES = 18;

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT_CONTAINER", "JETTY" })
	void innocentClientIsAnswered(Container container) throws IOException {
		List<RawClient> clients = new ArrayList<>();
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class, PendingEndpoint.class),
				"server.tomcat.threads.max=" + THREADS, "server.jetty.threads.max=" + THREADS,
				"ws.send.time-limit=60s")) {
			for (int i = 0; i < CLIENTS; i++) {
				RawClient client = server.open("/ws/pending");
				clients.add(client);
				for (int j = 0; j < MESSAGES; j++) {
					client.sendText("message " + j);
				}
			}
			PendingEndpoint endpoint = server.bean(PendingEndpoint.class);
			TestServer.await().untilAsserted(() -> assertThat(endpoint.closed()).hasSize(CLIENTS - THREADS / 4));
			try (RawClient innocent = server.open("/ws/echo")) {
				for (int i = 0; i < 20; i++) {
					assertThat(innocent.ask("echo " + i)).isEqualTo("echo " + i);
				}
			}
			assertThat(endpoint.closed()).hasSize(CLIENTS - THREADS / 4)
				.allSatisfy((status) -> assertThat(status.getCode()).isEqualTo(1013));
			endpoint.answerAll();
			expectReplies(clients);
		}
		finally {
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	private static void expectReplies(List<RawClient> clients) throws IOException {
		int answered = 0;
		for (RawClient client : clients) {
			String first = client.readTextOrEnd();
			if (first != null) {
				assertThat(first).isEqualTo("message 0");
				for (int i = 1; i < MESSAGES; i++) {
					assertThat(client.readText()).isEqualTo("message " + i);
				}
				answered++;
			}
		}
		assertThat(answered).isEqualTo(THREADS / 4);
	}

}
