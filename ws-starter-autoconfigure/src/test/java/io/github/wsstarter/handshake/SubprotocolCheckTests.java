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

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SubprotocolCheck}.
 *
 * @author The ws-starter authors
 */
class SubprotocolCheckTests {

	private final SubprotocolCheck check = new SubprotocolCheck(List.of());

	@Test
	void acceptsClientThatRequestsNone() {
		assertThat(check(List.of("v1"), List.of()).isRefused()).isFalse();
	}

	@Test
	void acceptsAnyClientWhereEndpointHasNone() {
		assertThat(check(List.of(), List.of("v1")).isRefused()).isFalse();
	}

	@Test
	void acceptsClientWithOneInCommon() {
		assertThat(check(List.of("v2", "v1"), List.of("v0", "v1")).isRefused()).isFalse();
	}

	@Test
	void refusesClientWithNoneInCommon() {
		HandshakeDecision decision = check(List.of("v1"), List.of("V1", "v2"));
		assertThat(decision.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(decision.getReason()).contains("v1").doesNotContain("v2");
	}

	@Test
	void acceptsAnyClientWhereEndpointHasNoneOfItsOwn() {
		SubprotocolCheck check = new SubprotocolCheck(List.of("common"));
		assertThat(check(check, List.of("common"), List.of("v1")).isRefused()).isFalse();
		assertThat(check(check, List.of("v2", "common"), List.of("common")).isRefused()).isFalse();
	}

	@Test
	void refusesClientWithNeitherOwnNorCommonOne() {
		HandshakeDecision decision = check(new SubprotocolCheck(List.of("common")), List.of("v2", "common"),
				List.of("v1"));
		assertThat(decision.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(decision.getReason()).contains("v2, common");
	}

	@Test
	void negotiatesByPreferenceOfTheEndpoint() {
		assertThat(SubprotocolCheck.negotiate(List.of("v2", "v1"), List.of("v1", "v2"))).isEqualTo("v2");
		assertThat(SubprotocolCheck.negotiate(List.of("v2", "v1"), List.of("V2", "v1"))).isEqualTo("v1");
		assertThat(SubprotocolCheck.negotiate(List.of("v2"), List.of("v1"))).isNull();
		assertThat(SubprotocolCheck.negotiate(List.of(), List.of("v1"))).isNull();
	}

	private HandshakeDecision check(List<String> supported, List<String> requested) {
		return check(this.check, supported, requested);
	}

	private static HandshakeDecision check(SubprotocolCheck check, List<String> supported, List<String> requested) {
		return check.check(new TestHandshakeRequest("echo").withSubprotocols(supported, requested));
	}

}
