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

package io.github.wsstarter.topic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.broker.Recovery;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.StallableTransport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeldSubscription} with a broker that answers late.
 *
 * @author The ws-starter authors
 */
class HeldSubscriptionTests {

	private static final String TOPIC = "quotes";

	private final TopicTester tester = new TopicTester();

	private final SlowBroker broker = new SlowBroker();

	private final Audiences topics = new Audiences((name) -> new Audience(TopicOptions.DEFAULTS, this.tester.fanOut),
			(name) -> {
			});

	private final StallableTransport client = new StallableTransport();

	private final TransportSession session = this.tester.openFramed(this.client);

	private final SessionTopics sessionTopics = new SessionTopics(this.session, this.topics, this.topics);

	private final HeldSubscription subscription = new HeldSubscription(this.sessionTopics.hold(TOPIC),
			this.sessionTopics, this.broker, TopicOptions.DEFAULTS, this.tester.encoder, this.tester.log);

	private static List<OutboundMessage> ack(Position position, boolean recovered) {
		return List.of(OutboundMessage.text("ack %d %s".formatted(position.offset(), recovered)));
	}

	private static TopicMessage message(long offset) {
		return new TopicMessage(TOPIC, new Position("e", offset), new Payload.Text("x"), null);
	}

	private static Position since(long offset) {
		return new Position("e", offset);
	}

	private void publish(int first, int last) {
		for (int i = first; i <= last; i++) {
			TopicMessage message = message(i);
			Audience audience = this.topics.find(TOPIC);
			if (audience != null) {
				audience.publish((sequence) -> Event.ofTopic(sequence, message, TopicOptions.DEFAULTS,
						this.tester.encoder, this.tester.log));
			}
		}
		this.tester.runWork();
	}

	private List<String> received() {
		return this.client.texts().stream().map((text) -> text.replace("event quotes e ", "")).toList();
	}

	@Test
	void messagesWaitForTheBroker() {
		publish(6, 6);
		this.subscription.release(since(3), HeldSubscriptionTests::ack);
		publish(7, 8);
		assertThat(this.client.messages()).isEmpty();
		this.broker.answer(5);
		this.broker.answer(7, 4, 7);
		publish(9, 9);
		assertThat(received()).containsExactly("ack 7 true", "4 x", "5 x", "6 x", "7 x", "8 x", "9 x");
	}

	@Test
	void eventsStartWhereHoldingBackBeganIfNothingIsRecovered() {
		publish(6, 6);
		this.subscription.release(since(3), HeldSubscriptionTests::ack);
		publish(7, 7);
		this.broker.answer(5);
		this.broker.answer(7);
		assertThat(received()).containsExactly("ack 5 false", "6 x", "7 x");
	}

	@Test
	void positionMayComeLast() {
		this.subscription.release(null, HeldSubscriptionTests::ack);
		publish(6, 6);
		assertThat(this.client.messages()).isEmpty();
		this.broker.answer(5);
		assertThat(received()).containsExactly("ack 5 false", "6 x");
	}

	@Test
	void lostMessagesAreRequestedAgain() {
		this.broker.answer(0);
		publish(1, 1500);
		this.subscription.release(null, HeldSubscriptionTests::ack);
		publish(1501, 3000);
		this.broker.answer(1500, 1, 1);
		this.broker.answer(3000, 2999, 3000);
		publish(3001, 3001);
		assertThat(received()).containsExactly("ack 0 false", "2999 x", "3000 x", "3001 x");
	}

	@Test
	void subscriptionFailsIfMessagesAreLostRepeatedly() {
		this.broker.answer(0);
		publish(1, 1500);
		CompletionStage<Void> released = this.subscription.release(null, HeldSubscriptionTests::ack);
		for (int i = 1; i <= 3; i++) {
			publish(1500 * i + 1, 1500 * i + 1500);
			this.broker.answer(1500 * i, 1, 1);
		}
		assertThat(this.broker.questions).isEmpty();
		assertThat(this.client.messages()).isEmpty();
		assertThat(released).isCompletedExceptionally();
		assertThat(this.client.closes()).isEmpty();
	}

	@Test
	void failureLaterFailsTheSubscription() {
		CompletionStage<Void> released = this.subscription.release(since(3), HeldSubscriptionTests::ack);
		this.broker.answer(5);
		assertThat(released.toCompletableFuture()).isNotDone();
		this.broker.fail();
		assertThat(this.client.messages()).isEmpty();
		assertThat(released).isCompletedExceptionally();
		assertThat(this.client.closes()).isEmpty();
	}

	@Test
	void failureLaterClosesTheSessionOfAClientThatCannotBeTold() {
		this.subscription.resume(since(3));
		this.broker.answer(5);
		this.broker.fail();
		assertThat(this.client.closes()).extracting(CloseStatus::getCode).containsExactly(1011);
	}

	@Test
	void failureAtOnceFailsTheSubscription() {
		this.broker.fail();
		assertThat(this.subscription.release(null, HeldSubscriptionTests::ack)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withStackTraceContaining("Expected");
		assertThat(this.client.closes()).isEmpty();
	}

	@Test
	void cancelledSubscriptionSendsNothingWhenTheBrokerAnswers() {
		this.subscription.release(since(3), HeldSubscriptionTests::ack);
		this.subscription.cancel();
		this.broker.answer(5);
		this.broker.answer(7, 4, 7);
		assertThat(this.client.messages()).isEmpty();
		assertThat(this.topics.size()).isZero();
	}

	@Test
	void failureAfterCancellationIsIgnored() {
		this.subscription.release(since(3), HeldSubscriptionTests::ack);
		this.subscription.cancel();
		this.broker.answer(5);
		this.broker.fail();
		assertThat(this.client.closes()).isEmpty();
	}

	@Test
	void endedByTheApplicationBeforeTheBrokerAnswers() {
		this.subscription.release(since(3), HeldSubscriptionTests::ack);
		Subscription removed = this.sessionTopics.remove(TOPIC);
		assertThat(removed).isNotNull();
		removed.end(OutboundMessage.text("unsubscribed"));
		assertThat(this.client.messages()).isEmpty();
		this.broker.answer(5);
		this.broker.answer(7, 4, 7);
		assertThat(received()).containsExactly("ack 5 false", "unsubscribed");
	}

	/**
	 * A broker that answers requests in order, when the test asks it to.
	 */
	private static final class SlowBroker implements MessageBroker {

		private final Queue<CompletableFuture<Recovery>> questions = new ArrayDeque<>();

		void answer(long position) {
			this.questions.remove().complete(new Recovery(new Position("e", position), false, List.of()));
		}

		void answer(long position, long firstMissed, long lastMissed) {
			List<TopicMessage> missed = new ArrayList<>();
			for (long offset = firstMissed; offset <= lastMissed; offset++) {
				missed.add(message(offset));
			}
			this.questions.remove().complete(new Recovery(new Position("e", position), true, missed));
		}

		void fail() {
			this.questions.remove().completeExceptionally(new IllegalStateException("Expected"));
		}

		@Override
		public CompletionStage<Recovery> recover(String topic, @Nullable Position since) {
			CompletableFuture<Recovery> question = new CompletableFuture<>();
			this.questions.add(question);
			return question;
		}

		@Override
		public void setListener(Listener listener) {
		}

		@Override
		public void publish(String topic, Payload payload, @Nullable String key) {
		}

		@Override
		public void sendToUser(String user, Payload payload) {
		}

		@Override
		public void subscribe(String topic) {
		}

		@Override
		public void unsubscribe(String topic) {
		}

	}

}
