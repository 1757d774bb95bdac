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

import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.SlowLink;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that send large messages slowly. While a client sends a message, it
 * cannot answer a ping, and takes longer than any time limit.
 *
 * @author The ws-starter authors
 */
class SteadyUploadWireTests extends AbstractBothWiresTests {

	private static final int BYTES_PER_SECOND = 100_000;

	private static final String LARGE = "x".repeat(250_000);

	SteadyUploadWireTests() {
		super(List.of(EchoEndpoint.class), "ws.buffer.text=512KB", "ws.heartbeat.interval=500ms",
				"ws.heartbeat.timeout=500ms", "ws.send.time-limit=1s", "server.tomcat.connection-timeout=1s",
				"server.jetty.connection-idle-timeout=1s", "logging.level.io.github.wsstarter=error");
	}

	@Test
	void steadySenderStays() throws IOException {
		try (SlowLink link = SlowLink.up(this.server, BYTES_PER_SECOND);
				WireClient client = this.wire.open(link.address(), request("/ws/echo"), 0)) {
			client.sendText(LARGE);
			assertThat(client.readText()).isEqualTo(LARGE);
			assertThat(client.ask("still here")).isEqualTo("still here");
			client.closeNormally();
		}
	}

}
