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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for stopping an application that has open sessions.
 *
 * @author The ws-starter authors
 */
class ShutdownWireTests {

	private static final int SESSIONS = 1000;

	private static final int THREADS = 8;

	@ParameterizedTest
	@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
	void sessionsAreClosed1001AfterWhatIsQueued(Container container, Wire wire) throws IOException {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		List<WireClient> clients = new ArrayList<>();
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.shutdown.timeout=1m")) {
			for (int i = 0; i < SESSIONS; i++) {
				clients.add(wire.open(server, "/ws/echo"));
			}
			TestServer.await().until(() -> server.sessions().count() == SESSIONS);
			EchoEndpoint endpoint = server.bean(EchoEndpoint.class);
			List<CompletableFuture<Void>> readers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				List<WireClient> share = clients.subList(i * SESSIONS / THREADS, (i + 1) * SESSIONS / THREADS);
				readers.add(CompletableFuture.runAsync(() -> expectLastAndClose(share), executor));
			}
			server.sessions().stream().forEach((session) -> session.send("last"));
			assertThat(timeToClose(server)).isLessThan(Duration.ofSeconds(20));
			assertThat(readers).allSatisfy((reader) -> assertThat(reader).succeedsWithin(Duration.ofSeconds(15)));
			assertThat(endpoint.statuses()).hasSize(SESSIONS).allMatch((status) -> status.getCode() == 1001);
		}
		finally {
			executor.shutdownNow();
			closeAll(clients);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
	void clientsThatDoNotAnswerDelayItNoLongerThanTheTimeout(Container container, Wire wire) throws IOException {
		List<WireClient> clients = new ArrayList<>();
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.shutdown.timeout=1s",
				"ws.buffer.send=16MB")) {
			for (int i = 0; i < 50; i++) {
				clients.add(wire.openNarrow(server, "/ws/echo"));
			}
			TestServer.await().until(() -> server.sessions().count() == clients.size());
			byte[] data = new byte[8 << 20];
			server.sessions().stream().limit(10).forEach((session) -> session.send(data));
			EchoEndpoint endpoint = server.bean(EchoEndpoint.class);
			assertThat(timeToClose(server)).isLessThan(Duration.ofSeconds(5));
			assertThat(endpoint.count()).isEqualTo(clients.size());
		}
		finally {
			closeAll(clients);
		}
	}

	@ParameterizedTest
	@MethodSource("io.github.wsstarter.wire.support.Wire#onEachContainer")
	void handshakesAreAnswered503WhileDraining(Container container, Wire wire) throws IOException {
		TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.shutdown.timeout=60s",
				"ws.buffer.send=16MB", "ws.send.time-limit=60s");
		try (WireClient client = wire.open(server, "/ws/echo")) {
			String id = client.ask("id");
			server.sessions().find(id).orElseThrow().send(new byte[8 << 20]);
			CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
			TestServer.await()
				.untilAsserted(() -> assertThat(server.request(wire.request(server.port(), "/ws/echo")).status())
					.isEqualTo(503));
			assertThat(closed).isNotDone();
			assertThat(client.readBinary()).hasSize(8 << 20);
			assertThat(client.readClose().getCode()).isEqualTo(1001);
			assertThat(closed).succeedsWithin(Duration.ofSeconds(30));
		}
		finally {
			server.close();
		}
	}

	private static void expectLastAndClose(List<WireClient> clients) {
		try {
			for (WireClient client : clients) {
				assertThat(client.readText()).isEqualTo("last");
				assertThat(client.readClose().getCode()).isEqualTo(1001);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Duration timeToClose(TestServer server) {
		long start = System.nanoTime();
		server.close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void closeAll(List<WireClient> clients) throws IOException {
		for (WireClient client : clients) {
			client.close();
		}
	}

}
