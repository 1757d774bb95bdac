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

package com.example.app;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TenantCheck}, as docs/testing.md shows them.
 *
 * @author The ws-starter authors
 */
@WsTest(ChatEndpoint.class)
class ChatHandshakeTests {

	@Autowired
	private WsTestClient client;

	@Test
	void knownTenantMayTalk() {
		try (WsTestSession session = this.client.endpoint(ChatEndpoint.class, "lobby")
			.query("tenant", "acme")
			.connect()) {
			assertThat(session.session().getAttributes()).containsEntry("tenant", "acme");
		}
	}

	@Test
	void unknownTenantIsRefused() {
		this.client.endpoint(ChatEndpoint.class, "lobby").query("tenant", "initech").expectRefused(403);
	}

	@Test
	void pageOfAnotherOriginIsRefused() {
		this.client.path("/ws/chat/lobby?tenant=acme").origin("https://evil.example").expectRefused(403);
	}

}
