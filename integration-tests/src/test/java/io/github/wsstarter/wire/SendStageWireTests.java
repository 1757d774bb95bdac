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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads on which the stages of {@link WsSession#send} complete.
 *
 * @author The ws-starter authors
 */
class SendStageWireTests extends AbstractBothWiresTests {

	/**
	 * More clients than there are I/O threads.
	 */
	private static final int CLIENTS = 6;

	/**
	 * More bytes than both sockets buffer on the loopback device.
	 */
	private static final int LARGE = 12 * 1024 * 1024;

	SendStageWireTests() {
		super(List.of(EchoEndpoint.class), "ws.buffer.send=64MB", "ws.send.time-limit=60s");
	}

	@Test
	void stagesThatBlockDelayNoOtherClient() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		Queue<String> threads = new ConcurrentLinkedQueue<>();
		List<WireClient> clients = new ArrayList<>();
		try (WireClient innocent = open("/ws/echo")) {
			assertThat(innocent.ask("before")).isEqualTo("before");
			String large = "x".repeat(LARGE);
			for (int i = 0; i < CLIENTS; i++) {
				WireClient client = open("/ws/echo");
				clients.add(client);
				WsSession session = this.server.sessions().find(client.ask("id")).orElseThrow();
				session.send(large).whenComplete((sent, failure) -> {
					threads.add(Thread.currentThread().getName());
					await(release);
				});
			}
			assertThat(threads).isEmpty();
			for (WireClient client : clients) {
				assertThat(client.readText()).hasSize(LARGE);
			}
			TestServer.await().until(() -> threads.size() == CLIENTS);
			assertThat(innocent.ask("during")).isEqualTo("during");
			for (WireClient client : clients) {
				assertThat(client.ask("still here")).isEqualTo("still here");
			}
			assertThat(threads).allMatch((thread) -> thread.startsWith("ws-handler-"));
		}
		finally {
			release.countDown();
			for (WireClient client : clients) {
				client.close();
			}
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
