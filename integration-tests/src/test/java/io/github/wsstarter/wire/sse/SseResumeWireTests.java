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

import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;

import org.springframework.web.bind.annotation.PathVariable;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.ServerSentEvent;
import io.github.wsstarter.test.raw.SseClient;
import io.github.wsstarter.wire.support.TestServer;
import io.github.wsstarter.wire.support.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a plain event stream resumes where it was interrupted if the client
 * reconnects with the last id that it received. Such a client knows nothing of topics.
 *
 * @author The ws-starter authors
 */
class SseResumeWireTests extends AbstractSseWireTests {

	SseResumeWireTests() {
		super(List.of(NewsEndpoint.class), "ws.sse.keep-alive=300ms", "ws.topics.patterns[0].pattern=news.*",
				"ws.topics.patterns[0].history.size=100");
	}

	@Test
	void missedEventsComeOnceAndInOrder() throws IOException {
		String id;
		try (SseClient client = open("a", "")) {
			publish("news.a", 0, 3);
			for (String expected : List.of("news.a 0", "news.a 1", "news.a 2")) {
				assertThat(client.readText()).isEqualTo(expected);
			}
			publish("news.b", 0, 2);
			assertThat(client.readText()).isEqualTo("news.b 0");
			ServerSentEvent last = client.read("message");
			assertThat(last.data()).isEqualTo("news.b 1");
			id = last.lastEventId();
			client.reset();
		}
		this.server.awaitNoSession();
		publish("news.a", 3, 6);
		publish("news.b", 2, 4);
		try (SseClient client = open("a", id)) {
			List<String> missed = List.of(client.readText(), client.readText(), client.readText(), client.readText(),
					client.readText());
			assertThat(missed).filteredOn((text) -> text.startsWith("news.a"))
				.containsExactly("news.a 3", "news.a 4", "news.a 5");
			assertThat(missed).filteredOn((text) -> text.startsWith("news.b")).containsExactly("news.b 2", "news.b 3");
			publish("news.a", 6, 7);
			assertThat(client.readText()).isEqualTo("news.a 6");
			client.closeNormally();
		}
	}

	@Test
	void unknownPositionIsIgnored() throws IOException {
		publish("news.a", 0, 3);
		for (String id : List.of("7;news.a@another:1", "7;news.a@0:99999999", "7;nothing@x:1", "garbage")) {
			try (SseClient client = open("a", id)) {
				publish("news.a", 100, 101);
				assertThat(client.readText()).isEqualTo("news.a 100");
				client.closeNormally();
			}
		}
	}

	private void publish(String topic, int from, int to) {
		for (int i = from; i < to; i++) {
			this.server.bean(Topics.class).publish(topic, topic + " " + i);
		}
	}

	private SseClient open(String name, String lastEventId) throws IOException {
		HttpRequest request = Wire.SSE.request(this.server.port(), "/news/" + name);
		if (!lastEventId.isEmpty()) {
			request.header("Last-Event-ID", lastEventId);
		}
		SseClient client = (SseClient) Wire.SSE.open(this.server, request);
		TestServer.await().until(() -> this.server.bean(Topics.class).subscriberCount("news.b") == 1);
		return client;
	}

	@WsEndpoint(path = "/news/{name}", name = "news")
	static class NewsEndpoint {

		@OnOpen
		void subscribe(WsSession session, @PathVariable String name) {
			session.subscribe("news." + name);
			session.subscribe("news.b");
		}

	}

}
