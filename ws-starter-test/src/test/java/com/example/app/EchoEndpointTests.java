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

/**
 * Tests for {@link EchoEndpoint}, as docs/testing.md shows them.
 *
 * @author The ws-starter authors
 */
@WsTest(EchoEndpoint.class)
class EchoEndpointTests {

	@Autowired
	private WsTestClient client;

	@Test
	void messagesComeBack() {
		try (WsTestSession session = this.client.endpoint(EchoEndpoint.class).connect()) {
			session.sendText("hello").expectText("hello");
			session.expectNothing();
		}
	}

	@Test
	void requestsAreAnswered() {
		try (WsTestSession session = this.client.endpoint(EchoEndpoint.class).withProtocol().connect()) {
			session.request("hello").expectReply("hello");
		}
	}

	@Test
	void sessionEndsInOrder() {
		try (WsTestSession session = this.client.endpoint(EchoEndpoint.class).connect()) {
			session.close(1000).expectClose(1000);
		}
	}

}
