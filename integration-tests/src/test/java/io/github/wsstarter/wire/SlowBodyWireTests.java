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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that open sessions are served while the bodies of slow requests, which have
 * nothing to do with endpoints, hold all threads of the web server.
 *
 * @author The ws-starter authors
 */
class SlowBodyWireTests {

	private static final int THREADS = 5;

	private final TestServer server = TestServer.start(Container.TOMCAT,
			List.of(EchoEndpoint.class, BodyController.class), "server.tomcat.threads.max=" + THREADS);

	private final List<RawClient> slow = new ArrayList<>();

	private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

	private RawClient client;

	private WireClient stream;

	@BeforeEach
	void open() throws IOException {
		this.client = this.server.open("/ws/echo");
		this.stream = Wire.SSE.open(this.server, "/ws/echo");
		assertThat(this.client.ask("before")).isEqualTo("before");
		for (int i = 0; i < 2 * THREADS; i++) {
			RawClient client = RawClient.connect(this.server.port());
			client.write(HttpRequest.plain("/body")
				.method("POST")
				.header("Host", "localhost")
				.header("Content-Type", "text/plain")
				.header("Content-Length", "1000")
				.encode());
			this.slow.add(client);
		}
		this.drip.scheduleWithFixedDelay(this::drip, 0, 100, TimeUnit.MILLISECONDS);
		AbstractProtocol<?> protocol = (AbstractProtocol<?>) ((TomcatWebServer) ((ServletWebServerApplicationContext) this.server
			.context()).getWebServer()).getTomcat().getConnector().getProtocolHandler();
		org.apache.tomcat.util.threads.ThreadPoolExecutor threads = (org.apache.tomcat.util.threads.ThreadPoolExecutor) protocol
			.getExecutor();
		TestServer.await().untilAsserted(() -> assertThat(threads.getActiveCount()).isEqualTo(THREADS));
	}

	private void drip() {
		try {
			for (RawClient client : this.slow) {
				client.write("a".getBytes(StandardCharsets.US_ASCII));
			}
		}
		catch (IOException ex) {
			// The test has ended
		}
	}

	@AfterEach
	void close() throws IOException {
		this.drip.shutdownNow();
		for (RawClient client : this.slow) {
			client.reset();
		}
		this.client.close();
		this.stream.close();
		this.server.close();
	}

	@Test
	void messagesAreHandledAndEventsSent() throws IOException {
		for (int i = 0; i < 50; i++) {
			long start = System.nanoTime();
			assertThat(this.client.ask("echo " + i)).isEqualTo("echo " + i);
			String event = "event " + i;
			this.server.sessions().stream().forEach((session) -> session.send(event));
			assertThat(this.stream.readText()).isEqualTo(event);
			assertThat(this.client.readText()).isEqualTo(event);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}
	}

	@Test
	void sessionsEnd() throws IOException {
		this.client.closeNormally();
		this.stream.close();
		this.server.awaitNoSession();
	}

	@RestController
	static class BodyController {

		@PostMapping("/body")
		String read(@RequestBody String body) {
			return "read";
		}

	}

}
