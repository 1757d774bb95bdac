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

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the ways a session ends that only WebSocket has.
 *
 * @author The ws-starter authors
 */
class CloseFrameWireTests extends AbstractWireTests {

	CloseFrameWireTests() {
		super(List.of(CloseWireTests.CloseEndpoint.class));
	}

	@Test
	void peerEndsWithoutCloseFrame() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.shutdownOutput();
			expectOnClose(id, 1006);
			client.expectEnd();
		}
	}

	@Test
	void peerEndsWithinFrame() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.write(Frame.text("x").header(100), new byte[20]);
			client.shutdownOutput();
			expectOnClose(id, 1006);
		}
	}

	@Test
	void serverAndPeerCloseAtOnce() throws IOException {
		try (RawClient client = open()) {
			String id = client.ask("id");
			client.write(Frame.text("bye").encode(), Frame.close(4001, "me too").encode());
			assertThat(client.readText()).isEqualTo("queued before");
			assertThat(client.read(Frame.CLOSE).closeCode()).isIn(4000, 4001);
			client.expectEnd();
			assertThat(closings().await(id).getCode()).isIn(4000, 4001);
		}
	}

	private RawClient open() throws IOException {
		return this.server.open("/ws/close?fail=false");
	}

	private Closings closings() {
		return this.server.bean(CloseWireTests.CloseEndpoint.class);
	}

	private void expectOnClose(String id, int code) {
		assertThat(closings().await(id).getCode()).isEqualTo(code);
		this.server.awaitNoSession();
		assertThat(closings().of(id)).hasSize(1);
	}

}
