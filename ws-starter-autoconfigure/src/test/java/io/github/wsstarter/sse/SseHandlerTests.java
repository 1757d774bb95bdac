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

package io.github.wsstarter.sse;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.cors.CorsConfiguration;

import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.servlet.TestRoutes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SseHandler}.
 *
 * @author The ws-starter authors
 */
class SseHandlerTests {

	private static final String APP = "https://app.example.com";

	@Test
	void namedOriginMaySendCredentials() {
		CorsConfiguration configuration = configuration(handler(List.of(APP), List.of()), APP);
		assertThat(configuration.checkOrigin(APP)).isEqualTo(APP);
		assertThat(configuration.getAllowCredentials()).isTrue();
	}

	@Test
	void originOfAPatternMaySendCredentials() {
		CorsConfiguration configuration = configuration(handler(List.of(), List.of("https://*.example.com")), APP);
		assertThat(configuration.checkOrigin(APP)).isEqualTo(APP);
		assertThat(configuration.getAllowCredentials()).isTrue();
	}

	@Test
	void anyOriginMayNotSendCredentials() {
		CorsConfiguration configuration = configuration(handler(List.of("*"), List.of()), APP);
		assertThat(configuration.checkOrigin(APP)).isNotNull();
		assertThat(configuration.getAllowCredentials()).isNull();
	}

	@Test
	void nullOriginMayNotSendCredentials() {
		CorsConfiguration configuration = configuration(handler(List.of("null"), List.of()), "null");
		assertThat(configuration.checkOrigin("null")).isNotNull();
		assertThat(configuration.getAllowCredentials()).isNull();
	}

	@Test
	void namedOriginAmongAnyMaySendCredentials() {
		SseHandler handler = handler(List.of("*", APP), List.of());
		assertThat(configuration(handler, APP).getAllowCredentials()).isTrue();
		assertThat(configuration(handler, "https://other.example.com").getAllowCredentials()).isNull();
	}

	@Test
	void otherOriginIsNotAllowed() {
		SseHandler handler = handler(List.of(APP), List.of());
		assertThat(configuration(handler, "https://evil.example.org").checkOrigin("https://evil.example.org")).isNull();
		assertThat(handler.getCorsConfiguration(new MockHttpServletRequest("GET", "/events"))).isNull();
	}

	@Test
	void allowsTheMethodsAndHeadersOfTheWire() {
		CorsConfiguration configuration = configuration(handler(List.of(APP), List.of()), APP);
		assertThat(configuration.getAllowedMethods()).containsExactly("GET", "POST", "DELETE");
		assertThat(configuration.getAllowedHeaders()).contains("Content-Type", "Authorization", "Ws-Session-Token",
				"Last-Event-ID");
		assertThat(configuration.getExposedHeaders()).containsExactly("Retry-After");
	}

	@Test
	void requestOfAnotherOriginIsLeftToTheOriginCheck() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/events");
		request.addHeader(HttpHeaders.ORIGIN, "https://evil.example.org");
		assertThat(handler(List.of(APP), List.of()).getCorsConfiguration(request)).isNull();
	}

	private static CorsConfiguration configuration(SseHandler handler, String origin) {
		MockHttpServletRequest preflight = new MockHttpServletRequest("OPTIONS", "/events");
		preflight.addHeader(HttpHeaders.ORIGIN, origin);
		preflight.addHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST");
		CorsConfiguration configuration = handler.getCorsConfiguration(preflight);
		assertThat(configuration).isNotNull();
		return configuration;
	}

	private static SseHandler handler(List<String> origins, List<String> patterns) {
		SseEngine engine = mock();
		given(engine.originCheck()).willReturn(new OriginCheck(new AllowedOrigins(origins, patterns, false), Map.of()));
		return new SseHandler(TestRoutes.route("events", "/events"), engine);
	}

}
