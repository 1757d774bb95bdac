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

package io.github.wsstarter.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LocalMessageBroker}.
 *
 * @author The ws-starter authors
 */
class LocalMessageBrokerTests {

	private static final Duration TTL = Duration.ofMinutes(5);

	private final TestClock clock = new TestClock();

	private final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	private final LocalMessageBroker broker = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock,
			this.memory);

	private final List<TopicMessage> published = Collections.synchronizedList(new ArrayList<>());

	private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

	@BeforeEach
	void listen() {
		this.broker.setListener(new MessageBroker.Listener() {

			@Override
			public void published(TopicMessage message) {
				LocalMessageBrokerTests.this.published.add(message);
			}

			@Override
			public void sentToUser(String user, Payload payload) {
				LocalMessageBrokerTests.this.sent.add(user + " " + text(payload));
			}

		});
	}

	private static HistoryOptions options(String topic) {
		return (topic.startsWith("history")) ? new HistoryOptions(3, TTL) : HistoryOptions.NONE;
	}

	private static String text(Payload payload) {
		return ((Payload.Text) payload).value();
	}

	private void publish(String topic, String... texts) {
		for (String text : texts) {
			this.broker.publish(topic, new Payload.Text(text), null);
		}
	}

	private Recovery recover(String topic, @Nullable Position since) {
		return this.broker.recover(topic, since).toCompletableFuture().join();
	}

	private Position position(String topic) {
		return recover(topic, null).position();
	}

	private static List<String> texts(Recovery recovery) {
		return recovery.missed().stream().map((message) -> text(message.payload())).toList();
	}

	@Test
	void historyOfTheTopicsWithoutARecentMessageIsDroppedFirst() {
		HeapShare share = new HeapShare(40_000);
		LocalMessageBroker small = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock, share);
		small.setListener(mock());
		Map<String, Position> before = new LinkedHashMap<>();
		for (String topic : List.of("history.a", "history.b", "history.c")) {
			small.subscribe(topic);
			before.put(topic, small.recover(topic, null).toCompletableFuture().join().position());
			small.publish(topic, new Payload.Text("x".repeat(20_000)), null);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(share.isExceeded()).isTrue();
		small.relieve();
		assertThat(share.isExceeded()).isFalse();
		assertThat(recovered(small, "history.a", before.get("history.a"))).isFalse();
		assertThat(recovered(small, "history.c", before.get("history.c"))).isTrue();
	}

	@Test
	void topicWithRecentMessagesKeepsItsHistory() {
		HeapShare share = new HeapShare(40_000);
		LocalMessageBroker small = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock, share);
		small.setListener(mock());
		for (String topic : List.of("history.a", "history.b")) {
			small.subscribe(topic);
			small.publish(topic, new Payload.Text("x".repeat(20_000)), null);
			this.clock.advance(Duration.ofSeconds(1));
		}
		small.subscribe("history.busy");
		Position since = small.recover("history.busy", null).toCompletableFuture().join().position();
		for (int i = 0; i < 3; i++) {
			small.publish("history.busy", new Payload.Text("x".repeat(8_000)), null);
		}
		assertThat(share.isExceeded()).isTrue();
		small.relieve();
		assertThat(share.isUsedUp()).isFalse();
		assertThat(small.recover("history.busy", since).toCompletableFuture().join().missed()).hasSize(3);
	}

	@Test
	void messageIsNotKeptWhileHistoryHoldsTooMuch() {
		HeapShare share = new HeapShare(40_000);
		LocalMessageBroker small = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock, share);
		small.setListener(mock());
		small.subscribe("history.a");
		Position since = small.recover("history.a", null).toCompletableFuture().join().position();
		share.add(80_000);
		small.publish("history.a", new Payload.Text("lost"), null);
		share.add(-80_000);
		small.publish("history.a", new Payload.Text("kept"), null);
		assertThat(recovered(small, "history.a", since)).isFalse();
		assertThat(recovered(small, "history.a", new Position(since.epoch(), since.offset() + 1))).isTrue();
	}

	private static boolean recovered(LocalMessageBroker broker, String topic, Position since) {
		return broker.recover(topic, since).toCompletableFuture().join().recovered();
	}

	@Test
	void memoryOfTheHistoryIsCountedUntilItExpires() {
		for (int i = 0; i < 1000; i++) {
			this.broker.publish("history.counted", new Payload.Text("x".repeat(10_000)), null);
		}
		assertThat(this.memory.held()).isBetween(30_000L, 31_000L);
		this.clock.advance(TTL.multipliedBy(2));
		this.broker.sweep();
		assertThat(this.memory.held()).isZero();
	}

	@Test
	void needsAListener() {
		LocalMessageBroker withoutListener = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock,
				this.memory);
		assertThatIllegalStateException()
			.isThrownBy(() -> withoutListener.publish("quotes", new Payload.Text("1"), null));
	}

	@Test
	void subscribersGetMessagesWithConsecutiveOffsets() {
		this.broker.subscribe("quotes");
		Position start = position("quotes");
		publish("quotes", "1", "2");
		this.broker.publish("quotes", new Payload.Text("3"), "EUR");
		assertThat(start.offset()).isZero();
		assertThat(this.published).extracting((message) -> message.position().offset()).containsExactly(1L, 2L, 3L);
		assertThat(this.published).extracting((message) -> message.position().epoch()).containsOnly(start.epoch());
		assertThat(this.published).extracting((message) -> text(message.payload())).containsExactly("1", "2", "3");
		assertThat(this.published).extracting(TopicMessage::key).containsExactly(null, null, "EUR");
		assertThat(this.published).extracting(TopicMessage::topic).containsOnly("quotes");
	}

	@Test
	void listenerIsNotCalledWithoutSubscribers() {
		publish("quotes", "1");
		publish("history", "1");
		this.broker.subscribe("quotes");
		this.broker.unsubscribe("quotes");
		publish("quotes", "2");
		assertThat(this.published).isEmpty();
	}

	@Test
	void messagesToUsersReachTheListenerInOrder() {
		this.broker.sendToUser("alice", new Payload.Text("1"));
		this.broker.sendToUser("bob", new Payload.Text("2"));
		this.broker.sendToUser("alice", new Payload.Text("3"));
		assertThat(this.sent).containsExactly("alice 1", "bob 2", "alice 3");
		assertThat(this.broker.topicCount()).isZero();
	}

	@Test
	void epochsAreShortAndNeverTheSame() {
		Set<String> epochs = new HashSet<>();
		for (int i = 0; i < 100; i++) {
			LocalMessageBroker restarted = new LocalMessageBroker(LocalMessageBrokerTests::options, this.clock,
					this.memory);
			for (String topic : List.of("quotes", "history.a", "history.b")) {
				restarted.subscribe(topic);
				String epoch = restarted.recover(topic, null).toCompletableFuture().join().position().epoch();
				assertThat(epoch).matches("[0-9a-z]{11}");
				epochs.add(epoch);
			}
		}
		assertThat(epochs).hasSize(300);
	}

	@Test
	void concurrentPublishersGetOneOrder() throws Exception {
		this.broker.subscribe("history");
		AtomicBoolean busy = new AtomicBoolean();
		AtomicBoolean overlapped = new AtomicBoolean();
		List<Long> offsets = new ArrayList<>();
		this.broker.setListener(new MessageBroker.Listener() {

			@Override
			public void published(TopicMessage message) {
				overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
				offsets.add(message.position().offset());
				busy.set(false);
			}

			@Override
			public void sentToUser(String user, Payload payload) {
			}

		});
		ExecutorService publishers = Executors.newFixedThreadPool(4);
		CountDownLatch start = new CountDownLatch(4);
		for (int i = 0; i < 4; i++) {
			publishers.execute(() -> {
				start.countDown();
				for (int j = 0; j < 2500; j++) {
					publish("history", "x");
				}
			});
		}
		publishers.shutdown();
		assertThat(publishers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(overlapped).isFalse();
		assertThat(offsets).isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
	}

	@Test
	void concurrentSubscriptionsAndPublicationsLeaveNothingBehind() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 4; i++) {
			String own = "quotes." + i;
			threads.execute(() -> {
				for (int j = 0; j < 2000; j++) {
					this.broker.subscribe(own);
					publish("quotes." + (j % 4), "x");
					this.broker.unsubscribe(own);
					publish("history." + (j % 4), "x");
					this.clock.advance(TTL.dividedBy(10));
					this.broker.sweep();
				}
			});
		}
		threads.shutdown();
		assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		this.clock.advance(TTL);
		this.broker.sweep();
		assertThat(this.broker.topicCount()).isZero();
	}

	@Nested
	class RecoveryOf {

		private final LocalMessageBrokerTests test = LocalMessageBrokerTests.this;

		private Position start = new Position("none", 0);

		@BeforeEach
		void subscribe() {
			this.test.broker.subscribe("history");
			this.start = position("history");
		}

		private Recovery since(long offset) {
			return recover("history", new Position(this.start.epoch(), offset));
		}

		@Test
		void everythingThatIsKept() {
			publish("history", "1", "2", "3");
			assertThat(since(0)).satisfies((all) -> assertThat(texts(all)).containsExactly("1", "2", "3"))
				.satisfies((all) -> assertThat(all.recovered()).isTrue())
				.satisfies((all) -> assertThat(all.position().offset()).isEqualTo(3));
			assertThat(texts(since(2))).containsExactly("3");
			assertThat(since(2).missed().get(0).position()).isEqualTo(new Position(this.start.epoch(), 3));
		}

		@Test
		void nothingIfNothingWasMissed() {
			assertThat(since(0)).isEqualTo(new Recovery(this.start, true, List.of()));
			publish("history", "1", "2", "3", "4");
			assertThat(since(4)).isEqualTo(new Recovery(position("history"), true, List.of()));
		}

		@Test
		void noneBeyondTheSize() {
			publish("history", "1", "2", "3", "4");
			assertThat(texts(since(1))).containsExactly("2", "3", "4");
			assertThat(since(0)).isEqualTo(new Recovery(position("history"), false, List.of()));
		}

		@Test
		void noneBeyondTheAge() {
			publish("history", "1");
			this.test.clock.advance(TTL.minusSeconds(1));
			publish("history", "2");
			assertThat(texts(since(0))).containsExactly("1", "2");
			this.test.clock.advance(Duration.ofSeconds(1));
			assertThat(since(0).recovered()).isFalse();
			assertThat(texts(since(1))).containsExactly("2");
			this.test.clock.advance(TTL);
			assertThat(since(1).recovered()).isFalse();
			assertThat(since(2).recovered()).isTrue();
		}

		@Test
		void noneOfAnotherEpoch() {
			publish("history", "1");
			Recovery recovery = recover("history", new Position("another", 1));
			assertThat(recovery).isEqualTo(new Recovery(position("history"), false, List.of()));
		}

		@Test
		void noneOfTheFuture() {
			publish("history", "1");
			assertThat(since(2).recovered()).isFalse();
			assertThat(since(Long.MAX_VALUE).recovered()).isFalse();
		}

		@Test
		void noneWithoutHistory() {
			this.test.broker.subscribe("quotes");
			Position before = position("quotes");
			assertThat(recover("quotes", before).recovered()).isTrue();
			publish("quotes", "1");
			assertThat(recover("quotes", before)).isEqualTo(new Recovery(position("quotes"), false, List.of()));
		}

		@Test
		void noneWithoutPosition() {
			publish("history", "1");
			assertThat(recover("history", null)).isEqualTo(new Recovery(position("history"), false, List.of()));
		}

		@Test
		void messagesPublishedWithoutSubscribers() {
			this.test.broker.unsubscribe("history");
			publish("history", "1", "2");
			this.test.broker.subscribe("history");
			assertThat(texts(since(0))).containsExactly("1", "2");
		}

		@Test
		void topicWithoutSubscribersFails() {
			assertThat(this.test.broker.recover("quotes", null).toCompletableFuture()).isCompletedExceptionally();
		}

	}

	@Nested
	class Memory {

		private final LocalMessageBrokerTests test = LocalMessageBrokerTests.this;

		@Test
		void publishingWithoutSubscribersAndHistoryTakesNoMemory() {
			publish("quotes", "1");
			assertThat(this.test.broker.topicCount()).isZero();
		}

		@Test
		void topicWithoutHistoryGoesWithItsSubscriber() {
			this.test.broker.subscribe("quotes");
			String epoch = position("quotes").epoch();
			publish("quotes", "1");
			this.test.broker.unsubscribe("quotes");
			assertThat(this.test.broker.topicCount()).isZero();
			this.test.broker.subscribe("quotes");
			assertThat(position("quotes").epoch()).isNotEqualTo(epoch);
		}

		@Test
		void historyGoesWhenItIsTooOldAndTheEpochWithIt() {
			publish("history", "1");
			this.test.broker.subscribe("history");
			String epoch = position("history").epoch();
			this.test.broker.unsubscribe("history");
			this.test.clock.advance(TTL.minusMillis(1));
			this.test.broker.sweep();
			assertThat(this.test.broker.topicCount()).isEqualTo(1);
			this.test.clock.advance(Duration.ofMillis(1));
			this.test.broker.sweep();
			assertThat(this.test.broker.topicCount()).isZero();
			this.test.broker.subscribe("history");
			assertThat(position("history").epoch()).isNotEqualTo(epoch);
			assertThat(position("history").offset()).isZero();
		}

		@Test
		void topicWithHistoryIsRememberedForAWhileEvenIfNothingWasPublished() {
			this.test.broker.subscribe("history");
			Position seen = position("history");
			this.test.broker.unsubscribe("history");
			this.test.clock.advance(TTL.minusMillis(1));
			this.test.broker.sweep();
			publish("history", "1");
			this.test.broker.subscribe("history");
			assertThat(texts(recover("history", seen))).containsExactly("1");
		}

		@Test
		void historyOfATopicWithSubscribersGoesButNotItsEpoch() {
			this.test.broker.subscribe("history");
			publish("history", "1");
			Position seen = position("history");
			this.test.clock.advance(TTL);
			this.test.broker.sweep();
			assertThat(position("history")).isEqualTo(seen);
		}

		@Test
		void veryManyTopicsAreNotRememberedWithoutHistory() {
			for (int i = 0; i < 20_000; i++) {
				this.test.broker.subscribe("history." + i);
				this.test.broker.unsubscribe("history." + i);
			}
			assertThat(this.test.broker.topicCount()).isLessThanOrEqualTo(10_000);
		}

		@Test
		void sweepsByItselfWhileItRuns() {
			publish("history", "1");
			this.test.broker.start();
			assertThat(this.test.broker.isRunning()).isTrue();
			this.test.clock.advance(TTL);
			await().atMost(Duration.ofSeconds(15)).until(() -> this.test.broker.topicCount() == 0);
			this.test.broker.stop();
			assertThat(this.test.broker.isRunning()).isFalse();
		}

	}

}
