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
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that clients can neither flood the log nor forge its lines, whatever they make
 * fail and however often.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class LogFloodWireTests extends AbstractBothWiresTests {

	private static final int TIMES = 30;

	/**
	 * A stack trace with a cause, and some lines.
	 */
	private static final int FEW_LINES = 200;

	/**
	 * What precedes a message that is not a count.
	 */
	private static final String FIRST = "  : ";

	private static final String FORGERY = "x\r\nFORGED \u001b[2J \u202e";

	LogFloodWireTests() {
		super(List.of(Messages.class, Open.class, Late.class, Closing.class, FailingOnError.class, Topic.class));
	}

	@Test
	void failingHandlerIsLoggedOnceAndCannotForgeLines(CapturedOutput output) throws IOException {
		for (int i = 0; i < TIMES; i++) {
			try (WireClient client = open("/ws/messages")) {
				client.sendText(FORGERY);
				assertThat(client.readClose().getCode()).isEqualTo(1011);
			}
		}
		expectFewLines(output);
		assertThat(output).containsOnlyOnce(FIRST + "Endpoint 'messages' failed in session")
			.containsOnlyOnce("IllegalStateException: unknown command 'x??FORGED ?[2J ?'")
			.contains("at " + Messages.class.getName());
	}

	@Test
	void failureToOpenIsLoggedOnce(CapturedOutput output) throws IOException {
		for (int i = 0; i < TIMES; i++) {
			try (WireClient client = open("/ws/open")) {
				assertThat(client.readClose().getCode()).isEqualTo(1011);
			}
		}
		expectFewLines(output);
		assertThat(output).containsOnlyOnce(FIRST + "Endpoint 'open' failed in session");
	}

	@Test
	void failureOfAPendingReplyIsLoggedOnce(CapturedOutput output) throws IOException {
		for (int i = 0; i < TIMES; i++) {
			try (WireClient client = open("/ws/late")) {
				client.sendText(FORGERY);
				assertThat(client.readClose().getCode()).isEqualTo(1011);
			}
		}
		expectFewLines(output);
		assertThat(output).containsOnlyOnce(FIRST + "Endpoint 'late' failed in session");
	}

	@Test
	void failureAtTheEndOfASessionIsLoggedOnce(CapturedOutput output) throws IOException {
		for (int i = 0; i < TIMES; i++) {
			try (WireClient client = open("/ws/closing")) {
				client.closeNormally();
			}
			this.server.awaitNoSession();
		}
		TestServer.await().untilAsserted(() -> assertThat(output).contains("Endpoint 'closing' failed in session"));
		expectFewLines(output);
		assertThat(output).containsOnlyOnce(FIRST + "Endpoint 'closing' failed in session");
	}

	@Test
	void failureOfTheMethodForFailuresIsLoggedOnce(CapturedOutput output) throws IOException {
		for (int i = 0; i < TIMES; i++) {
			try (WireClient client = open("/ws/on-error")) {
				client.sendText(FORGERY);
				assertThat(client.readClose().getCode()).isEqualTo(1011);
			}
		}
		expectFewLines(output);
		assertThat(output).contains("10 times within a minute: ")
			.containsOnlyOnce(FIRST + "Endpoint 'onError' failed in session");
	}

	@Test
	void failingSubscriptionIsLoggedOnceAndCannotForgeLines(CapturedOutput output) throws IOException {
		try (WireClient client = open(request("/ws/topic").header("Sec-WebSocket-Protocol", "ws-starter.v1"))) {
			assertThat(client.readText()).contains("welcome");
			for (int i = 0; i < TIMES; i++) {
				String frame = "{\"type\":\"subscribe\",\"id\":%d,\"topic\":\"news\"}".formatted(i);
				assertThat(client.ask(frame)).contains("unavailable");
			}
			client.closeNormally();
		}
		expectFewLines(output);
		assertThat(output).contains("10 times within a minute: ").contains("could not subscribe to 'news'");
	}

	private static void expectFewLines(CapturedOutput output) {
		assertThat(output.toString().lines()).hasSizeLessThan(FEW_LINES).noneMatch((line) -> line.startsWith("FORGED"));
		assertThat(output).doesNotContain("\u001b[2J", "\u202e");
	}

	@WsEndpoint(path = "/ws/messages", name = "messages")
	static class Messages {

		@OnMessage
		void message(String message) {
			throw new IllegalStateException("unknown command '" + message + "'");
		}

	}

	@WsEndpoint(path = "/ws/open", name = "open")
	static class Open {

		@OnOpen
		void open() {
			throw new IllegalStateException(FORGERY);
		}

	}

	@WsEndpoint(path = "/ws/late", name = "late")
	static class Late {

		@OnMessage
		CompletionStage<String> message(String message) {
			return CompletableFuture
				.failedFuture(new IllegalStateException("outer", new IllegalStateException(message)));
		}

	}

	@WsEndpoint(path = "/ws/closing", name = "closing")
	static class Closing {

		@OnClose
		void closed() {
			throw new IllegalStateException(FORGERY);
		}

	}

	@WsEndpoint(path = "/ws/on-error", name = "onError")
	static class FailingOnError {

		@OnMessage
		void message(String message) {
			throw new IllegalStateException(message);
		}

		@OnError
		void failed(IllegalStateException failure) {
			throw failure;
		}

	}

	@WsEndpoint(path = "/ws/topic", name = "topic")
	static class Topic {

		@OnSubscribe("{topic}")
		void subscribe(String topic) {
			throw new IllegalStateException(topic + FORGERY);
		}

	}

}
