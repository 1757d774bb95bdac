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

package io.github.wsstarter.wire.websocket;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.wsstarter.test.raw.Frame;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a client whose connection is lost is not blamed for it. Clients that are
 * told 1002 do not come back.
 *
 * @author The ws-starter authors
 */
class LostConnectionWireTests extends AbstractEngineTests {

	LostConnectionWireTests() {
		super(List.of(EchoEndpoint.class));
	}

	@Test
	void endOfInputIsNoViolationOfTheProtocol() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			client.shutdownOutput();
			expectNoBlame(client);
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
		}
	}

	@Test
	void endOfInputWithinAMessageIsNoViolationOfTheProtocol() throws IOException {
		try (RawClient client = this.server.open("/ws/echo")) {
			String id = client.ask("id");
			client.send(Frame.text("begin").unfinished());
			client.shutdownOutput();
			expectNoBlame(client);
			assertThat(this.server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
		}
	}

	private static void expectNoBlame(RawClient client) throws IOException {
		Frame frame = client.read();
		if (frame != null) {
			assertThat(frame.opcode()).isEqualTo(Frame.CLOSE);
			assertThat(frame.closeCode()).isEqualTo(1001);
		}
	}

}
