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
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.apache.tomcat.websocket.WsWebSocketContainer;
import org.eclipse.jetty.ee11.websocket.jakarta.client.JakartaWebSocketClientContainer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base of the tests of compression with clients of other projects.
 *
 * @author The ws-starter authors
 */
abstract class AbstractThirdPartyClientTests extends AbstractEngineTests {

	private static final String PHRASE = "The quick brown fox jumps over the lazy dog. ";

	@TempDir
	private Path directory;

	AbstractThirdPartyClientTests(String context) {
		super(List.of(EchoEndpoint.class), "ws.compression.enabled=true", "ws.compression.min-size=0B",
				"ws.compression.context=" + context, "ws.buffer.text=1MB", "ws.buffer.send=1MB");
	}

	@Test
	void clientOfNettyIsAnswered() throws Exception {
		try (EchoClient client = new NettyEchoClient(uri())) {
			assertEcho(client);
		}
	}

	@Test
	void clientOfReactorNettyIsAnswered() throws Exception {
		try (EchoClient client = new ReactorNettyEchoClient(uri())) {
			assertEcho(client);
		}
	}

	@Test
	void clientOfJettyIsAnswered() throws Exception {
		JakartaWebSocketClientContainer container = new JakartaWebSocketClientContainer();
		container.start();
		try (EchoClient client = new JakartaEchoClient(container, uri())) {
			assertEcho(client);
		}
		finally {
			container.stop();
		}
	}

	@Test
	void clientOfTomcatIsAnswered() throws Exception {
		WsWebSocketContainer container = new WsWebSocketContainer();
		try (EchoClient client = new JakartaEchoClient(container, uri())) {
			assertEcho(client);
		}
		finally {
			container.destroy();
		}
	}

	private static void assertEcho(EchoClient client) throws Exception {
		assertThat(client.extensions()).startsWith("permessage-deflate");
		for (int i = 0; i < 20; i++) {
			String text = i + ": " + PHRASE.repeat(i * i);
			assertThat(client.ask(text)).isEqualTo(text);
		}
		byte[] noise = new byte[50_000];
		new Random(1).nextBytes(noise);
		String text = HexFormat.of().formatHex(noise);
		for (int i = 0; i < 3; i++) {
			assertThat(client.ask(text)).isEqualTo(text);
			assertThat(client.ask("short")).isEqualTo("short");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "{\"clientNoContextTakeover\": false}", "{\"serverNoContextTakeover\": true}",
			"{\"clientNoContextTakeover\": true, \"serverNoContextTakeover\": true}", "{\"clientMaxWindowBits\": 10}" })
	void clientOfNodeIsAnswered(String options) throws Exception {
		assertThat(node(options)).startsWith("permessage-deflate");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 9, 10, 14, 15 })
	void clientOfNodeWithASmallWindowIsAnswered(int bits) throws Exception {
		String extensions = node("{\"serverMaxWindowBits\": %d}".formatted(bits));
		if (this.server.isDirect()) {
			assertThat(extensions).contains("server_max_window_bits=" + bits);
		}
	}

	private String node(String options) throws IOException, InterruptedException {
		Assumptions.assumeTrue(ClientScript.isInstalled("node", "--version"), "There is no Node.js");
		ClientScript scripts = new ClientScript(this.directory);
		return scripts.run("node", "ws.cjs", scripts.npm("ws").toString(), uri().toString(), options);
	}

	@Test
	void clientOfTornadoIsAnswered() throws Exception {
		Assumptions.assumeTrue(ClientScript.isInstalled("python3", "-c", "import tornado"), "There is no Tornado");
		assertThat(new ClientScript(this.directory).run("python3", "tornado-client.py", uri().toString()))
			.startsWith("permessage-deflate");
	}

	private URI uri() {
		return URI.create("ws://localhost:%d/ws/echo".formatted(this.server.port()));
	}

}
