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

package io.github.wsstarter.wire.sse;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing is logged when clients reset their connections.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class SseResetWireTests extends AbstractSseWireTests {

	/**
	 * More bytes than both sockets buffer on the loopback device.
	 */
	private static final int LARGE = 12 << 20;

	SseResetWireTests() {
		super(List.of(EchoEndpoint.class), "ws.buffer.send=64MB", "ws.sse.keep-alive=100ms");
	}

	@Test
	void resetWithPendingOutputIsNotLogged(CapturedOutput output) throws IOException {
		int before = output.getAll().length();
		for (int i = 0; i < 10; i++) {
			SseClient client = (SseClient) Wire.SSE.open(this.server, "/ws/echo");
			this.server.sessions().find(client.id()).orElseThrow().send("x".repeat(LARGE));
			client.reset();
			this.server.awaitNoSession();
		}
		assertThat(output.getAll().substring(before)).doesNotContain("WARN", "ERROR");
	}

}
