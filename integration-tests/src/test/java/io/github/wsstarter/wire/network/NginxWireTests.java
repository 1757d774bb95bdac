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

package io.github.wsstarter.wire.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for both wires through nginx. It has the configuration of docs/operations.md, or
 * one without any settings for event streams.
 *
 * @author The ws-starter authors
 */
class NginxWireTests extends AbstractEngineTests {

	private static final Pattern DOCUMENTED = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);

	private static final String BARE = "server {\nlisten 80;\nlocation / {\nproxy_pass http://app:8080;\n}\n}\n";

	private static final Duration AT_ONCE = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	NginxWireTests() {
		super(List.of(EchoEndpoint.class), "server.forward-headers-strategy=native", "ws.sse.keep-alive=300ms");
	}

	@BeforeAll
	static void requireNginx() {
		Assumptions.assumeTrue(Nginx.program() != null || "true".equals(System.getenv("CI")), "There is no nginx");
	}

	@Test
	void webSocketGetsThrough() throws IOException {
		try (Nginx nginx = nginx(documented())) {
			HttpRequest request = HttpRequest.upgrade(nginx.port(), "/ws/echo").header("Origin", origin(nginx));
			try (WireClient client = Wire.WEBSOCKET.open(nginx.address(), request, 0)) {
				assertThat(client.ask("hello")).isEqualTo("hello");
				client.closeNormally();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void eventsGetThroughAtOnce(boolean documented) throws IOException {
		try (Nginx nginx = nginx((documented) ? documented() : BARE)) {
			HttpRequest request = Wire.SSE.request(nginx.port(), "/ws/echo");
			if (documented) {
				request.header("Origin", origin(nginx));
			}
			try (SseClient client = (SseClient) Wire.SSE.open(nginx.address(), request, 0)) {
				WsSession session = this.server.sessions().find(client.id()).orElseThrow();
				for (String text : List.of("a", "b", "x".repeat(100_000), "c")) {
					long start = System.nanoTime();
					session.send(text);
					assertThat(client.readText()).isEqualTo(text);
					assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
				}
				assertThat(client.ask("up and down")).isEqualTo("up and down");
				client.expectNothing(Duration.ofSeconds(1));
				assertThat(client.comments()).isPositive();
				client.closeNormally();
			}
		}
	}

	@Test
	void readerThatLeftIsNoticedThroughTheProxy() throws IOException {
		try (Nginx nginx = nginx(documented())) {
			SseClient client = (SseClient) Wire.SSE.open(nginx.address(), Wire.SSE.request(nginx.port(), "/ws/echo"),
					0);
			String id = client.id();
			client.reset();
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
		}
	}

	private Nginx nginx(String configuration) throws IOException {
		Path program = Nginx.program();
		assertThat(program).isNotNull();
		return Nginx.start(program, this.directory, configuration, this.server.port());
	}

	private static String origin(Nginx nginx) {
		return "http://localhost:" + nginx.port();
	}

	private static String documented() throws IOException {
		Matcher matcher = DOCUMENTED.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

}
