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

import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.StallableTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FanOut} and the deliveries that it runs, with real threads.
 *
 * @author The ws-starter authors
 */
class FanOutTests {

	private static final int PUBLISHERS = 3;

	private final FanOut fanOut = new FanOut(4);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
		this.fanOut.destroy();
	}

	private static void publish(TopicTester tester, String topic, String publisher, int count) {
		for (int i = 0; i < count; i++) {
			tester.hub.publish(topic, publisher + " " + i);
		}
	}

	private static void assertInOrder(StallableTransport client, int count) {
		int[] last = new int[PUBLISHERS];
		assertThat(client.texts()).hasSize(PUBLISHERS * count);
		for (String text : client.texts()) {
			String[] words = text.split(" ");
			assertThat(Integer.parseInt(words[1])).isEqualTo(last[Integer.parseInt(words[0])]++);
		}
	}

	private static void assertNothingIsLeft(TopicTester tester) {
		tester.registry.stream().toList().forEach((session) -> tester.cut((TransportSession) session));
		assertThat(tester.hub.size()).isZero();
		await().until(() -> tester.fanOut.backlog() == 0);
	}

	@Test
	void thousandSubscribersGetAllMessagesInOneOrder() throws Exception {
		int count = 200;
		TopicTester tester = new TopicTester(this.fanOut);
		List<StallableTransport> clients = new ArrayList<>();
		Set<String> threadNames = ConcurrentHashMap.newKeySet();
		for (int i = 0; i < 1000; i++) {
			StallableTransport client = new StallableTransport() {

				@Override
				public void write(OutboundSource source, boolean mayBlock) {
					threadNames.add(Thread.currentThread().getName());
					super.write(source, mayBlock);
				}

			};
			clients.add(client);
			tester.open(client).subscribe("quotes");
		}
		assertThat(tester.hub.subscriberCount("quotes")).isEqualTo(1000);
		List<Future<?>> publishers = new ArrayList<>();
		for (int i = 0; i < PUBLISHERS; i++) {
			String publisher = String.valueOf(i);
			publishers.add(this.threads.submit(() -> publish(tester, "quotes", publisher, count)));
		}
		for (Future<?> publisher : publishers) {
			publisher.get(30, TimeUnit.SECONDS);
		}
		await().atMost(Duration.ofSeconds(30))
			.until(() -> clients.stream().allMatch((client) -> client.messages().size() == PUBLISHERS * count));
		clients.forEach((client) -> assertInOrder(client, count));
		assertThat(new HashSet<>(clients.stream().map(StallableTransport::texts).toList())).hasSize(1);
		assertThat(threadNames).hasSizeGreaterThan(1).allMatch((name) -> name.startsWith("ws-fanout-"));
		for (int i = 0; i < PUBLISHERS * count; i++) {
			OutboundMessage message = clients.get(0).messages().get(i);
			assertThat(clients.get(999).messages().get(i)).isSameAs(message);
		}
		assertNothingIsLeft(tester);
	}

	@Test
	void tenThousandTopics() {
		TopicTester tester = new TopicTester(this.fanOut);
		StallableTransport client = new StallableTransport();
		TransportSession session = tester.open(client);
		for (int i = 0; i < 10_000; i++) {
			session.subscribe("quotes." + i);
		}
		assertThat(tester.hub.subscriptionCount(session)).isEqualTo(10_000);
		for (int i = 0; i < 10_000; i += 10) {
			tester.hub.publish("quotes." + i, "" + i);
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> client.messages().size() == 1000);
		assertThat(client.texts()).containsExactlyInAnyOrderElementsOf(
				IntStream.range(0, 1000).mapToObj((i) -> String.valueOf(10 * i)).toList());
		assertNothingIsLeft(tester);
	}

	@Test
	void sessionsLeaveNothingBehindWhenTheyClose() throws Exception {
		TopicTester tester = new TopicTester(this.fanOut);
		List<Future<?>> visitors = new ArrayList<>();
		AtomicInteger publishing = new AtomicInteger();
		for (int i = 0; i < 4; i++) {
			int own = i;
			visitors.add(this.threads.submit(() -> {
				for (int j = 0; j < 500; j++) {
					TransportSession session = tester.openAs("user" + own % 2, new StallableTransport());
					Future<?> cut = this.threads.submit(() -> tester.cut(session));
					session.subscribe("quotes." + j % 3);
					tester.hub.hold(session, "quotes." + (j + 1) % 3).release(null, (position, recovered) -> List.of());
					tester.hub.sendToUser("user" + own % 2, "x");
					tester.hub.publish("quotes." + j % 3, "x");
					session.unsubscribe("quotes." + (j + 1) % 3);
					publishing.incrementAndGet();
					cut.get(10, TimeUnit.SECONDS);
				}
				return null;
			}));
		}
		for (Future<?> visitor : visitors) {
			visitor.get(60, TimeUnit.SECONDS);
		}
		assertThat(publishing).hasValue(2000);
		assertThat(tester.registry.count()).isZero();
		assertThat(tester.hub.size()).isZero();
		await().until(() -> tester.fanOut.backlog() == 0);
	}

	@Test
	void publisherWaitsWhileTheBacklogIsFull() throws Exception {
		CountDownLatch delivery = new CountDownLatch(1);
		List<Runnable> work = new ArrayList<>();
		FanOut idle = new FanOut((task) -> {
			synchronized (work) {
				work.add(task);
			}
		}, 1);
		TopicTester tester = new TopicTester(idle);
		StallableTransport client = new StallableTransport();
		tester.open(client).subscribe("quotes");
		String payload = "x".repeat(50_000);
		while (idle.backlog() < 4 * 1024 * 1024) {
			tester.hub.publish("quotes", payload);
		}
		long before = idle.backlog();
		Future<?> publisher = this.threads.submit(() -> {
			delivery.countDown();
			tester.hub.publish("quotes", "last");
		});
		delivery.await();
		await().pollDelay(Duration.ofMillis(100)).until(() -> !publisher.isDone());
		assertThat(idle.backlog()).isEqualTo(before);
		while (idle.backlog() > 0) {
			List<Runnable> tasks;
			synchronized (work) {
				tasks = List.copyOf(work);
				work.clear();
			}
			tasks.forEach(Runnable::run);
		}
		publisher.get(10, TimeUnit.SECONDS);
	}

	@Test
	void publisherWaitsForALimitedTime() throws Exception {
		FanOut stuck = new FanOut((task) -> {
		}, 1);
		TopicTester tester = new TopicTester(stuck);
		tester.open(new StallableTransport()).subscribe("quotes");
		String payload = "x".repeat(5_000_000);
		tester.hub.publish("quotes", payload);
		long before = stuck.backlog();
		this.threads.submit(() -> tester.hub.publish("quotes", "last")).get(10, TimeUnit.SECONDS);
		assertThat(stuck.backlog()).isGreaterThan(before);
	}

	@Test
	void allPublishersGoOnOnceThereIsRoom() throws Exception {
		int rounds = 10;
		FanOut fanOut = new FanOut((task) -> {
		}, 1);
		Duration waited = Duration.ZERO;
		for (int i = 0; i < rounds; i++) {
			fanOut.added(5_000_000);
			List<Thread> publishers = Stream.generate(() -> new Thread(fanOut::awaitRoom)).limit(20).toList();
			publishers.forEach(Thread::start);
			await().until(() -> publishers.stream()
				.map(Thread::getState)
				.allMatch(EnumSet.of(State.TIMED_WAITING, State.TERMINATED)::contains));
			long start = System.nanoTime();
			fanOut.removed(5_000_000);
			for (Thread publisher : publishers) {
				publisher.join();
			}
			waited = waited.plusNanos(System.nanoTime() - start);
		}
		assertThat(waited).isLessThan(Duration.ofSeconds(rounds / 2));
	}

	@Test
	void publisherThatIsInterruptedPublishesAndStaysInterrupted() throws Exception {
		FanOut stuck = new FanOut((task) -> {
		}, 1);
		TopicTester tester = new TopicTester(stuck);
		tester.open(new StallableTransport()).subscribe("quotes");
		tester.hub.publish("quotes", "x".repeat(5_000_000));
		long before = stuck.backlog();
		int count = 10;
		long start = System.nanoTime();
		assertThat(this.threads.submit(() -> {
			Thread.currentThread().interrupt();
			for (int i = 0; i < count; i++) {
				tester.hub.publish("quotes", "last");
			}
			return Thread.interrupted();
		}).get(1, TimeUnit.MINUTES)).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(count / 2));
		assertThat(stuck.backlog()).isGreaterThan(before);
	}

	@Test
	void listenerOfASessionThatIsTooSlowMayPublish() {
		TopicTester[] tester = new TopicTester[1];
		SessionListener leaving = new SessionListener() {

			@Override
			public void sessionClosed(WsSession session, CloseStatus status) {
				for (int i = 0; i < 200; i++) {
					tester[0].hub.publish("left", i + " " + "x".repeat(50_000));
				}
			}

		};
		tester[0] = new TopicTester(new FanOut(1), leaving);
		StallableTransport witness = new StallableTransport();
		tester[0].open(witness).subscribe("left");
		StallableTransport slow = new StallableTransport();
		tester[0].open(slow).subscribe("quotes");
		slow.stall();
		for (int i = 0; i < 4; i++) {
			tester[0].hub.publish("quotes", "x".repeat(40_000));
		}
		await().atMost(Duration.ofMillis(15_000)).until(() -> witness.messages().size() == 200);
		assertThat(slow.closes()).extracting(CloseStatus::getCode).containsExactly(1013);
		tester[0].fanOut.destroy();
	}

	@Test
	void publishingAfterTheEndNeitherWaitsNorFails() {
		TopicTester tester = new TopicTester(this.fanOut);
		tester.open(new StallableTransport()).subscribe("quotes");
		this.fanOut.destroy();
		long start = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			tester.hub.publish("quotes", "x".repeat(100_000));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
	}

}
