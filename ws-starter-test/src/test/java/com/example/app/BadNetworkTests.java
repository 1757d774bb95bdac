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
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.WsSessions;
import io.github.wsstarter.test.TestProxy;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EchoEndpoint} with a bad network, as docs/testing.md shows them.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadNetworkTests {

	@LocalServerPort
	private int port;

	@Autowired
	private WsSessions sessions;

	@Test
	void sessionEndsWithItsConnection() {
		try (TestProxy proxy = TestProxy.start(this.port)) {
			WsTestClient client = WsTestClient.ofServer(proxy.port());
			try (WsTestSession session = client.path("/ws/echo").connect()) {
				proxy.cut();
				session.expectClose(1006);
				await().until(() -> this.sessions.count() == 0);
			}
		}
	}

}
