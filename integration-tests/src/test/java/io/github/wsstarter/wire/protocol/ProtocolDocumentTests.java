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

package io.github.wsstarter.wire.protocol;

import java.io.IOException;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.util.RawValue;

import io.github.wsstarter.Topics;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the examples in docs/protocol.md, each of which is run.
 *
 * @author The ws-starter authors
 */
class ProtocolDocumentTests extends AbstractEngineTests {

	private static final List<Class<?>> ENDPOINTS = List.of(EchoEndpoint.class, OrdersEndpoint.class,
			QuotesEndpoint.class);

	private static final String[] PROPERTIES = { "ws.heartbeat.interval=25s", "ws.topics.patterns[0].pattern=history.*",
			"ws.topics.patterns[0].history.size=10", "ws.topics.patterns[1].pattern=totals.*",
			"ws.topics.patterns[1].history.size=10", "ws.topics.patterns[2].pattern=open.*",
			"ws.topics.patterns[2].client-publish=true" };

	ProtocolDocumentTests() {
		super(ENDPOINTS, PROPERTIES);
	}

	@Test
	void everyExampleIsRun() throws IOException {
		assertThat(Conversation.all()).hasSizeGreaterThan(10)
			.allSatisfy((conversation) -> assertThat(conversation.wire()).isIn("ws", "sse"))
			.allSatisfy((conversation) -> assertThat(conversation.lines()).isNotEmpty());
	}

	static List<Conversation> webSocketExamples() throws IOException {
		return Conversation.all("ws");
	}

	@ParameterizedTest
	@MethodSource("webSocketExamples")
	void webSocketExampleIsCorrect(Conversation conversation) throws Exception {
		if (conversation.isUntilShutdown()) {
			try (TestServer server = TestServer.start(this.container, ENDPOINTS, PROPERTIES)) {
				run(conversation, server);
			}
			return;
		}
		run(conversation, this.server);
	}

	private static void run(Conversation conversation, TestServer server) throws Exception {
		Placeholders placeholders = new Placeholders();
		try (RawClient client = server.open(conversation.path(), "ws-starter.v1").answerPings()) {
			if (!conversation.isFromStart()) {
				assertThat(client.readText()).startsWith("{\"type\":\"welcome\",");
			}
			Thread shutdown = new Thread(server::close);
			if (conversation.isUntilShutdown()) {
				shutdown.start();
			}
			for (Conversation.Line line : conversation.lines()) {
				switch (line.speaker()) {
					case '>' -> {
						learnEpoch(line.text(), placeholders, server, conversation.path());
						client.sendText(placeholders.fill(line.text()));
					}
					case '<' -> placeholders.check(line.text(), client.readText());
					default -> publish(line.text(), server.bean(Topics.class));
				}
			}
			if (conversation.isUntilShutdown()) {
				client.expectClose(1012);
			}
			else {
				assertThat(client.ask("{\"type\":\"ping\"}")).isEqualTo("{\"type\":\"pong\"}");
				client.closeNormally();
			}
			shutdown.join();
		}
	}

	static List<Conversation> serverSentEventsExamples() throws IOException {
		return Conversation.all("sse");
	}

	@ParameterizedTest
	@MethodSource("serverSentEventsExamples")
	void serverSentEventsExampleIsCorrect(Conversation conversation) throws Exception {
		Placeholders placeholders = new Placeholders();
		boolean opens = conversation.lines().get(0).text().startsWith("GET ");
		String path = (opens) ? conversation.lines().get(0).text().substring("GET ".length())
				: conversation.path() + "?subprotocol=ws-starter.v1";
		try (EventStreamLines stream = new EventStreamLines(this.server.port(), path)) {
			if (!opens) {
				skipOpening(stream, placeholders);
			}
			for (Conversation.Line line : conversation.lines()) {
				if (line.speaker() == '<') {
					placeholders.check(line.text(), stream.read());
				}
				else if (line.text().startsWith("POST ")) {
					String[] parts = line.text().split(" ", 3);
					assertThat(stream.post(parts[1], placeholders.value("token"), parts[2])).isEqualTo(204);
				}
				else {
					assertThat(opens).as(line.text()).isTrue();
				}
			}
			assertThat(stream.delete(conversation.path(), placeholders.value("token"))).isEqualTo(204);
			assertThat(stream.read()).isEqualTo("event: close");
		}
	}

	/**
	 * Read the lines that another example shows.
	 * @param stream the stream
	 * @param placeholders the placeholders, which receive the values in the opening
	 * @throws Exception if reading fails
	 */
	private static void skipOpening(EventStreamLines stream, Placeholders placeholders) throws Exception {
		assertThat(stream.read()).startsWith("retry: ");
		assertThat(stream.read()).isEqualTo("event: session");
		placeholders.learn("\"token\":\"\"", stream.read().replaceAll("\"session\":\"[^\"]*\",", ""));
		assertThat(stream.read()).isEmpty();
		assertThat(stream.read()).isEqualTo("id: 1");
		assertThat(stream.read()).startsWith("data: {\"type\":\"welcome\",");
		assertThat(stream.read()).isEmpty();
	}

	/**
	 * Obtain the epoch that a reconnecting client knows from its previous session.
	 * @param line the line that the client is about to send
	 * @param placeholders the values known so far
	 * @param server the server
	 * @param path the path of the endpoint
	 * @throws IOException if another client cannot obtain the epoch
	 */
	private static void learnEpoch(String line, Placeholders placeholders, TestServer server, String path)
			throws IOException {
		if (!placeholders.lacksEpoch(line)) {
			return;
		}
		try (RawClient other = server.open(path, "ws-starter.v1")) {
			assertThat(other.readText()).startsWith("{\"type\":\"welcome\",");
			placeholders.learn(line, other.ask(line.replaceAll(",\"since\":\\{[^}]*}", "")));
			other.closeNormally();
		}
	}

	private static void publish(String line, Topics topics) {
		String[] parts = line.split(" ", 2);
		String payload = parts[1];
		topics.publish(parts[0], (payload.startsWith("base64:"))
				? Base64.getDecoder().decode(payload.substring("base64:".length())) : new RawValue(payload));
	}

}
