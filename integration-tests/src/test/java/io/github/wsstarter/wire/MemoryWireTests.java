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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that sessions together hold no more memory than they may: new ones are refused,
 * and those for which the most waits are closed.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class MemoryWireTests {

	private static final long LIMIT = DataSize.ofMegabytes(16).toBytes();

	private static final int CLIENTS = 16;

	private final List<WireClient> clients = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (WireClient client : this.clients) {
			client.close();
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
	void slowReadersAreClosedAndOthersStay(Container container, Wire wire, CapturedOutput output) throws IOException {
		try (TestServer server = start(container); WireClient innocent = wire.open(server, "/ws/echo")) {
			HeapShare share = server.bean(HeapShare.class);
			String id = innocent.ask("id");
			for (int i = 0; i < CLIENTS; i++) {
				this.clients.add(wire.openNarrow(server, "/ws/echo"));
			}
			server.sessions().stream().filter((session) -> !session.getId().equals(id)).forEach((session) -> {
				for (int i = 0; i < 56; i++) {
					session.send(new byte[128 << 10]);
				}
			});
			TestServer.await().untilAsserted(() -> {
				assertThat(share.excess()).isNotPositive();
				assertThat(server.bean(EchoEndpoint.class).statuses()).isNotEmpty()
					.extracting(CloseStatus::getCode)
					.containsOnly(1013);
			});
			assertThat(innocent.ask("still here")).isEqualTo("still here");
			assertThat(output).contains("is closed with 1013: The sessions hold too much memory")
				.contains("(see 'ws.limits.memory')");
			close();
			server.sessions().find(id).orElseThrow();
			expectReleased(server, share);
		}
	}

	@ParameterizedTest
	@EnumSource
	void incompleteMessagesAreCounted(Container container) throws IOException {
		try (TestServer server = start(container); RawClient innocent = server.open("/ws/echo")) {
			HeapShare share = server.bean(HeapShare.class);
			for (int i = 0; i < CLIENTS; i++) {
				this.clients.add(server.open("/ws/echo"));
			}
			for (WireClient client : this.clients) {
				for (int j = 0; j < 24; j++) {
					byte[] part = new byte[128 << 10];
					((RawClient) client).send(((j == 0) ? Frame.binary(part) : Frame.continuation(part)).unfinished());
				}
			}
			EchoEndpoint endpoint = server.bean(EchoEndpoint.class);
			TestServer.await().untilAsserted(() -> assertThat(endpoint.statuses()).isNotEmpty());
			assertThat(innocent.ask("still here")).isEqualTo("still here");
			assertThat(endpoint.statuses()).extracting(CloseStatus::getCode).containsOnly(1013);
			close();
			expectReleased(server, share);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
	void newSessionsAreRefusedWhileMemoryIsUsedUp(Container container, Wire wire, CapturedOutput output)
			throws IOException {
		try (TestServer server = start(container); WireClient innocent = wire.open(server, "/ws/echo")) {
			HeapShare share = server.bean(HeapShare.class);
			share.add(LIMIT);
			assertThat(server.request(wire.request(server.port(), "/ws/echo")).status()).isEqualTo(503);
			assertThat(output).contains("the sessions hold as much memory as they may")
				.contains("Change 'ws.limits.memory'");
			assertThat(innocent.ask("still here")).isEqualTo("still here");
			share.add(-LIMIT);
			try (WireClient next = wire.open(server, "/ws/echo")) {
				assertThat(next.ask("next")).isEqualTo("next");
			}
		}
	}

	private static TestServer start(Container container) {
		return TestServer.start(container, List.of(EchoEndpoint.class), "ws.limits.memory=" + LIMIT + "B",
				"ws.buffer.send=8MB", "ws.buffer.binary=8MB", "ws.send.time-limit=60s");
	}

	/**
	 * Expect that the innocent session alone is left, and holds what an idle one holds.
	 */
	private static void expectReleased(TestServer server, HeapShare share) {
		TestServer.await().untilAsserted(() -> {
			assertThat(server.sessions().count()).isOne();
			assertThat(share.held()).isBetween(1L, 112L << 10);
		});
	}

}
