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

package io.github.wsstarter.handshake;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ForwardedHeaderFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OriginCheck}.
 *
 * @author The ws-starter authors
 */
class OriginCheckTests {

	@ParameterizedTest
	@CsvSource({ "http, example.com, 80, http://example.com", "http, example.com, 80, http://example.com:80",
			"http, example.com, 8080, http://example.com:8080", "https, example.com, 443, https://example.com",
			"https, Example.COM, 443, https://example.com", "wss, example.com, 443, https://example.com",
			"ws, example.com, 80, http://example.com", "http, [::1], 8080, http://[::1]:8080",
			"http, my_host, 8080, http://my_host:8080" })
	void acceptsSameOrigin(String scheme, String host, int port, String origin) {
		assertAccepted(check(AllowedOrigins.sameOrigin(), request(scheme, host, port, origin)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://example.com", "http://example.com:8080", "http://www.example.com",
			"http://example.com.evil.com", "http://evil.com", "http://example.co", "file://" })
	void refusesOtherOriginByDefault(String origin) {
		HandshakeDecision decision = check(AllowedOrigins.sameOrigin(), request("http", "example.com", 80, origin));
		assertRefused(decision, HttpStatus.FORBIDDEN, "ws.allowed-origins");
		assertThat(decision.getReason()).doesNotContain(origin);
	}

	@Test
	void acceptsMissingOriginByDefault() {
		assertAccepted(check(AllowedOrigins.sameOrigin(), request("http", "example.com", 80)));
	}

	@Test
	void refusesMissingOriginWhereRequired() {
		AllowedOrigins origins = new AllowedOrigins(List.of("*"), List.of(), true);
		assertRefused(check(origins, request("http", "example.com", 80)), HttpStatus.FORBIDDEN, "ws.require-origin");
		assertAccepted(check(origins, request("http", "example.com", 80, "http://example.com")));
	}

	@Test
	void refusesSeveralOriginHeaders() {
		AllowedOrigins origins = new AllowedOrigins(List.of("*"), List.of(), false);
		HandshakeDecision decision = check(origins,
				request("http", "example.com", 80, "http://example.com", "http://example.com"));
		assertRefused(decision, HttpStatus.BAD_REQUEST, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.com", "http:/example.com", "http://a.com http://b.com",
			"http://a.com,http://b.com", "http://example.com/", "http://example.com/path", "http://user@example.com",
			"http://example.com:port", "http://example.com:999999", "http://[::1", "http://evil\\example.com", "NULL",
			"http://a.com\r\nX: y" })
	void refusesMalformedOriginEvenWhereAnyIsAllowed(String origin) {
		AllowedOrigins origins = new AllowedOrigins(List.of("*"), List.of(), false);
		assertRefused(check(origins, request("http", "example.com", 80, origin)), HttpStatus.BAD_REQUEST, null);
	}

	@Test
	void acceptsConfiguredAndSameOriginOnly() {
		AllowedOrigins origins = new AllowedOrigins(List.of("https://app.example.com", "https://b.com/"), List.of(),
				false);
		assertAccepted(check(origins, request("http", "example.com", 80, "https://app.example.com")));
		assertAccepted(check(origins, request("http", "example.com", 80, "https://b.com")));
		assertAccepted(check(origins, request("http", "example.com", 80, "http://example.com")));
		assertRefused(check(origins, request("http", "example.com", 80, "http://app.example.com")),
				HttpStatus.FORBIDDEN, "ws.allowed-origins");
		assertRefused(check(origins, request("http", "example.com", 80, "https://app.example.com:8443")),
				HttpStatus.FORBIDDEN, "ws.allowed-origins");
	}

	@ParameterizedTest
	@CsvSource({ "https://*.example.com, https://a.example.com, true",
			"https://*.example.com, https://a.b.example.com, true", "https://*.example.com, https://example.com, false",
			"https://*.example.com, http://a.example.com, false",
			"https://*.example.com, https://a.example.com.evil.com, false",
			"https://*.example.com, https://a.example.com:8443, false",
			"'https://*.example.com:[8443,9443]', https://a.example.com:9443, true",
			"'https://*.example.com:[8443,9443]', https://a.example.com:7443, false",
			"https://*.example.com:[*], https://a.example.com, true",
			"https://*.example.com:[*], https://a.example.com:1, true",
			"'https://a.com,https://b.com', https://b.com, true", "*, https://anything.com, true" })
	void matchesPatterns(String pattern, String origin, boolean accepted) {
		AllowedOrigins origins = new AllowedOrigins(List.of(), List.of(pattern), false);
		HandshakeDecision decision = check(origins, request("http", "localhost", 80, origin));
		assertThat(decision.isRefused()).isEqualTo(!accepted);
	}

	@ParameterizedTest
	@CsvSource({ "null, '', true", "*, '', true", "'', null, true", "'', *, true", "https://a.com, '', false",
			"'', *null*, false", "'', '', false" })
	void acceptsNullOriginOnlyWhereWritten(String origin, String pattern, boolean accepted) {
		AllowedOrigins origins = new AllowedOrigins(list(origin), list(pattern), false);
		HandshakeDecision decision = check(origins, request("http", "localhost", 80, "null"));
		assertThat(decision.isRefused()).isEqualTo(!accepted);
	}

	@Test
	void overrideReplacesDefaultForItsEndpoint() {
		OriginCheck check = new OriginCheck(new AllowedOrigins(List.of("https://a.com"), List.of(), true),
				Map.of("chat", new AllowedOrigins(List.of("https://b.com"), List.of(), false)));
		assertAccepted(
				check.check(new TestHandshakeRequest("echo", request("http", "localhost", 80, "https://a.com"))));
		assertAccepted(
				check.check(new TestHandshakeRequest("chat", request("http", "localhost", 80, "https://b.com"))));
		assertAccepted(check.check(new TestHandshakeRequest("chat", request("http", "localhost", 80))));
		assertRefused(check.check(new TestHandshakeRequest("chat", request("http", "localhost", 80, "https://a.com"))),
				HttpStatus.FORBIDDEN, "ws.endpoints.chat.allowed-origins");
		assertRefused(check.check(new TestHandshakeRequest("echo", request("http", "localhost", 80))),
				HttpStatus.FORBIDDEN, "ws.require-origin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https", "wss" })
	void comparesWithForwardedHostAndProto(String proto) throws Exception {
		MockHttpServletRequest request = request("http", "10.0.0.7", 8080, "https://app.example.com");
		request.addHeader("X-Forwarded-Proto", proto);
		request.addHeader("X-Forwarded-Host", "app.example.com");
		assertAccepted(check(AllowedOrigins.sameOrigin(), forwarded(request)));
	}

	@Test
	void comparesWithForwardedPort() throws Exception {
		MockHttpServletRequest request = request("http", "10.0.0.7", 8080, "https://app.example.com:8443");
		request.addHeader("X-Forwarded-Proto", "https");
		request.addHeader("X-Forwarded-Host", "app.example.com");
		request.addHeader("X-Forwarded-Port", "8443");
		assertAccepted(check(AllowedOrigins.sameOrigin(), forwarded(request)));
	}

	@Test
	void comparesWithForwardedHeader() throws Exception {
		MockHttpServletRequest request = request("http", "10.0.0.7", 8080, "https://app.example.com");
		request.addHeader("Forwarded", "proto=https;host=app.example.com");
		assertAccepted(check(AllowedOrigins.sameOrigin(), forwarded(request)));
	}

	@Test
	void ignoresForwardedHeadersThatWereNotApplied() {
		MockHttpServletRequest request = request("http", "10.0.0.7", 8080, "https://app.example.com");
		request.addHeader("X-Forwarded-Proto", "https");
		request.addHeader("X-Forwarded-Host", "app.example.com");
		assertRefused(check(AllowedOrigins.sameOrigin(), request), HttpStatus.FORBIDDEN, "ws.allowed-origins");
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.example.com", "https://*.example.com", "https://a.com/path", " ", "**" })
	void failsOnOriginThatCannotMatch(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> new AllowedOrigins(List.of(origin), List.of(), false))
			.withMessageContaining("Allowed origin '" + origin);
	}

	@Test
	void failsOnPatternThatCannotMatch() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new AllowedOrigins(List.of(), List.of("app.*.com"), false))
			.withMessageContaining("Allowed origin pattern 'app.*.com'");
	}

	private static List<String> list(String value) {
		return value.isEmpty() ? List.of() : List.of(value);
	}

	private static MockHttpServletRequest request(String scheme, String host, int port, String... origins) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
		request.setScheme(scheme);
		request.setServerName(host);
		request.setServerPort(port);
		for (String origin : origins) {
			request.addHeader("Origin", origin);
		}
		return request;
	}

	private static HttpServletRequest forwarded(MockHttpServletRequest request) throws Exception {
		MockFilterChain chain = new MockFilterChain();
		new ForwardedHeaderFilter().doFilter(request, new MockHttpServletResponse(), chain);
		HttpServletRequest result = (HttpServletRequest) chain.getRequest();
		assertThat(result).isNotNull();
		return result;
	}

	private static HandshakeDecision check(AllowedOrigins origins, HttpServletRequest request) {
		return new OriginCheck(origins, Map.of()).check(new TestHandshakeRequest("echo", request));
	}

	private static void assertAccepted(HandshakeDecision decision) {
		assertThat(decision.isRefused()).as(decision.getReason()).isFalse();
	}

	private static void assertRefused(HandshakeDecision decision, HttpStatus status, String property) {
		assertThat(decision.getStatus()).isEqualTo(status);
		assertThat(decision.getProperty()).isEqualTo(property);
	}

}
