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

package io.github.wsstarter.wire.sse;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.HttpResponse;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications in which event streams cannot be opened.
 *
 * @author The ws-starter authors
 */
class SseSetupWireTests {

	@ParameterizedTest
	@EnumSource
	void nothingIsServedIfStreamsAreDisabled(Container container) throws IOException {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class), "ws.sse.enabled=false")) {
			HttpRequest request = Wire.SSE.request(server.port(), "/ws/echo");
			assertThat(server.request(request).status()).isEqualTo(426);
			for (String method : List.of("POST", "DELETE", "OPTIONS")) {
				HttpResponse response = server.request(
						request.copy().method(method).header("Ws-Session-Token", "x").header("Content-Length", "0"));
				assertThat(response.status()).isEqualTo(405);
				assertThat(response.header("Allow")).isEqualTo("GET");
			}
			try (RawClient client = server.open("/ws/echo")) {
				assertThat(client.ask("hello")).isEqualTo("hello");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT_CONTAINER", "JETTY" })
	void filterWithoutAsynchronousSupportIsAnError(Container container) throws IOException {
		try (TestServer server = TestServer.start(container, List.of(EchoEndpoint.class, BlockingFilter.class),
				"ws.limits.sessions=1", "logging.level.io.github.wsstarter=off")) {
			for (int i = 0; i < 3; i++) {
				assertThat(server.request(Wire.SSE.request(server.port(), "/ws/echo")).status()).isEqualTo(500);
			}
			server.awaitNoSession();
			server.open("/ws/echo").closeNormally();
		}
	}

	@Test
	void directEngineNeedsNoAsynchronousSupport() throws IOException {
		try (TestServer server = TestServer.start(Container.TOMCAT, List.of(EchoEndpoint.class, BlockingFilter.class));
				WireClient client = Wire.SSE.open(server, "/ws/echo")) {
			assertThat(client.ask("hello")).isEqualTo("hello");
			client.closeNormally();
			server.awaitNoSession();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class BlockingFilter {

		@Bean
		FilterRegistrationBean<?> blockingFilter() {
			FilterRegistrationBean<?> filter = new FilterRegistrationBean<>(
					(request, response, chain) -> chain.doFilter(request, response));
			filter.setAsyncSupported(false);
			return filter;
		}

	}

}
