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

import org.junit.jupiter.api.Test;

import org.springframework.web.cors.CorsConfiguration;

import io.github.wsstarter.handshake.AllowedOrigins;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CorsRules}.
 *
 * @author The ws-starter authors
 */
class CorsRulesTests {

	private static final String APP = "https://app.example.com";

	@Test
	void namedOriginMaySendCredentials() {
		CorsConfiguration configuration = rules(List.of(APP), List.of()).forOrigin(APP);
		assertThat(configuration.checkOrigin(APP)).isEqualTo(APP);
		assertThat(configuration.getAllowCredentials()).isTrue();
	}

	@Test
	void originOfAPatternMaySendCredentials() {
		CorsConfiguration configuration = rules(List.of(), List.of("https://*.example.com")).forOrigin(APP);
		assertThat(configuration.checkOrigin(APP)).isEqualTo(APP);
		assertThat(configuration.getAllowCredentials()).isTrue();
	}

	@Test
	void anyOriginMayNotSendCredentials() {
		CorsConfiguration configuration = rules(List.of("*"), List.of()).forOrigin(APP);
		assertThat(configuration.checkOrigin(APP)).isNotNull();
		assertThat(configuration.getAllowCredentials()).isNull();
	}

	@Test
	void nullOriginMayNotSendCredentials() {
		CorsConfiguration configuration = rules(List.of("null"), List.of()).forOrigin("null");
		assertThat(configuration.checkOrigin("null")).isNotNull();
		assertThat(configuration.getAllowCredentials()).isNull();
	}

	@Test
	void namedOriginAmongAnyMaySendCredentials() {
		CorsRules rules = rules(List.of("*", APP), List.of());
		assertThat(rules.forOrigin(APP).getAllowCredentials()).isTrue();
		assertThat(rules.forOrigin("https://other.example.com").getAllowCredentials()).isNull();
	}

	@Test
	void otherOriginIsNotAllowed() {
		CorsRules rules = rules(List.of(APP), List.of());
		assertThat(rules.forOrigin("https://evil.example.org").checkOrigin("https://evil.example.org")).isNull();
		assertThat(rules.forOrigin(null).checkOrigin(null)).isNull();
	}

	@Test
	void allowsTheMethodsAndHeadersOfTheWire() {
		CorsConfiguration configuration = rules(List.of(APP), List.of()).forOrigin(APP);
		assertThat(configuration.getAllowedMethods()).containsExactly("GET", "POST", "DELETE");
		assertThat(configuration.getAllowedHeaders()).contains("Content-Type", "Authorization", "Ws-Session-Token",
				"Last-Event-ID");
		assertThat(configuration.getExposedHeaders()).containsExactly("Retry-After");
	}

	private static CorsRules rules(List<String> origins, List<String> patterns) {
		return new CorsRules(new AllowedOrigins(origins, patterns, false));
	}

}
