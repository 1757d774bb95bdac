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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.wsstarter.session.TransportSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Randomized test for clients that lose their connections while many messages are
 * published. Clients are notified of every gap, and receive no message twice or out of
 * order. The seed of a failed run is in its name.
 *
 * @author The ws-starter authors
 */
class ResumeTests {

	private static final String ALL_KEPT = "history.1000000.a";

	private static final String FEW_KEPT = "history.20.a";

	private static final String NONE_KEPT = "quotes";

	private static final List<String> TOPICS = List.of(ALL_KEPT, FEW_KEPT, NONE_KEPT);

	private static final int MESSAGES = 4000;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledExecutorService slowness = Executors.newScheduledThreadPool(1);

	private final FanOut fanOut = new FanOut(3);

	private final TopicTester tester = new TopicTester(this.fanOut);

	private final Map<String, AtomicLong> numbers = new HashMap<>();

	private final List<ResumingClient> clients = new ArrayList<>();

	static LongStream seeds() {
		return LongStream.concat(LongStream.of(1, 2), ThreadLocalRandom.current().longs(2));
	}

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
		this.slowness.shutdownNow();
		this.fanOut.destroy();
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void clientsThatReconnectAreToldOfEveryGap(long seed) throws Exception {
		Random random = new Random(seed);
		TOPICS.forEach((topic) -> this.numbers.put(topic, new AtomicLong()));
		for (int i = 0; i < 4; i++) {
			addClient(true, random.nextLong(), false);
			addClient(false, random.nextLong(), false);
		}
		addClient(true, random.nextLong(), true);
		addClient(false, random.nextLong(), true);
		AtomicBoolean publishing = new AtomicBoolean(true);
		List<Future<?>> clients = this.clients.stream().<Future<?>>map((client) -> this.threads.submit(() -> {
			while (publishing.get()) {
				client.comeAndGo();
			}
			client.connect();
		})).toList();
		List<Future<?>> publishers = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			Random own = new Random(random.nextLong());
			publishers.add(this.threads.submit(() -> publish(own)));
		}
		for (Future<?> publisher : publishers) {
			publisher.get(60, TimeUnit.SECONDS);
		}
		publishing.set(false);
		for (Future<?> client : clients) {
			client.get(60, TimeUnit.SECONDS);
		}
		assertNothingWasMissed();
		assertNothingIsLeft();
	}

	private void addClient(boolean framed, long seed, boolean slow) {
		this.clients.add(new ResumingClient(this.tester, TOPICS, framed, seed, (slow) ? this.slowness : null));
	}

	private void publish(Random random) {
		for (int i = 0; i < MESSAGES; i++) {
			String topic = TOPICS.get(random.nextInt(TOPICS.size()));
			AtomicLong number = this.numbers.get(topic);
			synchronized (number) {
				long next = number.incrementAndGet();
				this.tester.hub.publish(topic, new NumberOf(topic, next).toString());
			}
			if (random.nextInt(20) == 0) {
				LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(2000)));
			}
		}
	}

	private void assertNothingWasMissed() {
		for (String topic : TOPICS) {
			AtomicLong number = this.numbers.get(topic);
			synchronized (number) {
				this.tester.hub.publish(topic, new NumberOf(topic, number.incrementAndGet()).toString());
			}
		}
		for (ResumingClient client : this.clients) {
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> TOPICS
					.forEach((topic) -> assertThat(client.number(topic)).isEqualTo(this.numbers.get(topic).get())));
			assertThat(client.violations()).isEmpty();
			assertThat(client.isConnected()).isTrue();
			assertThat(!client.isSlow() && client.hasJumped(ALL_KEPT)).isFalse();
		}
		assertThat(this.clients).anySatisfy((client) -> assertThat(client.recovered()).isGreaterThan(10));
		assertThat(this.clients).anySatisfy((client) -> assertThat(client.unrecovered()).isGreaterThan(10));
		assertThat(this.clients).anySatisfy((client) -> assertThat(client.hasJumped(FEW_KEPT)).isTrue());
	}

	private void assertNothingIsLeft() {
		this.tester.registry.stream().toList().forEach((session) -> this.tester.cut((TransportSession) session));
		assertThat(this.tester.hub.size()).isZero();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.fanOut.backlog() == 0);
		assertThat(this.tester.broker.recover(NONE_KEPT, null).toCompletableFuture()).isCompletedExceptionally();
	}

	private record NumberOf(String topic, long number) {

		@Override
		public String toString() {
			return this.topic + " " + this.number;
		}

	}

}
