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

package io.github.wsstarter.sample.echo;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import io.github.wsstarter.test.TestClock;
import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

/**
 * Tests for {@link EchoEndpoint} without a web server.
 *
 * @author The ws-starter authors
 */
@WsTest(EchoEndpoint.class)
@Import(TestClock.class)
class EchoEndpointTests {

	@Autowired
	private WsTestClient client;

	@Autowired
	private TestClock clock;

	@Test
	void messagesAreEchoed() {
		try (WsTestSession session = this.client.endpoint(EchoEndpoint.class).connect()) {
			session.sendText("hello").expectText("hello");
			session.sendBinary((byte) 1, (byte) 2).expectBinary((byte) 1, (byte) 2);
			session.expectNothing();
		}
	}

	@Test
	void clientThatDoesNotAnswerPingIsClosed() {
		try (WsTestSession session = this.client.endpoint(EchoEndpoint.class).connect().ignorePings()) {
			this.clock.advance(Duration.ofSeconds(25));
			session.expectPing();
			this.clock.advance(Duration.ofSeconds(10));
			session.expectClose(1006);
		}
	}

	@Test
	void otherOriginIsRefused() {
		this.client.endpoint(EchoEndpoint.class).origin("https://evil.example").expectRefused(403);
	}

}
