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

package io.github.wsstarter.test.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.test.TestProxy;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.test.raw.Upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Upstream}.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class UpstreamTests {

	@LocalServerPort
	private int port;

	@Test
	void lateResponseIsNotThatToTheNextRequest() throws IOException {
		try (TestProxy proxy = TestProxy.start(this.port); SseClient client = open(proxy)) {
			Upstream upstream = client.upstream();
			proxy.stall();
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> upstream.text("hello"));
			proxy.resume();
			assertThat(upstream.exchange(upstream.request("PUT"), new byte[0]).status()).isEqualTo(405);
		}
	}

	private static SseClient open(TestProxy proxy) throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
		HttpRequest request = HttpRequest.plain("/ws/rooms/lobby")
			.header("Host", "localhost")
			.header("Accept", "text/event-stream");
		return SseClient.open(address, request, 0, Duration.ofSeconds(2));
	}

}
