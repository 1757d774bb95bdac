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

package io.github.wsstarter.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Dispatcher}.
 *
 * @author The ws-starter authors
 */
@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class DispatcherTests {

	private static final Runnable NOTHING = () -> {
	};

	private static final int MAX_SLOW = 10;

	/**
	 * A quarter more, or as many more as there are while handlers do not block.
	 */
	private static final int MAX_WORKERS = 12;

	private final ClassLoader classLoader = new ClassLoader() {
	};

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final AtomicInteger wakings = new AtomicInteger();

	private final List<Runnable> woken = new ArrayList<>();

	private volatile Executor executor = this.woken::add;

	private final Dispatcher dispatcher = new Dispatcher((task) -> this.executor.execute(task), 2, MAX_SLOW,
			this.classLoader);

	@AfterEach
	void shutdown() throws InterruptedException {
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	private void runOnPool(Runnable task) {
		this.wakings.incrementAndGet();
		this.pool.execute(task);
	}

	private static void reject(Runnable task) {
		throw new RejectedExecutionException();
	}

	@Test
	void oneWorkerGoesFromOneClientToTheNext() {
		List<TestClient> clients = clients(5, NOTHING);
		clients.forEach(this.dispatcher::execute);
		assertThat(this.woken).hasSize(1);
		this.woken.get(0).run();
		assertThat(clients).allMatch((client) -> client.turns.get() == 1);
		assertThat(this.dispatcher.isWaiting()).isFalse();
	}

	@Test
	void workerThatFindsMoreToDoWakesAnother() {
		List<TestClient> clients = clients(5, NOTHING);
		clients.forEach(this.dispatcher::execute);
		this.woken.get(0).run();
		assertThat(this.woken).hasSize(2);
		this.woken.get(1).run();
		assertThat(clients).allMatch((client) -> client.turns.get() == 1);
	}

	@Test
	void clientThatComesLaterWakesAWorkerAgain() {
		TestClient client = new TestClient(NOTHING);
		this.dispatcher.execute(client);
		this.woken.remove(0).run();
		this.dispatcher.execute(client);
		assertThat(this.woken).hasSize(1);
		this.woken.remove(0).run();
		assertThat(client.turns).hasValue(2);
	}

	@Test
	void moreWorkersComeWhenThoseAtWorkAreHeldUp() throws InterruptedException {
		this.executor = this::runOnPool;
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(6);
		Runnable blocks = () -> {
			busy.countDown();
			await(release);
		};
		clients(6, blocks).forEach(this.dispatcher::execute);
		while (!busy.await(1, TimeUnit.MILLISECONDS)) {
			this.dispatcher.check();
		}
		TestClient fast = new TestClient(NOTHING);
		this.dispatcher.execute(fast);
		Awaitility.await().until(() -> {
			this.dispatcher.check();
			return fast.turns.get() == 1;
		});
		release.countDown();
		assertThat(this.wakings.get()).isBetween(7, 8);
	}

	@Test
	void workersThatAreMerelyBusyStayFew() throws InterruptedException {
		this.executor = this::runOnPool;
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(2);
		clients(2, () -> {
			busy.countDown();
			await(release);
		}).forEach(this.dispatcher::execute);
		assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
		// This client has not waited long enough for another worker
		this.dispatcher.execute(new TestClient(NOTHING));
		assertThat(this.wakings).hasValue(2);
		assertThat(this.dispatcher.isWaiting()).isTrue();
		release.countDown();
	}

	@Test
	void workersAreLimitedThoughAllAreHeldUp() throws InterruptedException {
		this.executor = this::runOnPool;
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(MAX_WORKERS);
		List<TestClient> clients = clients(MAX_WORKERS + 2, () -> {
			busy.countDown();
			await(release);
		});
		clients.forEach(this.dispatcher::execute);
		while (!busy.await(1, TimeUnit.MILLISECONDS)) {
			this.dispatcher.check();
		}
		spin(TimeUnit.MILLISECONDS.toNanos(5));
		this.dispatcher.check();
		assertThat(this.wakings).hasValue(MAX_WORKERS);
		release.countDown();
		Awaitility.await().until(() -> clients.stream().allMatch((client) -> client.turns.get() == 1));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void clientsWhoseTurnsTakeLongAndNewClientsLeaveWorkersToOthers(boolean isNew) throws InterruptedException {
		this.executor = this::runOnPool;
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(MAX_SLOW);
		Runnable blocks = () -> {
			busy.countDown();
			await(release);
		};
		List<TestClient> slow = IntStream.range(0, 5 * MAX_SLOW)
			.mapToObj((i) -> new TestClient(blocks, isNew))
			.toList();
		if (!isNew) {
			slow.forEach((client) -> client.setSlow(true));
		}
		slow.forEach(this.dispatcher::execute);
		while (!busy.await(1, TimeUnit.MILLISECONDS)) {
			this.dispatcher.check();
		}
		TestClient fast = new TestClient(NOTHING);
		for (int i = 1; i <= 3; i++) {
			int turns = i;
			this.dispatcher.execute(fast);
			Awaitility.await().until(() -> {
				this.dispatcher.check();
				return fast.turns.get() == turns;
			});
		}
		Awaitility.await().until(() -> !this.dispatcher.isWaiting());
		assertThat(slow.stream().filter((client) -> client.atWork.get() > 0)).hasSize(MAX_SLOW);
		release.countDown();
		Awaitility.await().until(() -> slow.stream().allMatch((client) -> client.turns.get() == 1));
	}

	@Test
	void slowClientsAndOthersTakeTurns() {
		List<String> order = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			int number = i;
			this.dispatcher.execute(new TestClient(() -> order.add("new " + number), true));
		}
		for (int i = 0; i < 3; i++) {
			int number = i;
			this.dispatcher.execute(new TestClient(() -> order.add("known " + number)));
		}
		this.woken.get(0).run();
		assertThat(order).containsExactly("known 0", "new 0", "known 1", "new 1", "known 2", "new 2");
	}

	@Test
	void newClientDoesNotWaitForAllThatAreSlow() throws InterruptedException {
		this.executor = this::runOnPool;
		Semaphore release = new Semaphore(0);
		CountDownLatch busy = new CountDownLatch(MAX_SLOW);
		List<TestClient> slow = clients(5 * MAX_SLOW, () -> {
			busy.countDown();
			release.acquireUninterruptibly();
		});
		slow.forEach((client) -> client.setSlow(true));
		slow.forEach(this.dispatcher::execute);
		while (!busy.await(1, TimeUnit.MILLISECONDS)) {
			this.dispatcher.check();
		}
		TestClient newClient = new TestClient(NOTHING, true);
		this.dispatcher.execute(newClient);
		release.release(2);
		Awaitility.await().until(() -> newClient.turns.get() == 1);
		assertThat(slow.stream().filter((client) -> client.turns.get() == 1)).hasSizeLessThanOrEqualTo(2);
		release.release(5 * MAX_SLOW);
		Awaitility.await().until(() -> slow.stream().allMatch((client) -> client.turns.get() == 1));
	}

	@Test
	void fastHandlersNeedFewWakings() {
		this.executor = this::runOnPool;
		int rounds = 50;
		List<TestClient> clients = clients(64, () -> spin(20_000));
		for (int i = 0; i < rounds; i++) {
			clients.forEach(TestClient::offer);
			int turns = i + 1;
			Awaitility.await()
				.pollInterval(1, TimeUnit.MILLISECONDS)
				.until(() -> clients.stream().allMatch((client) -> client.turns.get() == turns));
		}
		assertThat(this.wakings.get()).isLessThan(rounds * clients.size() / 4);
	}

	@Test
	void firstClientIsServedByTheCallerIfNoThreadIsToBeHad() {
		this.executor = DispatcherTests::reject;
		TestClient client = new TestClient(NOTHING);
		this.dispatcher.execute(client);
		assertThat(client.turns).hasValue(1);
		this.dispatcher.execute(client);
		assertThat(client.turns).hasValue(2);
	}

	@Test
	void workersGoOnIfNoOtherThreadIsToBeHad() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(1);
		this.executor = this::runOnPool;
		TestClient blocking = new TestClient(() -> {
			busy.countDown();
			await(release);
		});
		this.dispatcher.execute(blocking);
		assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
		this.executor = DispatcherTests::reject;
		Thread caller = Thread.currentThread();
		List<Thread> threads = new ArrayList<>();
		List<TestClient> clients = clients(3, () -> threads.add(Thread.currentThread()));
		clients.forEach(this.dispatcher::execute);
		this.dispatcher.check();
		assertThat(clients).allMatch((client) -> client.turns.get() == 0);
		release.countDown();
		Awaitility.await().until(() -> clients.stream().allMatch((client) -> client.turns.get() == 1));
		assertThat(threads).doesNotContain(caller);
	}

	@Test
	void workersComeAgainAfterAThreadCouldNotBeCreated(CapturedOutput output) {
		this.executor = (task) -> {
			throw new OutOfMemoryError("no thread");
		};
		TestClient first = new TestClient(NOTHING);
		this.dispatcher.execute(first);
		assertThat(first.turns).hasValue(1);
		assertThat(output).contains("Failed to start a thread");
		this.executor = this.woken::add;
		TestClient second = new TestClient(NOTHING);
		this.dispatcher.execute(second);
		assertThat(this.woken).hasSize(1);
	}

	@Test
	void clientThatFailsIsAbortedAndOthersAreServed(CapturedOutput output) {
		TestClient failing = new TestClient(() -> {
			throw new IllegalStateException("broken");
		});
		TestClient other = new TestClient(NOTHING);
		this.dispatcher.execute(failing);
		this.dispatcher.execute(other);
		this.woken.get(0).run();
		assertThat(failing.aborts).hasValue(1);
		assertThat(other.turns).hasValue(1);
		assertThat(other.aborts).hasValue(0);
		assertThat(output).contains("Failed to handle messages").contains("broken");
	}

	@Test
	void handlersInterruptIsNotLeftToTheNext() {
		List<Boolean> interrupted = new ArrayList<>();
		this.dispatcher.execute(new TestClient(() -> Thread.currentThread().interrupt()));
		this.dispatcher.execute(new TestClient(() -> interrupted.add(Thread.currentThread().isInterrupted())));
		this.woken.get(0).run();
		assertThat(interrupted).containsExactly(false);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void handlersFindTheContextClassLoader() {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		List<ClassLoader> seen = new ArrayList<>();
		this.dispatcher.execute(new TestClient(() -> seen.add(Thread.currentThread().getContextClassLoader())));
		this.woken.get(0).run();
		assertThat(seen).containsExactly(this.classLoader);
		assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
	}

	/**
	 * Many threads offer work to many clients, and the executor rejects some of it. Turns
	 * that take long and others alternate. Each offer is followed by a turn, and no two
	 * turns of a client overlap.
	 * @param seed the seed
	 * @throws InterruptedException if the test is interrupted
	 */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void noClientIsLost(long seed) throws InterruptedException {
		Random failures = new Random(seed);
		this.executor = (task) -> {
			boolean rejected;
			synchronized (failures) {
				rejected = failures.nextInt(20) == 0;
			}
			if (rejected) {
				throw new RejectedExecutionException();
			}
			runOnPool(task);
		};
		List<TestClient> clients = clients(20, NOTHING);
		clients.forEach((client) -> client.erratic = true);
		List<Thread> threads = IntStream.range(0, 4)
			.mapToObj((i) -> new Thread(() -> offerAtRandom(clients, new Random(seed * 31 + i))))
			.toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		Awaitility.await().until(() -> {
			this.dispatcher.check();
			return clients.stream().allMatch(TestClient::isServed);
		});
		assertThat(clients).allMatch((client) -> client.overlaps.get() == 0);
		assertThat(this.dispatcher.isWaiting()).isFalse();
	}

	private static void offerAtRandom(List<TestClient> clients, Random random) {
		for (int i = 0; i < 3000; i++) {
			clients.get(random.nextInt(clients.size())).offer();
		}
	}

	private static void spin(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<TestClient> clients(int number, Runnable onTurn) {
		return IntStream.range(0, number).mapToObj((i) -> new TestClient(onTurn)).toList();
	}

	/**
	 * A client that requests a turn when work is offered to it, unless a turn is already
	 * requested.
	 */
	private final class TestClient extends TurnTaker {

		private final Runnable onTurn;

		/**
		 * Whether every other turn is said to have taken long. Set before the first turn.
		 */
		private boolean erratic;

		private final AtomicInteger turns = new AtomicInteger();

		private final AtomicInteger aborts = new AtomicInteger();

		private final AtomicInteger offers = new AtomicInteger();

		private final AtomicInteger atWork = new AtomicInteger();

		private final AtomicInteger overlaps = new AtomicInteger();

		/**
		 * Create a client whose last turn did not take long.
		 * @param onTurn called by each turn
		 */
		private TestClient(Runnable onTurn) {
			this(onTurn, false);
		}

		private TestClient(Runnable onTurn, boolean isNew) {
			this.onTurn = onTurn;
			if (!isNew) {
				setSlow(false);
			}
		}

		private void offer() {
			if (this.offers.getAndIncrement() == 0) {
				DispatcherTests.this.dispatcher.execute(this);
			}
		}

		private boolean isServed() {
			return this.offers.get() == 0;
		}

		@Override
		void turn() {
			if (this.atWork.getAndIncrement() != 0) {
				this.overlaps.incrementAndGet();
			}
			int offers = this.offers.get();
			this.onTurn.run();
			setSlow(this.erratic && this.turns.get() % 2 == 0);
			this.turns.incrementAndGet();
			this.atWork.decrementAndGet();
			if (this.offers.addAndGet(-offers) > 0) {
				DispatcherTests.this.dispatcher.execute(this);
			}
		}

		@Override
		void abort() {
			this.aborts.incrementAndGet();
		}

	}

}
