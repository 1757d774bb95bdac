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

package io.github.wsstarter.wire;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a page below a foreign name does not count as one of the application,
 * although the name resolves to the address of the application.
 *
 * @author The ws-starter authors
 */
class AllowedHostsWireTests extends AbstractBothWiresTests {

	AllowedHostsWireTests() {
		super(List.of(EchoEndpoint.class), "ws.allowed-hosts=localhost,*.example.com");
	}

	@Test
	void foreignHostIsRefused() throws IOException {
		assertThat(status("evil.test")).isEqualTo(403);
		assertThat(status("example.com.evil.test")).isEqualTo(403);
		assertThat(status("127.0.0.1")).isEqualTo(403);
	}

	@Test
	void allowedHostsAreServed() throws IOException {
		open("/ws/echo").closeNormally();
		open(addressed("app.example.com")).closeNormally();
	}

	private int status(String host) throws IOException {
		return this.server.request(addressed(host)).status();
	}

	private HttpRequest addressed(String host) {
		String authority = host + ":" + this.server.port();
		return request("/ws/echo").replace("Host", authority).header("Origin", "http://" + authority);
	}

}
