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

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TopicAccess;
import io.github.wsstarter.topic.HeldSubscription;
import io.github.wsstarter.topic.TopicHub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link ClientTopics}, through {@link ProtocolSessionHandler}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientTopicsTests {

	private static final String INVALID_TOPIC = "{'type':'error','id':1,'code':'invalid-topic','message':'A topic has 1 to 8 "
			+ "parts of letters, digits, '_', '-', ':' and '~', separated by dots, and at most 200 characters',"
			+ "'retryable':false}";

	private final TopicHub hub = mock(TopicHub.class);

	private final FakeSubscription subscription = new FakeSubscription();

	private final ProtocolTester client = new ProtocolTester(this.hub).open();

	@BeforeEach
	void hold() {
		willAnswer((invocation) -> {
			this.client.events.add("hold");
			return this.subscription.held;
		}).given(this.hub).hold(any(), any());
	}

	@Test
	void subscribes() {
		allow(null);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a.b'}");
		assertThat(this.client.events).containsExactly("opened", "hold", "subscribing a.b");
		assertThat(this.subscription.since).isNull();
		assertThat(this.subscription.opened(false))
			.containsExactly("{'type':'ack','id':1,'topic':'a.b','epoch':'e','offset':4,'recovered':false}");
		assertThat(this.client.written()).isEmpty();
	}

	@Test
	void stateFollowsTheAck() {
		allow(17);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a.b'}");
		assertThat(this.subscription.opened(false)).containsExactly(
				"{'type':'ack','id':1,'topic':'a.b','epoch':'e','offset':4,'recovered':false}",
				"{'type':'event','topic':'a.b','epoch':'e','offset':4,'data':17,'snapshot':true}");
	}

	@Test
	void stateOfBytesIsBase64() {
		allow(new byte[] { 1 });
		this.client.receive("{'type':'subscribe','id':1,'topic':'a.b'}");
		assertThat(this.subscription.opened(false)).last()
			.isEqualTo("{'type':'event','topic':'a.b','epoch':'e','offset':4,'data':'AQ==','encoding':'base64',"
					+ "'snapshot':true}");
	}

	@Test
	void recoveredClientGetsNoState() {
		allow(17);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a.b','since':{'epoch':'e','offset':2}}");
		assertThat(this.subscription.since).isEqualTo(new Position("e", 2));
		assertThat(this.subscription.opened(true))
			.containsExactly("{'type':'ack','id':1,'topic':'a.b','epoch':'e','offset':4,'recovered':true}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\\t\\n" })
	void blankEpochIsNone(String epoch) {
		allow(null);
		this.client
			.receive("{'type':'subscribe','id':1,'topic':'a.b','since':{'epoch':'%s','offset':2}}".formatted(epoch));
		assertThat(this.subscription.released).isTrue();
		assertThat(this.subscription.since).isNull();
	}

	@Test
	void subscriptionThatFailsLaterCanBeRetried() {
		allow(null);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		assertThat(this.client.written()).isEmpty();
		this.subscription.outcome.completeExceptionally(new IllegalStateException("Expected"));
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'unavailable','message':'Subscribing to 'a' failed','retryable':true}");
		assertThat(this.subscription.cancelled).isTrue();
	}

	@Test
	void holdsLaterFramesBackWhileTheEndpointDecides() {
		CompletableFuture<TopicAccess> decision = new CompletableFuture<>();
		this.client.onSubscribe = (topic) -> decision;
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.receive("{'type':'ping'}");
		assertThat(this.client.written()).isEmpty();
		decision.complete(TopicAccess.forbidden());
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'forbidden','message':'Subscribing to 'a' is not allowed','retryable':false}",
				"{'type':'pong'}");
		assertThat(this.subscription.cancelled).isTrue();
	}

	@Test
	void refusesUndeclaredTopics() {
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'unknown-topic','message':'There is no topic 'a'','retryable':false}");
		assertThat(this.subscription.cancelled).isTrue();
		assertThat(this.subscription.released).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "a.", ".a", "a..b", "a b", "a/b", "a.*", "{a}", "\u00e9", "a.b.c.d.e.f.g.h.i" })
	void refusesInvalidNames(String topic) {
		this.client.receive("{'type':'subscribe','id':1,'topic':'%s'}".formatted(topic));
		this.client.receive("{'type':'unsubscribe','id':1,'topic':'%s'}".formatted(topic));
		this.client.receive("{'type':'publish','id':1,'topic':'%s','data':1}".formatted(topic));
		assertThat(this.client.written()).containsExactly(INVALID_TOPIC, INVALID_TOPIC, INVALID_TOPIC);
		then(this.hub).shouldHaveNoInteractions();
	}

	@Test
	void refusesLongNames() {
		this.client.receive("{'type':'subscribe','id':1,'topic':'%s'}".formatted("x".repeat(201)));
		assertThat(this.client.written()).containsExactly(INVALID_TOPIC);
	}

	@Test
	void failureIsLoggedAndHiddenFromTheClient(CapturedOutput output) {
		this.client.onSubscribe = (topic) -> {
			throw new IllegalStateException("secret");
		};
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		expectUnavailable(output);
	}

	@Test
	void lateFailureIsLoggedAndHiddenFromTheClient(CapturedOutput output) {
		CompletableFuture<TopicAccess> decision = new CompletableFuture<>();
		this.client.onSubscribe = (topic) -> decision;
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		decision.completeExceptionally(new IllegalStateException("secret"));
		expectUnavailable(output);
	}

	private void expectUnavailable(CapturedOutput output) {
		assertThat(this.client.written()).containsExactly("{'type':'error','id':1,'code':'unavailable',"
				+ "'message':'Subscribing to 'a' failed','retryable':true}");
		assertThat(this.client.closes).isEmpty();
		assertThat(this.client.events).noneMatch((event) -> event.startsWith("failed"));
		assertThat(this.subscription.cancelled).isTrue();
		assertThat(output)
			.containsOnlyOnce(
					"Session '%s' of endpoint 'test' could not subscribe to 'a'".formatted(this.client.session.getId()))
			.containsOnlyOnce("IllegalStateException: secret");
	}

	@Test
	void stateThatCannotBeEncodedIsAFailure() {
		allow(new Thread());
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		assertThat(this.client.written()).singleElement().asString().contains("'unavailable'");
		assertThat(this.subscription.cancelled).isTrue();
		assertThat(this.subscription.released).isFalse();
	}

	@Test
	void limitsSubscriptions() {
		allow(null);
		given(this.hub.subscriptionCount(this.client.session)).willReturn(2, 3);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		this.client.receive("{'type':'subscribe','id':2,'topic':'b'}");
		assertThat(this.client.written()).containsExactly("{'type':'error','id':2,'code':'too-many-subscriptions',"
				+ "'message':'A session may have at most 3 subscriptions','retryable':false}");
		assertThat(this.client.events).containsExactly("opened", "hold", "subscribing a");
	}

	@Test
	void subscribingAgainDoesNotCountTwice() {
		allow(null);
		given(this.hub.subscriptionCount(this.client.session)).willReturn(3);
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		this.client.receive("{'type':'subscribe','id':1,'topic':'a'}");
		assertThat(this.subscription.released).isTrue();
	}

	@Test
	void unsubscribes() {
		given(this.hub.remove(this.client.session, "a")).willReturn(true, false);
		this.client.receive("{'type':'unsubscribe','id':1,'topic':'a'}");
		this.client.receive("{'type':'unsubscribe','id':2,'topic':'a'}");
		assertThat(this.client.written()).containsExactly("{'type':'ack','id':1}",
				"{'type':'error','id':2,'code':'unknown-topic','message':'There is no subscription to 'a'','retryable':false}");
	}

	@Test
	void publishesAfterTheAck() {
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		given(this.hub.isClientPublish("a")).willReturn(true);
		willAnswer((invocation) -> {
			this.client.session.send(0);
			return null;
		}).given(this.hub).publish("a", new Payload.Json("{ \"n\":1.50}"));
		this.client.receive("{'type':'publish','id':1,'topic':'a','data':{ 'n':1.50}}");
		assertThat(this.client.written()).containsExactly("{'type':'ack','id':1}", "{'type':'message','data':0}");
		this.client.receive("{'type':'publish','id':2,'topic':'a','data':'text'}");
		then(this.hub).should().publish("a", new Payload.Text("text"));
	}

	@Test
	void publishesOnlyWhereAllowedAndSubscribed() {
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		given(this.hub.isClientPublish("b")).willReturn(true);
		this.client.receive("{'type':'publish','id':1,'topic':'a','data':1}");
		this.client.receive("{'type':'publish','id':2,'topic':'b','data':1}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'forbidden','message':'Publishing to 'a' is not allowed','retryable':false}",
				"{'type':'error','id':2,'code':'unknown-topic','message':'There is no subscription to 'b'','retryable':false}");
		then(this.hub).should(never()).publish(any(), any(Payload.class));
	}

	@Test
	void messageThatIsTooLargeIsRefusedAndTheSessionGoesOn() {
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		given(this.hub.isClientPublish("a")).willReturn(true);
		given(this.hub.isTooLarge(new Payload.Json("1"))).willReturn(true);
		this.client.receive("{'type':'publish','id':1,'topic':'a','data':1}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'forbidden','message':'The message is too large to be published','retryable':false}");
		assertThat(this.client.closes).isEmpty();
		then(this.hub).should(never()).publish(any(), any(Payload.class));
	}

	@Test
	void textThatCannotBeEncodedIsRefused() {
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		given(this.hub.isClientPublish("a")).willReturn(true);
		this.client.receive("{'type':'publish','id':1,'topic':'a','data':'\\ud800'}");
		assertThat(this.client.written()).containsExactly(
				"{'type':'error','id':1,'code':'invalid-frame','message':''data' has an unpaired surrogate','retryable':false}");
		then(this.hub).should(never()).publish(any(), any(Payload.class));
	}

	@Test
	void publishingThatFailsCloses1011(CapturedOutput output) {
		given(this.hub.isSubscribed(this.client.session, "a")).willReturn(true);
		given(this.hub.isClientPublish("a")).willReturn(true);
		willThrow(new IllegalStateException("secret")).given(this.hub).publish(any(), any(Payload.class));
		this.client.receive("{'type':'publish','id':1,'topic':'a','data':1}");
		assertThat(this.client.closes).containsExactly(CloseStatus.SERVER_ERROR);
		assertThat(output).contains(this.client.session.getId()).contains("could not publish to 'a'");
	}

	private void allow(@Nullable Object state) {
		this.client.onSubscribe = (topic) -> CompletableFuture.completedFuture(TopicAccess.allowed(state));
	}

	/**
	 * Records the events of a subscription.
	 */
	private static final class FakeSubscription {

		private final HeldSubscription held = mock();

		private final CompletableFuture<Void> outcome = new CompletableFuture<>();

		private boolean released;

		private boolean cancelled;

		private @Nullable Position since;

		private HeldSubscription.@Nullable Opening opening;

		private FakeSubscription() {
			willAnswer((invocation) -> {
				this.released = true;
				this.since = invocation.getArgument(0);
				this.opening = invocation.getArgument(1);
				return this.outcome;
			}).given(this.held).release(any(), any());
			willAnswer((invocation) -> this.cancelled = true).given(this.held).cancel();
		}

		private List<String> opened(boolean recovered) {
			assertThat(this.opening).isNotNull();
			return this.opening.opened(new Position("e", 4), recovered)
				.stream()
				.map((message) -> ((OutboundMessage.Text) message).payload().replace('"', '\''))
				.toList();
		}

	}

}
