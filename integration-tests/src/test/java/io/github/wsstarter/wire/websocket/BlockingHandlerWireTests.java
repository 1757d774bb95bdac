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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients whose handlers block do not delay a client whose handler does not,
 * with the direct engine. There are more such clients than threads, and each of them has
 * sent many messages.
 *
 * @author The ws-starter authors
 */
class BlockingHandlerWireTests {

	private static final int THREADS = 4;

	private static final int CLIENTS = 5 * THREADS;

	private static final int MESSAGES = 100;

	@Test
	void innocentClientIsAnswered() throws IOException {
		List<RawClient> clients = new ArrayList<>();
		try (TestServer server = TestServer.start(Container.TOMCAT, List.of(EchoEndpoint.class, BlockingEndpoint.class),
				"server.tomcat.threads.max=" + THREADS)) {
			BlockingEndpoint endpoint = server.bean(BlockingEndpoint.class);
			for (int i = 0; i < CLIENTS; i++) {
				RawClient client = server.open("/ws/blocking");
				clients.add(client);
				for (int j = 0; j < MESSAGES; j++) {
					client.sendText("message " + j);
				}
			}
			TestServer.await().until(() -> endpoint.handled.get() >= CLIENTS);
			try (RawClient innocent = server.open("/ws/echo")) {
				for (int i = 0; i < 20; i++) {
					long start = System.nanoTime();
					assertThat(innocent.ask("echo " + i)).isEqualTo("echo " + i);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
				}
			}
			assertThat(endpoint.handled.get()).isLessThan(CLIENTS * MESSAGES);
			endpoint.permits.release(CLIENTS * MESSAGES);
			for (RawClient client : clients) {
				for (int i = 0; i < MESSAGES; i++) {
					assertThat(client.readText()).isEqualTo("message " + i);
				}
			}
		}
		finally {
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	@WsEndpoint("/ws/blocking")
	static class BlockingEndpoint {

		private final AtomicInteger handled = new AtomicInteger();

		private final Semaphore permits = new Semaphore(0);

		@OnMessage
		String on(String message) throws InterruptedException {
			this.handled.incrementAndGet();
			this.permits.tryAcquire(100, TimeUnit.MILLISECONDS);
			return message;
		}

	}

}
