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
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.PendingEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients whose messages wait for a pending reply hold no thread that other
 * clients need. The web server has fewer threads than there are such clients.
 *
 * @author The ws-starter authors
 */
class PendingReplyWireTests {

	private static final int CLIENTS = 8;

	private static final int MESSAGES = 18;

	private final List<WireClient> clients = new ArrayList<>();

	private final TestServer server = TestServer.start(Container.TOMCAT,
			List.of(EchoEndpoint.class, PendingEndpoint.class), "server.tomcat.threads.max=4",
			"ws.send.time-limit=60s");

	@AfterEach
	void stop() throws IOException {
		for (WireClient client : this.clients) {
			client.close();
		}
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void innocentClientIsAnswered(Wire wire) throws IOException {
		for (int i = 0; i < CLIENTS; i++) {
			WireClient client = wire.open(this.server, wire.request(this.server.port(), "/ws/pending"));
			this.clients.add(client);
			Thread sender = new Thread(() -> sendMany(client));
			sender.setDaemon(true);
			sender.start();
		}
		PendingEndpoint endpoint = this.server.bean(PendingEndpoint.class);
		TestServer.await().untilAsserted(() -> assertThat(endpoint.pending()).isEqualTo(CLIENTS));
		try (RawClient innocent = this.server.open("/ws/echo")) {
			for (int i = 0; i < 20; i++) {
				assertThat(innocent.ask("echo " + i)).isEqualTo("echo " + i);
			}
		}
		endpoint.answerAll();
		for (WireClient client : this.clients) {
			for (int i = 0; i < MESSAGES; i++) {
				assertThat(client.readText()).isEqualTo("message " + i);
			}
		}
	}

	private static void sendMany(WireClient client) {
		try {
			for (int i = 0; i < MESSAGES; i++) {
				client.sendText("message " + i);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
