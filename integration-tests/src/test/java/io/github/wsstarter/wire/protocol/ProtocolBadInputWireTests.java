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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.wsstarter.Topics;
import io.github.wsstarter.test.raw.HttpRequest;
import io.github.wsstarter.test.raw.RawClient;
import io.github.wsstarter.wire.support.AbstractEngineTests;
import io.github.wsstarter.wire.support.EchoEndpoint;
import io.github.wsstarter.wire.support.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for clients that violate {@code ws-starter.v1}. Such a client receives the error
 * that docs/protocol.md describes, and no other client is affected.
 *
 * @author The ws-starter authors
 */
class ProtocolBadInputWireTests extends AbstractEngineTests {

	private static final String PONG = "{'type':'pong'}";

	private static final String ID = "'id' must be an integer from 0 to 9007199254740991";

	private static final String NAME = "A topic has 1 to 8 parts of letters, digits, '_', '-', ':' and '~', separated "
			+ "by dots, and at most 200 characters";

	private RawClient bystander;

	private RawClient client;

	ProtocolBadInputWireTests() {
		super(List.of(EchoEndpoint.class, QuotesEndpoint.class), "ws.topics.patterns[0].pattern=history.*",
				"ws.topics.patterns[0].history.size=10", "logging.level.io.github.wsstarter=off");
	}

	@BeforeEach
	void open() throws IOException {
		this.bystander = openSession("/ws/quotes");
		assertThat(ask(this.bystander, "{'type':'subscribe','id':1,'topic':'quotes.EUR'}"))
			.startsWith("{'type':'ack','id':1,'topic':'quotes.EUR',");
		this.client = openSession("/ws/quotes");
	}

