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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients whose handlers wait, because more is published than can be
 * delivered, do not delay other clients of the direct engine. There are more such clients
 * than threads.
 *
 * @author The ws-starter authors
 */
class PublishingClientsWireTests {

	private static final int THREADS = 4;

	private static final int CLIENTS = 5 * THREADS;

	private static final int MESSAGES = 30;

	private static final String LARGE = "x".repeat(50_000);

	@Test
	void innocentClientIsAnswered() throws IOException {
		List<WireClient> clients = new ArrayList<>();
		try (TestServer server = TestServer.start(Container.TOMCAT,
				List.of(EchoEndpoint.class, NewsEndpoint.class, PublishingEndpoint.class, BlockingListener.class),
				"server.tomcat.threads.max=" + THREADS, "ws.buffer.send=1MB", "ws.shutdown.timeout=1s")) {
			clients.add(Wire.WEBSOCKET.openNarrow(server, "/ws/news"));
			clients.add(server.open("/ws/news?witness"));
			BlockingListener listener = server.bean(BlockingListener.class);
			PublishingEndpoint endpoint = server.bean(PublishingEndpoint.class);
			try {
				TestServer.await().until(() -> server.sessions().count() == 2);
				Topics topics = server.bean(Topics.class);
				TestServer.await().until(() -> hasToWait(topics) && !listener.threads.isEmpty());
				assertThat(listener.threads).first().asString().startsWith("ws-fanout-");
				for (int i = 0; i < CLIENTS; i++) {
					RawClient client = server.open("/ws/publishing");
					clients.add(client);
					for (int j = 0; j < MESSAGES; j++) {
						client.sendText("news " + j);
					}
				}
				TestServer.await().untilAsserted(() -> assertThat(endpoint.waited).hasSize(CLIENTS));
				try (RawClient innocent = server.open("/ws/echo")) {
					for (int i = 0; i < 20; i++) {
						long start = System.nanoTime();
						assertThat(innocent.ask("echo " + i)).isEqualTo("echo " + i);
						assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
					}
				}
				endpoint.waited.clear();
				TestServer.await().untilAsserted(() -> assertThat(endpoint.waited).isNotEmpty());
			}
			finally {
				listener.release.countDown();
			}
		}
		finally {
			for (WireClient client : clients) {
				client.close();
			}
		}
	}

	private static boolean hasToWait(Topics topics) {
		long start = System.nanoTime();
		topics.publish("news", LARGE);
		return System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(500);
	}

	@WsEndpoint("/ws/news")
	static class NewsEndpoint {

		@OnOpen
		void open(WsSession session) {
			session.subscribe("news");
		}

	}

	@WsEndpoint("/ws/publishing")
	static class PublishingEndpoint {

		private final Topics topics;

		/**
		 * The sessions whose handlers have waited.
		 */
		private final Set<String> waited = ConcurrentHashMap.newKeySet();

		PublishingEndpoint(Topics topics) {
			this.topics = topics;
		}

		@OnMessage
		void publish(String message, WsSession session) {
			if (hasToWait(this.topics)) {
				this.waited.add(session.getId());
			}
		}

	}

	/**
	 * Blocks the thread that finds a session too slow.
	 */
	static class BlockingListener implements SessionListener {

		private final Queue<String> threads = new ConcurrentLinkedQueue<>();

		private final CountDownLatch release = new CountDownLatch(1);

		@Override
		public void sessionClosed(WsSession session, CloseStatus status) {
			if (session.getUri().getPath().equals("/ws/news") && this.release.getCount() > 0) {
				this.threads.add(Thread.currentThread().getName());
				try {
					this.release.await(60, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}

	}

}
