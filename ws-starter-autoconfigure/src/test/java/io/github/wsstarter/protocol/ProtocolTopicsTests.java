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

package io.github.wsstarter.protocol;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.broker.LocalMessageBroker;
import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.session.TopicAccess;
import io.github.wsstarter.topic.FanOut;
import io.github.wsstarter.topic.TopicHub;
import io.github.wsstarter.topic.TopicOptions;
import io.github.wsstarter.topic.TopicSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the protocol with a real topic hub.
 *
 * @author The ws-starter authors
 */
class ProtocolTopicsTests {

	private static final String ACK = "{'type':'ack','id':%d,'topic':'a','epoch':'*','offset':%d,'recovered':%s}";

	private static final String EVENT = "{'type':'event','topic':'a','epoch':'*','offset':%d,'data':%s}";

	private final ProtocolTester.ToStringCodec codec = new ProtocolTester.ToStringCodec();

	private final TopicSettings settings = new TopicSettings(
			new TopicOptions(new HistoryOptions(10, Duration.ofMinutes(1)), true, null), Map.of());

	private final FanOut fanOut = new FanOut(2);

	private final TopicHub hub = createHub();

	private final ProtocolTester client = new ProtocolTester(this.hub, this.codec, List.of(this.hub)).open();

	private TopicHub createHub() {
		LocalMessageBroker broker = new LocalMessageBroker((topic) -> this.settings.options(topic).history(),
				Clock.systemUTC(), new HeapShare(Integer.MAX_VALUE));
		TopicHub hub = new TopicHub(broker, this.codec, this.settings, this.fanOut, Integer.MAX_VALUE,
				new FrameCodec(this.codec));
		broker.setListener(hub);
		return hub;
	}

	@AfterEach
	void close() {
		this.client.session.closed(CloseStatus.NORMAL);
		assertThat(this.hub.subscriberCount("a")).isZero();
		this.fanOut.destroy();
	}

	@Test
	void stateComesBeforeMessagesPublishedMeanwhile() {
		CompletableFuture<TopicAccess> decision = new CompletableFuture<>();
		this.client.onSubscribe = (topic) -> decision;
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.hub.publish("a", 1);
		this.hub.publish("a", "two");
		decision.complete(TopicAccess.allowed(0));
		this.hub.publish("a", 3);
		expect(ACK.formatted(1, 0, false),
				"{'type':'event','topic':'a','epoch':'*','offset':0,'data':0,'snapshot':true}", EVENT.formatted(1, "1"),
				EVENT.formatted(2, "'two'"), EVENT.formatted(3, "3"));
	}

	@Test
	void stateThatIsLargerThanTheQueueIsNotAcknowledged() {
		allow("x".repeat(5000));
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		assertThat(this.client.written()).singleElement().asString().contains("'error'", "'unavailable'");
		assertThat(this.client.closes).isEmpty();
		assertThat(this.hub.subscriberCount("a")).isZero();
	}

	@Test
	void resumesWithoutTheState() {
		allow(0);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.hub.publish("a", 1);
		String epoch = epoch();
		this.hub.publish("a", 2);
		this.client
			.receive("{'type':'subscribe','id':2,'topic':'a','since':{'epoch':'%s','offset':1}}".formatted(epoch));
		this.hub.publish("a", 3);
		assertThat(await(6)).map(ProtocolTopicsTests::withoutEpoch)
			.endsWith(ACK.formatted(2, 2, true), EVENT.formatted(2, "2"), EVENT.formatted(3, "3"));
	}

	@Test
	void sharesOneEncodingOfEachKindOfPayload() {
		allow(null);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.hub.publish("a", ByteBuffer.wrap(new byte[] { 1 }));
		this.hub.publish("a", List.of("no", "json"));
		this.hub.publish("a", 1.50);
		expect(ACK.formatted(1, 0, false),
				"{'type':'event','topic':'a','epoch':'*','offset':1,'data':'AQ==','encoding':'base64'}",
				EVENT.formatted(2, "'[no, json]'"), EVENT.formatted(3, "1.5"));
	}

	@Test
	void refusalEndsAnEarlierSubscription() {
		allow(null);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.onSubscribe = (topic) -> CompletableFuture.completedFuture(TopicAccess.forbidden());
		this.client.receive("{'type':'subscribe','id':2,'topic':'a'}");
		assertThat(this.hub.subscriberCount("a")).isZero();
		this.client.receive("{'type':'unsubscribe','id':3,'topic':'a'}");
		assertThat(await(3)).map((frame) -> frame.replaceAll("'message':.*", ""))
			.endsWith("{'type':'error','id':2,'code':'forbidden',", "{'type':'error','id':3,'code':'unknown-topic',");
	}

	@Test
	void tellsTheClientThatTheApplicationUnsubscribedIt() {
		allow(null);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.session.unsubscribe("a");
		this.hub.publish("a", 1);
		expect(ACK.formatted(1, 0, false), "{'type':'unsubscribe','topic':'a'}");
	}

	@Test
	void eventsOfServerSideSubscriptionsComeWithoutAnAck() {
		this.client.session.subscribe("a");
		this.hub.publish("a", 1);
		expect(EVENT.formatted(1, "1"));
	}

	@Test
	void clientPublishesToAllSubscribers() {
		allow(null);
		ProtocolTester other = new ProtocolTester(this.hub, this.codec, List.of(this.hub)).open();
		other.session.subscribe("a");
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.receive("{'type':'publish','id':2,'topic':'a','data':{ 'n':1.50 }}");
		expect(ACK.formatted(1, 0, false), "{'type':'ack','id':2}", EVENT.formatted(1, "{ 'n':1.50 }"));
		Awaitility.await().until(() -> other.written.size() == 1);
		other.session.closed(CloseStatus.NORMAL);
	}

	@Test
	void sessionThatClosesWhileTheEndpointDecidesLeavesNothing() {
		CompletableFuture<TopicAccess> decision = new CompletableFuture<>();
		this.client.onSubscribe = (topic) -> decision;
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.session.closed(CloseStatus.NORMAL);
		decision.complete(TopicAccess.allowed(0));
		assertThat(this.hub.subscriberCount("a")).isZero();
		assertThat(this.client.written()).isEmpty();
	}

	private void allow(@Nullable Object state) {
		this.client.onSubscribe = (topic) -> CompletableFuture.completedFuture(TopicAccess.allowed(state));
	}

	private String epoch() {
		return await(2).get(0).replaceAll(".*'epoch':'([^']*)'.*", "$1");
	}

	private List<String> await(int count) {
		this.client.session.push();
		Awaitility.await().until(() -> this.client.written.size() >= count);
		return this.client.written.stream().map((frame) -> frame.replace('"', '\'')).toList();
	}

	private void expect(String... frames) {
		assertThat(await(frames.length)).map(ProtocolTopicsTests::withoutEpoch).containsExactly(frames);
	}

	private static String withoutEpoch(String frame) {
		return frame.replaceAll("'epoch':'[^']*'", "'epoch':'*'");
	}

}
