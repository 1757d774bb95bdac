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

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.test.BadPeer;
import io.github.wsstarter.test.raw.Frame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EchoEndpoint} with bad clients, as docs/testing.md shows them.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadClientTests {

	@LocalServerPort
	private int port;

	@Test
	void messageThatComesByteByByteIsOneMessage() throws IOException {
		try (BadPeer peer = BadPeer.connect(this.port, "/ws/echo")) {
			peer.trickle(Frame.text("hello"));
			assertThat(peer.raw().readText()).isEqualTo("hello");
		}
	}

	@Test
	void frameThatIsNotMaskedIsRefused() throws IOException {
		try (BadPeer peer = BadPeer.connect(this.port, "/ws/echo")) {
			peer.send(Frame.text("hello").unmasked());
			peer.raw().expectClose(1002);
		}
	}

}
