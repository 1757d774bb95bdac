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

import io.github.wsstarter.OnSubscribe;
import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.test.raw.WireClient;
import io.github.wsstarter.wire.support.AbstractBothWiresTests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that no session ends because a published message is too large for it.
 *
 * @author The ws-starter authors
 */
class PublishedSizeWireTests extends AbstractBothWiresTests {

	PublishedSizeWireTests() {
		super(List.of(Narrow.class, Wide.class), "ws.endpoints.narrow.buffer.send=1KB", "ws.buffer.send=4KB");
	}

	@Test
	void messageIsSentWhereItFits() throws IOException {
		Topics topics = this.server.bean(Topics.class);
		try (WireClient narrow = subscribe("/ws/narrow"); WireClient wide = subscribe("/ws/wide")) {
			topics.publish("news", "x".repeat(2000));
			topics.publish("news", "last");
			assertThat(narrow.readText()).contains("last");
			assertThat(wide.readText()).contains("x".repeat(2000));
			assertThat(wide.readText()).contains("last");
			narrow.closeNormally();
			wide.closeNormally();
		}
	}

	@Test
	void messageThatFitsNowhereIsReportedToThePublisher() throws IOException {
		Topics topics = this.server.bean(Topics.class);
		try (WireClient wide = subscribe("/ws/wide")) {
			assertThatIllegalArgumentException().isThrownBy(() -> topics.publish("news", "x".repeat(5000)))
				.withMessageContaining("'ws.buffer.send'");
			topics.publish("news", "last");
			assertThat(wide.readText()).contains("last");
			wide.closeNormally();
		}
	}

	private WireClient subscribe(String path) throws IOException {
		WireClient client = open(request(path).header("Sec-WebSocket-Protocol", "ws-starter.v1"));
		assertThat(client.readText()).contains("welcome");
		assertThat(client.ask("{\"type\":\"subscribe\",\"id\":1,\"topic\":\"news\"}")).contains("ack");
		return client;
	}

	@WsEndpoint(path = "/ws/narrow", name = "narrow")
	static class Narrow {

		@OnSubscribe("news")
		void subscribe() {
		}

	}

	@WsEndpoint(path = "/ws/wide", name = "wide")
	static class Wide {

		@OnSubscribe("news")
		void subscribe() {
		}

	}

}
