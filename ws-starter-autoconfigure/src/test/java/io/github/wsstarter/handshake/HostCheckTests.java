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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HostCheck}.
 *
 * @author The ws-starter authors
 */
class HostCheckTests {

	@ParameterizedTest
	@CsvSource({ "app.example.com, app.example.com, true", "app.example.com, APP.example.COM, true",
			"APP.example.com, app.example.com, true", "app.example.com, evil.com, false",
			"app.example.com, app.example.com.evil.com, false", "app.example.com, app.example.com., false",
			"*.example.com, app.example.com, true", "*.example.com, a.b.example.com, true",
			"*.example.com, example.com, false", "*.example.com, evilexample.com, false",
			"*.example.com, example.com.evil.com, false", "*, anything, true", "[::1], [::1], true",
			"127.0.0.1, 127.0.0.1, true", "localhost, 127.0.0.1, false" })
	void onlyAllowedHostsPass(String pattern, String host, boolean allowed) {
		assertThat(check(host, "other.example.org", pattern).isRefused()).isEqualTo(!allowed);
	}

	@Test
	void refusesWith403AndNamesTheHostAndTheProperty() {
		HandshakeDecision decision = check("evil.com", "app.example.com");
		assertThat(decision.getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
		assertThat(decision.getReason()).contains("'evil.com'");
		assertThat(decision.getProperty()).isEqualTo("ws.allowed-hosts");
	}

	@Test
	void anyHostPassesIfNoneIsSet() {
		assertThat(check("evil.com").isRefused()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "https://app.example.com", "app.example.com:8080", "app.example.com/",
			"app*.example.com", "*example.com", "app..example.com", "a b", "*.*.example.com", "::1" })
	void patternThatCanNeverMatchOrMatchesTooMuchIsInvalid(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new HostCheck(List.of(pattern)))
			.withMessageContaining("'" + pattern + "'");
	}

	@Test
	void runsBeforeTheCheckOfTheOrigin() {
		assertThat(HostCheck.ORDER).isGreaterThan(ShutdownCheck.ORDER).isLessThan(OriginCheck.ORDER);
	}

	private static HandshakeDecision check(String host, String... patterns) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws/echo");
		request.setServerName(host);
		return new HostCheck(List.of(patterns)).check(new TestHandshakeRequest("echo", request));
	}

}
