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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.StallableTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TopicHub}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class TopicHubTests {

	private final TopicTester tester = new TopicTester();

	private final TopicHub hub = this.tester.hub;

	private final StallableTransport client = new StallableTransport();

	@AfterEach
	void nothingIsLeftWhenAllSessionsAreClosed() {
		this.tester.registry.stream().toList().forEach((session) -> this.tester.cut((TransportSession) session));
		assertThat(this.hub.size()).isZero();
		this.tester.runWork();
		assertThat(this.tester.fanOut.backlog()).isZero();
	}

	private void publish(String topic, Object... payloads) {
		for (Object payload : payloads) {
			this.hub.publish(topic, payload);
		}
	}

	private Position position(String topic) {
		return this.tester.broker.recover(topic, null).toCompletableFuture().join().position();
	}

	private Position position(String topic, long offset) {
		return new Position(position(topic).epoch(), offset);
	}

	private OutboundMessage.Place place(String topic, long offset) {
		return new OutboundMessage.Place(topic, position(topic, offset));
	}

	private static HeldSubscription.Opening ack(String... more) {
		return (position, recovered) -> {
			List<OutboundMessage> messages = new ArrayList<>();
			messages.add(OutboundMessage.text("ack %d %s".formatted(position.offset(), recovered)));
			List.of(more).forEach((text) -> messages.add(OutboundMessage.text(text)));
			return messages;
		};
	}

	@Test
	void subscribersGetWhatIsPublishedFromNowOn() {
		TransportSession session = this.tester.open(this.client);
		TransportSession other = this.tester.open(new StallableTransport());
		this.hub.publish("quotes", "before");
		session.subscribe("quotes");
		other.subscribe("other");
		publish("quotes", "1", new byte[] { 1, 2 }, ByteBuffer.allocate(3), List.of(4));
		assertThat(this.client.messages()).isEmpty();
		this.tester.runWork();
		assertThat(this.client.texts()).containsExactly("1", "binary:2", "binary:3", "json:[4]");
		assertThat(this.hub.subscriberCount("quotes")).isEqualTo(1);
	}

	@Test
	void newSubscriberDoesNotGetMessagesThatAlreadyWait() {
		TransportSession first = this.tester.open(new StallableTransport());
		TransportSession second = this.tester.open(this.client);
		first.subscribe("quotes");
		publish("quotes", "1");
		second.subscribe("quotes");
		publish("quotes", "2");
		this.tester.runWork();
		assertThat(this.client.texts()).containsExactly("2");
	}

	@Test
	void severalWaitingMessagesAreWrittenAtOnce() {
		TransportSession session = this.tester.open(this.client);
		session.subscribe("quotes");
		IntStream.range(0, 40).forEach((i) -> publish("quotes", "" + i));
		this.tester.runWork();
		assertThat(this.client.texts()).isEqualTo(IntStream.range(0, 40).mapToObj(String::valueOf).toList());
		assertThat(this.client.writes()).extracting(List::size).containsExactly(32, 8);
	}

	@Test
	void oneEncodedMessageIsSharedByAll() {
		List<StallableTransport> plain = List.of(new StallableTransport(), new StallableTransport());
		List<StallableTransport> framed = List.of(new StallableTransport(), new StallableTransport());
		plain.forEach((client) -> this.tester.open(client).subscribe("quotes"));
		framed.forEach((client) -> this.tester.openFramed(client).subscribe("quotes"));
		publish("quotes", "1");
		this.tester.runWork();
		assertThat(plain.get(0).messages().get(0)).isSameAs(plain.get(1).messages().get(0));
		assertThat(framed.get(0).messages().get(0)).isSameAs(framed.get(1).messages().get(0));
		assertThat(framed.get(0).texts(position("quotes").epoch())).containsExactly("event quotes 1 1");
		assertThat(this.tester.encoder.encoded).containsExactly("1");
	}

	@Test
	void messagesAreFramedOnlyForSubscribersWithASubprotocol() {
		this.tester.open(this.client).subscribe("quotes");
		publish("quotes", "1");
		this.tester.runWork();
		assertThat(this.tester.encoder.encoded).isEmpty();
	}

	@Test
	void messageThatCannotBeFramedReachesPlainSubscribers() {
		StallableTransport framed = new StallableTransport();
		this.tester.openFramed(framed).subscribe("quotes");
		this.tester.open(this.client).subscribe("quotes");
		publish("quotes", "unencodable", "2");
		this.tester.runWork();
		assertThat(this.client.texts()).containsExactly("unencodable", "2");
		assertThat(framed.texts(position("quotes").epoch())).containsExactly("event quotes 2 2");
	}

	@Test
	void plainMessagesOfTopicsWithHistoryHaveAPosition() {
		TransportSession session = this.tester.open(this.client);
		session.subscribe("history.3.a");
		session.subscribe("quotes");
		publish("history.3.a", "1", "2");
		publish("quotes", "3");
		this.tester.runWork();
		assertThat(this.client.messages()).extracting(OutboundMessage::place)
			.containsExactly(place("history.3.a", 1), place("history.3.a", 2), null);
	}

	@Test
	void secondSubscriptionIsIgnored() {
		TransportSession session = this.tester.open(this.client);
		session.subscribe("quotes");
		session.subscribe("quotes");
		publish("quotes", "1");
		this.tester.runWork();
		assertThat(this.client.texts()).containsExactly("1");
		assertThat(this.hub.subscriptionCount(session)).isEqualTo(1);
	}

	@Test
	void unsubscribingEndsTheSubscription() {
		TransportSession session = this.tester.open(this.client);
		session.subscribe("quotes");
		publish("quotes", "1");
		session.unsubscribe("quotes");
		session.unsubscribe("quotes");
		session.unsubscribe("unknown");
		publish("quotes", "2");
		this.tester.runWork();
		assertThat(this.client.messages()).isEmpty();
		assertThat(this.hub.subscriberCount("quotes")).isZero();
		assertThat(this.hub.isSubscribed(session, "quotes")).isFalse();
		assertThat(this.tester.broker.recover("quotes", null).toCompletableFuture()).isCompletedExceptionally();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a..b" })
	void namesAreChecked(String name) {
		TransportSession session = this.tester.open(this.client);
		assertThatIllegalArgumentException().isThrownBy(() -> session.subscribe(name));
		assertThatIllegalArgumentException().isThrownBy(() -> this.hub.publish(name, "1"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.hub.publish(name, "1", "key"));
		assertThat(this.hub.subscriberCount(name)).isZero();
	}

	@Test
	void clientsMayPublishWhereSettingsSaySo() {
		assertThat(this.hub.isClientPublish("quotes")).isFalse();
		assertThat(this.hub.isClientPublish("latest.a")).isTrue();
	}

	@Test
	void encodedPayloadIsPublishedAsItIs() {
		this.tester.open(this.client).subscribe("quotes");
		this.hub.publish("quotes", new Payload.Json("{}"));
		this.tester.runWork();
		assertThat(this.client.texts()).containsExactly("{}");
	}

	@Nested
	class ClosedSessions {

		private final TopicTester tester = TopicHubTests.this.tester;

		@Test
		void areForgotten() {
			TransportSession session = this.tester.openAs("alice", TopicHubTests.this.client);
			session.subscribe("quotes");
			session.subscribe("history.3.a");
			publish("quotes", "1");
			this.tester.cut(session);
			assertThat(TopicHubTests.this.hub.size()).isZero();
			this.tester.runWork();
			assertThat(TopicHubTests.this.client.messages()).isEmpty();
		}

		@Test
		void cannotSubscribe() {
			TransportSession session = this.tester.open(TopicHubTests.this.client);
			this.tester.cut(session);
			session.subscribe("quotes");
			HeldSubscription held = TopicHubTests.this.hub.hold(session, "quotes");
			held.release(null, ack());
			held.release(new Position("any", 1), ack());
			held.cancel();
			session.unsubscribe("quotes");
			assertThat(TopicHubTests.this.hub.size()).isZero();
			assertThat(TopicHubTests.this.client.messages()).isEmpty();
		}

		@Test
		void cannotSubscribeWhileTheyAreClosing() {
			StallableTransport stalled = new StallableTransport();
			TransportSession session = this.tester.open(stalled);
			stalled.stall();
			session.send("last");
			session.close();
			session.subscribe("quotes");
			assertThat(TopicHubTests.this.hub.size()).isZero();
		}

	}

	@Nested
	class Users {

		private final TopicTester tester = TopicHubTests.this.tester;

		@Test
		void allSessionsOfTheUserGetTheMessage() {
			List<StallableTransport> clients = List.of(new StallableTransport(), new StallableTransport(),
					new StallableTransport());
			this.tester.openAs("alice", clients.get(0));
			this.tester.open(clients.get(1), "alice", TopicTester.FRAMED, Map.of());
			this.tester.openAs("bob", clients.get(2));
			this.tester.open(TopicHubTests.this.client);
			TopicHubTests.this.hub.sendToUser("alice", "1");
			TopicHubTests.this.hub.sendToUser("alice", List.of(2));
			TopicHubTests.this.hub.sendToUser("nobody", "3");
			this.tester.runWork();
			assertThat(clients.get(0).texts()).containsExactly("1", "json:[2]");
			assertThat(clients.get(1).texts()).containsExactly("message 1", "message json:[2]");
			assertThat(clients.get(2).messages()).isEmpty();
			assertThat(TopicHubTests.this.client.messages()).isEmpty();
		}

		@Test
		void messageToUserDoesNotReachTopicOfTheSameName() {
			this.tester.openAs("alice", TopicHubTests.this.client);
			publish("alice", "1");
			assertThat(TopicHubTests.this.hub.subscriberCount("alice")).isZero();
			this.tester.runWork();
			assertThat(TopicHubTests.this.client.messages()).isEmpty();
		}

	}

	@Nested
	class Held {

		private final TopicTester tester = TopicHubTests.this.tester;

		private final TopicHub hub = TopicHubTests.this.hub;

		private final StallableTransport client = TopicHubTests.this.client;

		private final TransportSession session = this.tester.openFramed(this.client);

		private void keep(String topic) {
			this.tester.open(new StallableTransport()).subscribe(topic);
		}

		private void assertReceived(String topic, String... messages) {
			assertThat(this.client.texts(position(topic).epoch())).containsExactly(messages);
		}

		@Test
		void messagesFollowTheOpening() {
			keep("quotes");
			publish("quotes", "1");
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			publish("quotes", "2");
			this.tester.runWork();
			publish("quotes", "3");
			assertThat(this.client.messages()).isEmpty();
			assertThat(this.hub.isSubscribed(this.session, "quotes")).isTrue();
			held.release(null, ack("state"));
			publish("quotes", "4");
			this.tester.runWork();
			assertReceived("quotes", "ack 1 false", "state", "event quotes 2 2", "event quotes 3 3",
					"event quotes 4 4");
		}

		@Test
		void missedMessagesFollowTheOpening() {
			keep("history.3.a");
			publish("history.3.a", "1", "2");
			HeldSubscription held = this.hub.hold(this.session, "history.3.a");
			publish("history.3.a", "3");
			this.tester.runWork();
			publish("history.3.a", "4");
			held.release(position("history.3.a", 1), ack());
			publish("history.3.a", "5");
			this.tester.runWork();
			assertReceived("history.3.a", "ack 4 true", "event history.3.a 2 2", "event history.3.a 3 3",
					"event history.3.a 4 4", "event history.3.a 5 5");
		}

		@Test
		void messagesBeyondTheHistoryAreNotRecovered() {
			keep("history.3.a");
			publish("history.3.a", "1", "2", "3", "4", "5");
			HeldSubscription held = this.hub.hold(this.session, "history.3.a");
			publish("history.3.a", "6");
			held.release(position("history.3.a", 1), ack("state"));
			this.tester.runWork();
			assertReceived("history.3.a", "ack 5 false", "state", "event history.3.a 6 6");
		}

		@Test
		void messagesThatDoNotFitIntoTheQueueAreNotRecovered() {
			keep("history.3.a");
			publish("history.3.a", "x".repeat(30_000), "x".repeat(30_000));
			this.hub.hold(this.session, "history.3.a").release(position("history.3.a", 1), ack());
			this.hub.hold(this.session, "history.3.a").release(position("history.3.a", 0), ack());
			this.tester.runWork();
			assertThat(this.client.closes()).isEmpty();
			assertReceived("history.3.a", "ack 2 true", "event history.3.a 2 " + "x".repeat(30_000), "ack 2 false");
		}

		@Test
		void positionOfAnotherEpochOrTheFutureIsNotRecovered() {
			HeldSubscription held = this.hub.hold(this.session, "history.3.a");
			held.release(new Position("another", 0), ack());
			HeldSubscription again = this.hub.hold(this.session, "history.3.a");
			again.release(position("history.3.a", 7), ack());
			assertReceived("history.3.a", "ack 0 false", "ack 0 false");
		}

		@Test
		void replacesAnEarlierSubscription() {
			this.session.subscribe("history.3.a");
			publish("history.3.a", "1");
			HeldSubscription held = this.hub.hold(this.session, "history.3.a");
			assertThat(this.hub.subscriptionCount(this.session)).isEqualTo(1);
			this.tester.runWork();
			publish("history.3.a", "2");
			held.release(position("history.3.a", 0), ack());
			this.tester.runWork();
			assertReceived("history.3.a", "ack 2 true", "event history.3.a 1 1", "event history.3.a 2 2");
		}

		@Test
		void cancelledSubscriptionGetsNothing() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			publish("quotes", "1");
			held.cancel();
			held.release(null, ack());
			this.tester.runWork();
			assertThat(this.client.messages()).isEmpty();
			assertThat(this.hub.subscriptionCount(this.session)).isZero();
			assertThat(this.hub.subscriberCount("quotes")).isZero();
		}

		@Test
		void cancellingDoesNotEndTheSubscriptionThatReplacedIt() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			HeldSubscription other = this.hub.hold(this.session, "quotes");
			held.cancel();
			held.release(null, ack("first"));
			other.release(null, ack("second"));
			publish("quotes", "1");
			this.tester.runWork();
			assertReceived("quotes", "ack 0 false", "second", "event quotes 1 1");
		}

		@Test
		void removedByItsClientEndsSilently() {
			this.hub.hold(this.session, "quotes").release(null, ack());
			publish("quotes", "1");
			assertThat(this.hub.remove(this.session, "quotes")).isTrue();
			assertThat(this.hub.remove(this.session, "quotes")).isFalse();
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("ack 0 false");
		}

		@Test
		void clientLearnsThatTheApplicationEndedIt() {
			this.hub.hold(this.session, "quotes").release(null, ack());
			this.session.unsubscribe("quotes");
			publish("quotes", "1");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("ack 0 false", "unsubscribed quotes");
		}

		@Test
		void clientLearnsThatTheApplicationEndedItBeforeItBegan() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			this.session.unsubscribe("quotes");
			assertThat(this.client.messages()).isEmpty();
			held.release(null, ack());
			assertThat(this.client.texts()).containsExactly("ack 0 false", "unsubscribed quotes");
		}

		@Test
		void clientIsNotToldOfTheEndOfAnotherSubscription() {
			this.session.subscribe("quotes");
			this.session.unsubscribe("quotes");
			assertThat(this.client.messages()).isEmpty();
		}

		@Test
		void failingOpeningFailsTheRelease() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			assertThat(held.release(null, (position, recovered) -> {
				throw new IllegalArgumentException("Expected");
			})).failsWithin(Duration.ZERO)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessage("Expected");
			held.cancel();
			assertThat(this.hub.subscriberCount("quotes")).isZero();
		}

		@Test
		void tooManyHeldMessagesAreTakenFromHistory() {
			String topic = "history.1000000.a";
			HeldSubscription held = this.hub.hold(this.session, topic);
			List<String> expected = new ArrayList<>(List.of("ack 0 false"));
			for (int i = 1; i <= 500; i++) {
				publish(topic, "" + i);
				expected.add("event %s %d %d".formatted(topic, i, i));
			}
			this.tester.runWork();
			held.release(null, ack());
			publish(topic, "501");
			expected.add("event %s 501 501".formatted(topic));
			this.tester.runWork();
			assertThat(this.client.texts(position(topic).epoch())).isEqualTo(expected);
		}

		@Test
		void tooManyHeldMessagesWithoutHistoryFailTheSubscription() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			IntStream.range(0, 1500).forEach((i) -> publish("quotes", "" + i));
			this.tester.runWork();
			assertFails(held);
		}

		@Test
		void heldMessagesOfTooManyBytesFailTheSubscription() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			publish("quotes", "x".repeat(60_000), "x".repeat(60_000));
			this.tester.runWork();
			assertFails(held);
		}

		@Test
		void heldMessageThatDoesNotFitBesideTheOpeningFailsTheSubscription() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			publish("quotes", "x".repeat(this.tester.sendLimit - 50));
			this.tester.runWork();
			assertFails(held, "x".repeat(100));
		}

		private void assertFails(HeldSubscription held, String... state) {
			assertThat(held.release(null, ack(state))).failsWithin(Duration.ZERO)
				.withThrowableThat()
				.withMessageContaining("Too much was published to 'quotes'");
			held.cancel();
			assertThat(this.client.messages()).isEmpty();
			assertThat(this.session.isOpen()).isTrue();
			assertThat(this.hub.subscriberCount("quotes")).isZero();
		}

		@Test
		void largeMessageIsHeldAlone() {
			HeldSubscription held = this.hub.hold(this.session, "quotes");
			String large = "x".repeat(80_000);
			publish("quotes", large);
			this.tester.runWork();
			assertThat(held.release(null, ack())).isCompleted();
			assertThat(this.client.texts(position("quotes").epoch())).containsExactly("ack 0 false",
					"event quotes 1 " + large);
			assertThat(this.session.isOpen()).isTrue();
		}

		@Test
		void tooManyHeldMessagesOfATopicThatDropsAreDropped() {
			keep("drop.a");
			HeldSubscription held = this.hub.hold(this.session, "drop.a");
			IntStream.range(0, 1500).forEach((i) -> publish("drop.a", "" + i));
			this.tester.runWork();
			held.release(null, ack());
			publish("drop.a", "last");
			this.tester.runWork();
			assertReceived("drop.a", "ack 0 false", "event drop.a 1501 last");
		}

		@Test
		void latestHeldMessageOfEachKeyIsKept() {
			HeldSubscription held = this.hub.hold(this.session, "latest.a");
			IntStream.range(0, 5000).forEach((i) -> this.hub.publish("latest.a", "" + i, "key" + i % 2));
			this.tester.runWork();
			held.release(null, ack());
			assertThat(this.client.closes()).isEmpty();
			assertThat(this.client.texts(position("latest.a").epoch()).get(0)).isEqualTo("ack 0 false");
			assertThat(this.client.texts(position("latest.a").epoch())).endsWith("event latest.a 4999 4998",
					"event latest.a 5000 4999");
		}

	}

	@Nested
	class Resumed {

		private final TopicTester tester = TopicHubTests.this.tester;

		private final StallableTransport client = TopicHubTests.this.client;

		private TransportSession comeBack(Position position) {
			return this.tester.open(this.client, null, null, Map.of("history.3.a", position));
		}

		@Test
		void getsMissedMessages() {
			this.tester.open(new StallableTransport()).subscribe("history.3.a");
			publish("history.3.a", "1", "2", "3");
			TransportSession session = comeBack(position("history.3.a", 1));
			publish("history.3.a", "4");
			session.subscribe("history.3.a");
			publish("history.3.a", "5");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("2", "3", "4", "5");
			assertThat(this.client.messages()).extracting(OutboundMessage::place)
				.containsExactly(place("history.3.a", 2), place("history.3.a", 3), place("history.3.a", 4),
						place("history.3.a", 5));
		}

		@Test
		void startsFromNowOnIfItMissedTooMuch() {
			this.tester.open(new StallableTransport()).subscribe("history.3.a");
			publish("history.3.a", "1", "2", "3", "4", "5");
			TransportSession session = comeBack(position("history.3.a", 1));
			session.subscribe("history.3.a");
			publish("history.3.a", "6");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("6");
		}

		@Test
		void resumesOnlyOnce() {
			this.tester.open(new StallableTransport()).subscribe("history.3.a");
			publish("history.3.a", "1", "2");
			TransportSession session = comeBack(position("history.3.a", 1));
			session.subscribe("history.3.a");
			session.unsubscribe("history.3.a");
			session.subscribe("history.3.a");
			publish("history.3.a", "3");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("2", "3");
		}

		@Test
		void topicsItWasNotSubscribedToStartFromNowOn() {
			this.tester.open(new StallableTransport()).subscribe("history.3.a");
			this.tester.open(new StallableTransport()).subscribe("history.3.b");
			publish("history.3.a", "1", "2");
			publish("history.3.b", "1", "2");
			TransportSession session = comeBack(position("history.3.a", 1));
			session.subscribe("history.3.b");
			this.tester.runWork();
			assertThat(this.client.messages()).isEmpty();
		}

	}

	@Nested
	class SlowClients {

		private final TopicTester tester = TopicHubTests.this.tester;

		private final StallableTransport client = TopicHubTests.this.client;

		@Test
		void areClosedByDefaultAndForgotten() {
			TransportSession session = this.tester.open(this.client);
			StallableTransport other = new StallableTransport();
			this.tester.open(other).subscribe("quotes");
			session.subscribe("quotes");
			session.subscribe("more");
			this.client.stall();
			IntStream.range(0, 5).forEach((i) -> publish("quotes", "x".repeat(30_000)));
			this.tester.runWork();
			assertThat(this.client.closes()).extracting(CloseStatus::getCode).containsExactly(1013);
			assertThat(TopicHubTests.this.hub.subscriberCount("quotes")).isEqualTo(1);
			assertThat(TopicHubTests.this.hub.subscriberCount("more")).isZero();
			assertThat(other.messages()).hasSize(5);
		}

		@Test
		void getTheLatestOfEachKey() {
			TransportSession session = this.tester.open(this.client);
			session.subscribe("latest.a");
			session.subscribe("latest.b");
			this.client.stall();
			session.send("first");
			IntStream.range(0, 10_000).forEach((i) -> {
				TopicHubTests.this.hub.publish("latest.a", "a" + i, "key" + i % 2);
				TopicHubTests.this.hub.publish("latest.b", "b" + i);
			});
			this.tester.runWork();
			this.client.resume();
			assertThat(this.client.closes()).isEmpty();
			assertThat(this.client.texts()).containsExactlyInAnyOrder("first", "a9998", "a9999", "b9999")
				.containsSubsequence("a9998", "a9999");
		}

		@Test
		void topicSettingsDecideWhichMessagesAreDropped() {
			TransportSession session = this.tester.open(this.client);
			session.subscribe("drop.a");
			this.client.stall();
			session.send("first");
			IntStream.range(0, 9).forEach((i) -> publish("drop.a", i + "x".repeat(30_000)));
			this.tester.runWork();
			this.client.resume();
			assertThat(this.client.closes()).isEmpty();
			assertThat(this.client.texts()).last().asString().startsWith("8x");
			assertThat(this.client.texts()).hasSizeLessThan(5);
		}

		@Test
		void messageLargerThanTheQueueIsDroppedAndLoggedAndTheSessionGoesOn(CapturedOutput output) {
			TransportSession session = this.tester.open(this.client);
			session.subscribe("quotes");
			publish("quotes", "x".repeat(100_001), "2");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("2");
			assertThat(this.client.closes()).isEmpty();
			assertThat(output).contains("ERROR", "A message of 100001 bytes for topic 'quotes' is not sent",
					"may queue 100000 bytes", "'ws.buffer.send'");
		}

		@ParameterizedTest
		@ValueSource(strings = { "x", "\u00fc", "\u20ac", "\ud83d\ude00" })
		void messageThatFitsForNoEndpointIsNotPublished(String character) {
			TransportSession session = this.tester.open(this.client);
			session.subscribe("quotes");
			int bytes = character.getBytes(StandardCharsets.UTF_8).length;
			String tooLarge = character.repeat(this.tester.publishLimit / bytes + 1);
			assertThatIllegalArgumentException().isThrownBy(() -> this.tester.hub.publish("quotes", tooLarge))
				.withMessageContaining("'ws.buffer.send'");
			assertThatIllegalArgumentException().isThrownBy(() -> this.tester.hub.publish("quotes", tooLarge, "key"));
			assertThatIllegalArgumentException().isThrownBy(() -> this.tester.hub.sendToUser("alice", tooLarge));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.tester.hub.publish("quotes", new byte[this.tester.publishLimit + 1]));
			this.tester.hub.publish("quotes", character.repeat(this.tester.publishLimit / bytes));
			this.tester.hub.publish("quotes", "last");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("last");
			assertThat(this.client.closes()).isEmpty();
		}

		@Test
		void textThatCannotBeEncodedIsNotPublished() {
			this.tester.open(this.client).subscribe("quotes");
			assertThatIllegalArgumentException().isThrownBy(() -> publish("quotes", "a\ud800"));
			publish("quotes", "last");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("last");
		}

		@Test
		void messageLargerThanTheQueueDoesNotEndASubscriptionThatIsBeingMade() {
			TransportSession session = this.tester.openFramed(this.client);
			HeldSubscription held = this.tester.hub.hold(session, "quotes");
			publish("quotes", "x".repeat(100_001), "2");
			this.tester.runWork();
			held.release(null, (position, recovered) -> List.of());
			assertThat(this.client.closes()).isEmpty();
			assertThat(this.client.texts()).singleElement().asString().endsWith("2");
		}

		@Test
		void messageLargerThanTheQueueIsNotRecovered() {
			TransportSession session = this.tester.openFramed(this.client);
			publish("history.3.a", "1");
			Position since = position("history.3.a");
			publish("history.3.a", "x".repeat(100_001), "3");
			this.tester.runWork();
			List<Boolean> recoveries = new ArrayList<>();
			this.tester.hub.hold(session, "history.3.a").release(since, (position, recovered) -> {
				recoveries.add(recovered);
				return List.of();
			});
			publish("history.3.a", "4");
			this.tester.runWork();
			assertThat(recoveries).containsExactly(false);
			assertThat(this.client.closes()).isEmpty();
			assertThat(this.client.texts()).singleElement().asString().endsWith("4");
		}

		@Test
		void messageLargerThanTheQueueIsDroppedIfThePolicyDrops() {
			TopicHubTests.this.tester.overflow = Overflow.DROP_NEWEST;
			TransportSession session = this.tester.open(this.client);
			session.subscribe("quotes");
			session.subscribe("drop.a");
			publish("quotes", "x".repeat(100_001), "2");
			publish("drop.a", "x".repeat(100_001), "2");
			this.tester.runWork();
			assertThat(this.client.texts()).containsExactly("2", "2");
		}

	}

}
