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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads on which the direct engine calls handlers, above all those of
 * non-blocking endpoints.
 *
 * @author The ws-starter authors
 */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class NonBlockingWireTests {

	private static final List<Class<?>> BEANS = List.of(NonBlockingEndpoint.class, OrdinaryEndpoint.class,
			ClosingEndpoint.class, SilentEndpoint.class, Closings.class);

	private TestServer server;

	@BeforeAll
	void start() {
		this.server = TestServer.start(Container.TOMCAT, BEANS, "ws.engine=direct");
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@AfterEach
	void noSessionIsLeft() {
		this.server.awaitNoSession();
	}

	@Test
	void handlerRunsOnAnIoThread() throws IOException {
		try (RawClient client = this.server.open("/ws/non-blocking")) {
			client.sendText("thread");
			assertThat(client.readText()).matches("ws-io-\\d+");
			client.closeNormally();
		}
	}

	@Test
	void pipelinedMessagesAreAnsweredInOrder() throws IOException {
		try (RawClient client = this.server.open("/ws/non-blocking")) {
			sendNumbers(client, 1000);
			for (int i = 0; i < 1000; i++) {
				assertThat(client.readText()).isEqualTo("m" + i);
			}
			client.closeNormally();
		}
	}

	@Test
	void pendingReplyHoldsOnlyItsOwnSessionBack() throws IOException {
		int others = 2 * Runtime.getRuntime().availableProcessors();
		NonBlockingEndpoint endpoint = this.server.bean(NonBlockingEndpoint.class);
		try (RawClient client = this.server.open("/ws/non-blocking")) {
			client.sendText("id");
			String id = client.readText();
			client.sendText("later");
			sendNumbers(client, 10);
			TestServer.await().untilAsserted(() -> assertThat(endpoint.pending).containsKey(id));
			for (int i = 0; i < others; i++) {
				try (RawClient other = this.server.open("/ws/non-blocking")) {
					other.sendText("thread");
					assertThat(other.readText()).startsWith("ws-io-");
					other.closeNormally();
				}
			}
			assertThat(endpoint.handled.get(id)).containsExactly("id", "later");
			endpoint.pending.remove(id).complete("at last");
			assertThat(client.readText()).isEqualTo("at last");
			for (int i = 0; i < 10; i++) {
				assertThat(client.readText()).isEqualTo("m" + i);
			}
			client.sendText("thread");
			assertThat(client.readText()).isNotEmpty();
			client.closeNormally();
		}
	}

	@Test
	void handlerThatBlocksIsReportedOnceAndOthersGoOnAfterwards(CapturedOutput output) throws IOException {
		String report = "Endpoint 'non-blocking' is declared 'nonBlocking', but a handler has held up an I/O thread";
		NonBlockingEndpoint endpoint = this.server.bean(NonBlockingEndpoint.class);
		try (RawClient blocking = this.server.open("/ws/non-blocking");
				RawClient other = this.server.open("/ws/non-blocking")) {
			blocking.sendText("block");
			TestServer.await().untilAsserted(() -> assertThat(output).contains(report));
			assertThat(output).containsPattern("now in .*NonBlockingEndpoint")
				.contains("Remove 'nonBlocking' from its @WsEndpoint");
			endpoint.release.countDown();
			assertThat(blocking.readText()).isEqualTo("block");
			other.sendText("a");
			assertThat(other.readText()).isEqualTo("a");
			blocking.sendText("block for a while");
			assertThat(blocking.readText()).isEqualTo("block for a while");
			assertThat(output.getOut()).containsOnlyOnce(report);
			blocking.closeNormally();
			other.closeNormally();
		}
	}

	@Test
	void handlersInterruptHarmsNoConnection() throws IOException {
		int others = 2 * Runtime.getRuntime().availableProcessors();
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < others; i++) {
				clients.add(this.server.open("/ws/non-blocking"));
			}
			for (RawClient client : clients) {
				client.sendText("interrupt");
				client.sendText("thread");
			}
			for (RawClient client : clients) {
				assertThat(client.readText()).isEqualTo("interrupt");
				assertThat(client.readText()).startsWith("ws-io-");
				client.closeNormally();
			}
		}
		finally {
			for (RawClient client : clients) {
				client.close();
			}
		}
	}

	@Test
	void ordinaryHandlerRunsOnAMessageThread() throws IOException {
		try (RawClient client = this.server.open("/ws/ordinary")) {
			client.sendText("thread");
			assertThat(client.readText()).matches("ws-message-\\d+");
			client.closeNormally();
		}
	}

	@Test
	void closeMethodRunsOnAMessageThread() throws IOException {
		try (RawClient client = this.server.open("/ws/closing")) {
			client.closeNormally();
		}
		ClosingEndpoint endpoint = this.server.bean(ClosingEndpoint.class);
		TestServer.await().untilAsserted(() -> assertThat(endpoint.threads).hasSize(1));
		assertThat(endpoint.threads.poll()).matches("ws-message-\\d+");
	}

	@Test
	void sessionWithoutCloseMethodEndsOnAnIoThread() throws IOException {
		try (RawClient client = this.server.open("/ws/silent")) {
			client.closeNormally();
		}
		Closings closings = this.server.bean(Closings.class);
		TestServer.await().untilAsserted(() -> assertThat(closings.threads).containsKey("/ws/silent"));
		assertThat(closings.threads.get("/ws/silent")).matches("ws-io-\\d+");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ordinaryHandlerRunsOnAVirtualThread() throws IOException {
		try (TestServer virtual = TestServer.start(Container.TOMCAT, BEANS, "ws.engine=direct",
				"spring.threads.virtual.enabled=true")) {
			try (RawClient client = virtual.open("/ws/ordinary")) {
				client.sendText("thread details");
				assertThat(client.readText()).startsWith("VirtualThread");
				client.closeNormally();
			}
			try (RawClient client = virtual.open("/ws/non-blocking")) {
				client.sendText("thread");
				assertThat(client.readText()).startsWith("ws-io-");
				client.closeNormally();
			}
			virtual.awaitNoSession();
		}
	}

	private static void sendNumbers(RawClient client, int count) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (int i = 0; i < count; i++) {
			bytes.writeBytes(Frame.text("m" + i).encode());
		}
		client.write(bytes.toByteArray());
	}

	@WsEndpoint(path = "/ws/non-blocking", name = "non-blocking", nonBlocking = true)
	static class NonBlockingEndpoint {

		private final Map<String, CompletableFuture<String>> pending = new ConcurrentHashMap<>();

		private final Map<String, Queue<String>> handled = new ConcurrentHashMap<>();

		private final CountDownLatch release = new CountDownLatch(1);

		@OnMessage
		CompletionStage<String> on(String message, WsSession session) throws InterruptedException {
			this.handled.computeIfAbsent(session.getId(), (id) -> new ConcurrentLinkedQueue<>()).add(message);
			return switch (message) {
				case "id" -> CompletableFuture.completedFuture(session.getId());
				case "thread" -> CompletableFuture.completedFuture(Thread.currentThread().getName());
				case "later" -> this.pending.computeIfAbsent(session.getId(), (id) -> new CompletableFuture<>());
				case "block" -> {
					assertThat(this.release.await(10, TimeUnit.SECONDS)).isTrue();
					yield CompletableFuture.completedFuture(message);
				}
				case "block for a while" -> {
					TimeUnit.MILLISECONDS.sleep(300);
					yield CompletableFuture.completedFuture(message);
				}
				case "interrupt" -> {
					Thread.currentThread().interrupt();
					yield CompletableFuture.completedFuture(message);
				}
				default -> CompletableFuture.completedFuture(message);
			};
		}

	}

	@WsEndpoint("/ws/ordinary")
	static class OrdinaryEndpoint {

		@OnMessage
		String on(String message) {
			Thread thread = Thread.currentThread();
			return (message.equals("thread")) ? thread.getName() : thread.toString();
		}

	}

	@WsEndpoint("/ws/closing")
	static class ClosingEndpoint {

		private final Queue<String> threads = new ConcurrentLinkedQueue<>();

		@OnClose
		void closed() {
			this.threads.add(Thread.currentThread().getName());
		}

	}

	@WsEndpoint("/ws/silent")
	static class SilentEndpoint {

		@OnMessage
		void on(String message) {
		}

	}

	static class Closings implements SessionListener {

		private final Map<String, String> threads = new ConcurrentHashMap<>();

		@Override
		public void sessionClosed(WsSession session, CloseStatus status) {
			this.threads.put(session.getUri().getPath(), Thread.currentThread().getName());
		}

	}

}
