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
import java.util.List;

import jakarta.websocket.OnMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the same-origin check behind a proxy.
 *
 * @author The ws-starter authors
 */
class ForwardedHeadersWireTests {

	@ParameterizedTest
	@CsvSource({ "TOMCAT,framework", "TOMCAT,native", "TOMCAT_CONTAINER,native", "JETTY,framework", "JETTY,native" })
	void originIsComparedWithTheHostThatTheProxySaw(Container container, String strategy) throws IOException {
		try (TestServer server = start(container, "server.forward-headers-strategy=" + strategy)) {
			try (RawClient client = server.open(forwarded(server).header("Origin", "https://app.example.com"))) {
				assertThat(client.ask("")).isEqualTo("203.0.113.7");
			}
			assertThat(server.request(forwarded(server).header("Origin", "https://evil.example.com")).status())
				.isEqualTo(403);
			String direct = "http://localhost:" + server.port();
			assertThat(server.request(forwarded(server).header("Origin", direct)).status()).isEqualTo(403);
		}
	}

	@ParameterizedTest
	@EnumSource
	void forwardedHeadersAreIgnoredUnlessConfigured(Container container) throws IOException {
		try (TestServer server = start(container, "server.forward-headers-strategy=none")) {
			assertThat(server.request(forwarded(server).header("Origin", "https://app.example.com")).status())
				.isEqualTo(403);
			try (RawClient client = server.open(forwarded(server))) {
				assertThat(client.ask("")).isEqualTo("127.0.0.1");
			}
		}
	}

	private static TestServer start(Container container, String property) {
		return TestServer.start(container, List.of(AddressEndpoint.class), property);
	}

	private static HttpRequest forwarded(TestServer server) {
		return server.upgrade("/ws/address")
			.header("X-Forwarded-For", "203.0.113.7")
			.header("X-Forwarded-Host", "app.example.com")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Port", "443");
	}

	@WsEndpoint(path = "/ws/address", name = "address")
	static class AddressEndpoint {

		@OnMessage
		String address(String message, WsSession session) {
			return session.getRemoteAddress().getHostString();
		}

	}

}