	@AfterEach
	void noOtherClientIsAffected() throws IOException {
		this.server.bean(Topics.class).publish("quotes.EUR", "still here");
		assertThat(read(this.bystander)).startsWith("{'type':'event','topic':'quotes.EUR',")
			.endsWith(",'data':'still here'}");
		assertThat(ask(this.bystander, "{'type':'ping'}")).isEqualTo(PONG);
		this.bystander.closeNormally();
		this.client.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
	// @formatter:off
			"{'type':'subscribe','id':1,'topic':'nobody.declared.this'} | 1 | unknown-topic | There is no topic 'nobody.declared.this'",
			"{'type':'subscribe','id':1,'topic':'quotes'} | 1 | unknown-topic | There is no topic 'quotes'",
			"{'type':'subscribe','id':1,'topic':'secret.plans'} | 1 | forbidden | Subscribing to 'secret.plans' is not allowed",
			"{'type':'unsubscribe','id':1,'topic':'quotes.EUR'} | 1 | unknown-topic | There is no subscription to 'quotes.EUR'",
			"{'type':'publish','id':1,'topic':'quotes.EUR','data':1} | 1 | unknown-topic | There is no subscription to 'quotes.EUR'",
			"hello | | invalid-frame | Malformed JSON at line 1, column 1",
			"[] | | invalid-frame | A frame is a JSON object",
			"{'type':'subscribe','id':'1','topic':'quotes.EUR'} | | invalid-frame | " + ID,
			"{'type':'subscribe','id':1.0,'topic':'quotes.EUR'} | | invalid-frame | " + ID,
			"{'type':'subscribe','id':9007199254740992,'topic':'quotes.EUR'} | | invalid-frame | " + ID,
			"{'type':'subscribe','id':1,'topic':['quotes.EUR']} | 1 | invalid-frame | 'topic' must be a string",
			"{'type':'publish','id':1,'topic':'quotes.EUR'} | 1 | invalid-frame | 'data' is missing",
			"{'type':true,'id':1} | 1 | invalid-frame | 'type' must be a string",
			"{'type':'event','id':1} | 1 | unknown-type | There is no frame of type 'event'"
	// @formatter:on
	})
	void errorIsReported(String frame, @Nullable Long id, String code, String message) throws IOException {
		expectError(frame, id, code, message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no spaces", "a..b", ".a", "quotes.*", "quotes.{symbol}", "../quotes", "quotes.\u20ac",
			"a.b.c.d.e.f.g.h.i", "quotes.EUR\\u0000" })
	void malformedTopicIsReported(String topic) throws IOException {
		for (String type : List.of("subscribe", "unsubscribe", "publish")) {
			expectError("{'type':'%s','id':1,'topic':'%s','data':1}".formatted(type, topic), 1L, "invalid-topic", NAME);
		}
	}

	@Test
	void longTopicIsReported() throws IOException {
		expectError("{'type':'subscribe','id':1,'topic':'quotes.%s'}".formatted("x".repeat(60_000)), 1L,
				"invalid-topic", NAME);
	}

	@Test
	void publishingWithoutPermissionIsReported() throws IOException {
		assertThat(ask(this.client, "{'type':'subscribe','id':1,'topic':'quotes.EUR'}")).startsWith("{'type':'ack',");
		expectError("{'type':'publish','id':2,'topic':'quotes.EUR','data':1}", 2L, "forbidden",
				"Publishing to 'quotes.EUR' is not allowed");
	}

	@Test
	void deeplyNestedDataIsReported() throws IOException {
		expectError("{'type':'request','id':1,'data':" + "[".repeat(100) + "]".repeat(100) + "}", 1L, "invalid-frame",
				"JSON is nested deeper than 100 levels");
		expectError("{'a':".repeat(13_000), null, "invalid-frame", "JSON is nested deeper than 100 levels");
	}

	@Test
	void messageThatIsTooLargeCloses1009() throws IOException {
		this.client.sendText("{\"type\":\"message\",\"data\":\"%s\"}".formatted("x".repeat(65_536)));
		this.client.expectClose(1009);
	}

	@Test
	void failureOfTheEndpointIsNotDisclosed() throws IOException {
		expectError("{'type':'subscribe','id':1,'topic':'broken.down'}", 1L, "unavailable",
				"Subscribing to 'broken.down' failed");
		assertThat(this.server.bean(Topics.class).subscriberCount("broken.down")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'epoch':'long-ago','offset':0}", "{'epoch':'','offset':1}",
			"{'epoch':'\\u0000\\ud800','offset':1}", "{'epoch':'EPOCH','offset':9007199254740991}",
			"{'epoch':'EPOCH','offset':3}" })
	void unknownPositionStartsFromNowOn(String since) throws IOException {
		Topics topics = this.server.bean(Topics.class);
		String topic = "history.t" + Math.abs(since.hashCode()) + this.container;
		topics.publish(topic, 1);
		topics.publish(topic, 2);
		String ack = ask(this.client, "{'type':'subscribe','id':1,'topic':'%s'}".formatted(topic));
		String epoch = ack.replaceAll(".*'epoch':'([^']*)'.*", "$1");
		assertThat(ask(this.client,
				"{'type':'subscribe','id':2,'topic':'%s','since':%s}".formatted(topic, since.replace("EPOCH", epoch))))
			.isEqualTo("{'type':'ack','id':2,'topic':'%s','epoch':'%s','offset':2,'recovered':false}".formatted(topic,
					epoch));
		topics.publish(topic, 3);
		assertThat(read(this.client))
			.isEqualTo("{'type':'event','topic':'%s','epoch':'%s','offset':3,'data':3}".formatted(topic, epoch));
	}

	@Test
	void excessiveSubscriptionsAreRefused() throws Exception {
		CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
			try {
				for (int i = 0; i < 10_000; i++) {
					this.client.sendText("{\"type\":\"subscribe\",\"id\":%d,\"topic\":\"quotes.t%d\"}".formatted(i, i));
				}
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		List<String> others = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			String answer = read(this.client);
			if (i < 100) {
				assertThat(answer).startsWith("{'type':'ack','id':%d,'topic':'quotes.t%d',".formatted(i, i));
			}
			else if (!answer
				.equals(error((long) i, "too-many-subscriptions", "A session may have at most 100 subscriptions"))) {
				others.add(answer);
			}
		}
		sent.join();
		assertThat(others).isEmpty();
		Topics topics = this.server.bean(Topics.class);
		assertThat(topics.subscriberCount("quotes.t99")).isOne();
		assertThat(topics.subscriberCount("quotes.t100")).isZero();
		assertThat(ask(this.client, "{'type':'unsubscribe','id':1,'topic':'quotes.t0'}"))
			.isEqualTo("{'type':'ack','id':1}");
		assertThat(ask(this.client, "{'type':'subscribe','id':2,'topic':'quotes.t100'}")).startsWith("{'type':'ack',");
		this.client.closeNormally();
		TestServer.await().untilAsserted(() -> assertThat(topics.subscriberCount("quotes.t99")).isZero());
	}

	@Test
	void garbageIsAnswered() throws IOException {
		Random random = new Random(42);
		for (int i = 0; i < 300; i++) {
			String garbage = random.ints(random.nextInt(40), 32, 0x2FFF)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			assertThat(ask(this.client, garbage)).startsWith("{'type':'error','code':'invalid-frame','message':'");
		}
		assertThat(ask(this.client, "{'type':'ping'}")).isEqualTo(PONG);
	}

	@Test
	void clientThatAsksForAnotherSubprotocolGetsNone() throws IOException {
		HttpRequest request = this.server.upgrade("/ws/echo").header("Sec-WebSocket-Protocol", "ws-starter.v2, chat");
		try (RawClient other = RawClient.connect(this.server.port())) {
			assertThat(other.open(request).header("Sec-WebSocket-Protocol")).isNull();
			assertThat(other.ask("{'type':'ping'}")).isEqualTo("{'type':'ping'}");
			other.closeNormally();
		}
	}

	private void expectError(String frame, @Nullable Long id, String code, String message) throws IOException {
		assertThat(ask(this.client, frame)).isEqualTo(error(id, code, message));
		assertThat(ask(this.client, "{'type':'ping'}")).isEqualTo(PONG);
	}

	private static String error(@Nullable Long id, String code, String message) {
		return "{'type':'error',%s'code':'%s','message':'%s','retryable':%s}"
			.formatted((id != null) ? "'id':" + id + "," : "", code, message, "unavailable".equals(code));
	}

	private RawClient openSession(String path) throws IOException {
		RawClient client = this.server.open(path, "ws-starter.v1");
		assertThat(read(client)).startsWith("{'type':'welcome',");
		return client;
	}

	private static String ask(RawClient client, String frame) throws IOException {
		client.sendText(frame.replace('\'', '"'));
		return read(client);
	}

	private static String read(RawClient client) throws IOException {
		return client.readText().replace('"', '\'');
	}

}
