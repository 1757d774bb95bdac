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

package io.github.wsstarter.wire.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.wire.support.Container;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that the server notices a peer whose cable is pulled, so that neither FIN nor RST
 * arrives.
 *
 * @author The ws-starter authors
 */
class VanishingPeerWireTests {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final Duration TIMEOUT = Duration.ofSeconds(4);

	@ParameterizedTest
	@EnumSource
	void peerThatVanishesIsEvicted(Container container) throws IOException {
		try (PrivateNetwork network = network(); TestServer server = start(container, network)) {
			Process peer = network.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-cp", System.getProperty("java.class.path"), VanishingPeer.class.getName(), network.ourAddress(),
					Integer.toString(server.port())));
			try (BufferedReader output = peer.inputReader()) {
				String id = output.readLine();
				assertThat(id).as("the session id of the peer").isNotNull();
				assertThat(server.sessions().find(id)).isPresent();
				await().during(INTERVAL.plus(TIMEOUT))
					.until(() -> server.sessions().find(id).filter(WsSession::isOpen).isPresent());
				network.cut();
				long start = System.nanoTime();
				server.sessions().find(id).orElseThrow().send("into the void");
				assertThat(server.bean(EchoEndpoint.class).await(id).getCode()).isEqualTo(1006);
				assertThat(Duration.ofNanos(System.nanoTime() - start))
					.isLessThan(INTERVAL.plus(TIMEOUT).plusSeconds(3));
				server.awaitNoSession();
			}
			finally {
				peer.destroyForcibly();
			}
		}
	}

	private static TestServer start(Container container, PrivateNetwork network) {
		return TestServer.start(container, List.of(EchoEndpoint.class), "server.address=" + network.ourAddress(),
				"ws.heartbeat.interval=" + INTERVAL.toMillis() + "ms",
				"ws.heartbeat.timeout=" + TIMEOUT.toMillis() + "ms");
	}

	private static PrivateNetwork network() {
		try {
			return PrivateNetwork.create();
		}
		catch (IOException ex) {
			return Assumptions.abort("No network namespace: " + ex.getMessage());
		}
	}

}
