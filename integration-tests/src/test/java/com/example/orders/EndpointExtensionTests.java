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

package com.example.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that adds a method parameter and a return value of its own to
 * its endpoints, as docs/api.md shows.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EndpointExtensionTests {

	private static final Path DOCUMENT = Path.of("../docs/api.md");

	private static final Path SOURCES = Path.of("src/test/java/com/example/orders");

	@LocalServerPort
	private int port;

	@Test
	void parameterIsResolvedAndReturnValueIsHandled() throws Exception {
		Messages messages = new Messages();
		WebSocket socket = open("acme", messages);
		socket.sendText("tea", true).join();
		assertThat(messages.next()).isEqualTo("acme ordered tea");
		assertThat(messages.next()).isEqualTo("It is on its way");
		socket.abort();
	}

	@Test
	void messagesOfOneSessionAreAnsweredInOrder() throws Exception {
		Messages messages = new Messages();
		WebSocket socket = open("acme", messages);
		for (int i = 0; i < 100; i++) {
			socket.sendText("tea " + i, true).join();
		}
		for (int i = 0; i < 100; i++) {
			assertThat(messages.next()).isEqualTo("acme ordered tea " + i);
			assertThat(messages.next()).isEqualTo("It is on its way");
		}
		socket.abort();
	}

	@Test
	void valueThatIsMissingClosesTheSession() throws Exception {
		Messages messages = new Messages();
		WebSocket socket = open(null, messages);
		socket.sendText("tea", true).join();
		assertThat(messages.next()).isEqualTo("closed with 1008 Missing tenant");
	}

	@ParameterizedTest
	@ValueSource(classes = { Tenant.class, TenantArgumentResolver.class, Parts.class, PartsReturnValueHandler.class,
			OrdersEndpoint.class })
	void documentShowsThisCode(Class<?> type) throws IOException {
		String source = Files.readString(SOURCES.resolve(type.getSimpleName() + ".java"));
		String code = source.substring(source.indexOf(" */\n", source.indexOf("/**")) + 4);
		assertThat(Files.readString(DOCUMENT)).contains(code);
	}

	private WebSocket open(@Nullable String tenant, Messages messages) {
		WebSocket.Builder builder = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.connectTimeout(Duration.ofSeconds(30));
		if (tenant != null) {
			builder.header("X-Tenant", tenant);
		}
		return builder.buildAsync(URI.create("ws://localhost:%d/ws/orders".formatted(this.port)), messages).join();
	}

	@SpringBootApplication
	static class OrdersApplication {

	}

	/**
	 * Collects the messages that a client receives.
	 */
	private static final class Messages implements WebSocket.Listener {

		private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

		@Nullable String next() throws InterruptedException {
			return this.received.poll(30, TimeUnit.SECONDS);
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.received.add(data.toString());
			socket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
			this.received.add("closed with %d %s".formatted(statusCode, reason));
			return null;
		}

	}

}
