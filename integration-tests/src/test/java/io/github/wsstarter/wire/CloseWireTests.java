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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.Closings;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for all the ways in which a session ends. The client sees the right status, and
 * {@code @OnClose} is called with it exactly once.
 *
 * @author The ws-starter authors
 */
class CloseWireTests extends AbstractBothWiresTests {

	CloseWireTests() {
		super(List.of(CloseEndpoint.class, StageEndpoint.class, FluxEndpoint.class),
				"ws.endpoints.close.limits.messages-per-second=2");
	}

	@ParameterizedTest
	@CsvSource({ "1000,", "1001,going", "4001,because", "4999,\u20ac" })
	void peerCloses(int code, String reason) throws IOException {
		String text = (reason != null) ? reason : "";
		try (WireClient client = open()) {
			String id = client.ask("id");
			assertThat(client.close(code, text).getCode()).isEqualTo(code);
			expectOnClose(id, code);
			String received = closings().of(id).get(0).getReason();
			assertThat((received != null) ? received : "").isEqualTo(text);
		}
	}

	@Test
	void peerResets() throws IOException {
		WireClient client = open();
		String id = client.ask("id");
		client.reset();
		expectOnClose(id, 1006);
	}

	@Test
	void serverCloses() throws IOException {
		try (WireClient client = open()) {
			String id = client.ask("id");
			client.sendText("bye");
			assertThat(client.readText()).isEqualTo("queued before");
			assertThat(client.readClose()).isEqualTo(new CloseStatus(4000, "bye"));
			expectOnClose(id, 4000);
		}
	}

	@ParameterizedTest
	@CsvSource({ "close,/ws/close?fail=false,throw", "close,/ws/close?fail=false,error", "stage,/ws/stage,now",
			"stage,/ws/stage,later", "flux,/ws/flux,any" })
	void handlerFails(String bean, String path, String how) throws IOException {
		try (WireClient client = open(path)) {
			String id = client.ask("id");
			client.sendText(how);
			CloseStatus close = client.readClose();
			assertThat(close.getCode()).isEqualTo(1011);
			assertThat(String.valueOf(close.getReason())).doesNotContain("secret", "Exception", "Error", "wsstarter",
					"java");
			expectOnClose(this.server.context().getBean(bean, Closings.class), id, 1011);
		}
	}

	@Test
	void openFails() throws IOException {
		int before = closings().count();
		try (WireClient client = open("/ws/close?fail=true")) {
			assertThat(client.readClose().getCode()).isEqualTo(1011);
			TestServer.await().until(() -> closings().count() == before + 1);
		}
	}

	@Test
	void peerSendsTooMany() throws IOException {
		try (WireClient client = open()) {
			String id = client.ask("id");
			for (int i = 0; i < 60; i++) {
				client.sendText("x");
			}
			assertThat(client.readClose().getCode()).isEqualTo(1008);
			expectOnClose(id, 1008);
		}
	}

	private WireClient open() throws IOException {
		return open("/ws/close?fail=false");
	}

	private Closings closings() {
		return this.server.bean(CloseEndpoint.class);
	}

	private void expectOnClose(String id, int code) {
		expectOnClose(closings(), id, code);
	}

	private void expectOnClose(Closings closings, String id, int code) {
		assertThat(closings.await(id).getCode()).isEqualTo(code);
		this.server.awaitNoSession();
		assertThat(closings.of(id)).hasSize(1);
	}

	@WsEndpoint(path = "/ws/close", name = "close")
	static class CloseEndpoint extends Closings {

		@OnOpen
		void open(@RequestParam boolean fail) {
			if (fail) {
				throw new IllegalStateException("secret");
			}
		}

		@OnMessage
		@Nullable String message(String message, WsSession session) {
			switch (message) {
				case "id":
					return session.getId();
				case "bye":
					session.send("queued before");
					session.close(new CloseStatus(4000, "bye"));
					session.close(new CloseStatus(4002, "again"));
					return null;
				case "throw":
					throw new IllegalStateException("secret");
				case "error":
					throw new StackOverflowError("secret");
				default:
					return message;
			}
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

	@WsEndpoint(path = "/ws/stage", name = "stage")
	static class StageEndpoint extends Closings {

		@OnMessage
		CompletionStage<String> message(String message, WsSession session) {
			return switch (message) {
				case "id" -> CompletableFuture.completedFuture(session.getId());
				case "now" -> CompletableFuture.failedFuture(new IOException("secret"));
				default -> CompletableFuture.supplyAsync(() -> {
					throw new IllegalStateException("secret");
				});
			};
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

	@WsEndpoint(path = "/ws/flux", name = "flux")
	static class FluxEndpoint extends Closings {

		@OnMessage
		Flux<String> message(String message, WsSession session) {
			return ("id".equals(message)) ? Flux.just(session.getId())
					: Flux.just("one").concatWith(Flux.error(new IllegalStateException("secret")));
		}

		@OnClose
		void closed(WsSession session, CloseStatus status) {
			add(session, status);
		}

	}

}
