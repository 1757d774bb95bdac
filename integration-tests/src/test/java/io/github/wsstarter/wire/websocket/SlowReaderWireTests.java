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

import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.SlowLink;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients whose socket takes more only after a long time, because the system
 * buffers much for them.
 *
 * @author The ws-starter authors
 */
class SlowReaderWireTests {

	/**
	 * The system buffers more than 2 MB on the loopback device. It reports that a socket
	 * takes more when a third of that was read, which takes more than a second.
	 */
	private static final int BYTES_PER_SECOND = 600_000;

	private static final int SIZE = 3_500_000;

	@Test
	void progressIsSeenBeforeTheSystemReportsIt() throws IOException {
		try (TestServer server = TestServer.start(Container.TOMCAT, List.of(EchoEndpoint.class),
				"ws.send.time-limit=1s", "ws.buffer.send=8MB");
				SlowLink link = SlowLink.down(server, BYTES_PER_SECOND);
				WireClient client = Wire.WEBSOCKET.open(link.address(),
						Wire.WEBSOCKET.request(server.port(), "/ws/echo"), 0)) {
			TestServer.await().until(() -> server.sessions().count() == 1);
			server.sessions().stream().forEach((session) -> session.send(new byte[SIZE]));
			assertThat(client.readBinary()).hasSize(SIZE);
			client.closeNormally();
		}
	}

}
