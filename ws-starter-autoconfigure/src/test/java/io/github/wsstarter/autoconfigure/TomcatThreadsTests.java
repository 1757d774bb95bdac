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

package io.github.wsstarter.autoconfigure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TomcatThreads}.
 *
 * @author The ws-starter authors
 */
class TomcatThreadsTests {

	private final HandlerThreads threads = TomcatThreads.create("ws-test-");

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	@AfterEach
	void destroy() throws Exception {
		this.threads.destroy();
	}

	@Test
	void eachTaskStartsAtOnce() throws InterruptedException {
		CountDownLatch all = new CountDownLatch(300);
		for (int i = 0; i < 300; i++) {
			this.threads.executor().execute(() -> {
				this.names.add(Thread.currentThread().getName());
				all.countDown();
				await(all, 10_000);
			});
		}
		assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.names).hasSize(300).allMatch((name) -> name.matches("ws-test-\\d+"));
	}

	@Test
	void threadsAreUsedAgain() throws Exception {
		for (int i = 0; i < 300; i++) {
			this.threads.executor().submit(() -> this.names.add(Thread.currentThread().getName())).get();
		}
		// A thread may not be idle yet when the next task comes
		assertThat(this.names).hasSizeLessThan(30);
	}

	@Test
	void destructionWaitsForTasks() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		this.threads.executor().execute(() -> {
			started.countDown();
			await(new CountDownLatch(1), 500);
			this.names.add("done");
		});
		assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
		this.threads.destroy();
		assertThat(this.names).containsExactly("done");
		assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> this.threads.executor().execute(() -> {
		}));
	}

	private static void await(CountDownLatch latch, long millis) {
		try {
			latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
