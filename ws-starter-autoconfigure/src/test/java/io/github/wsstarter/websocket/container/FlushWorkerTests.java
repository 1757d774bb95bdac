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

package io.github.wsstarter.websocket.container;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link FlushWorker}.
 *
 * @author The ws-starter authors
 */
class FlushWorkerTests {

	private final FlushWorker worker = new FlushWorker(7);

	private final Flush flush = mock();

	@Test
	void threadWithoutFlushIsNotOverdue() {
		assertThat(this.worker.becomesOverdue(1000)).isFalse();
	}

	@Test
	void threadThatWaitsIsReportedOnceAfterAWholeRound() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			this.worker.begin(this.flush, 10);
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.start();
		Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
		assertThat(this.worker.becomesOverdue(11)).isFalse();
		then(this.flush).should(never()).onHeldUp();
		assertThat(this.worker.becomesOverdue(12)).isTrue();
		then(this.flush).should().onHeldUp();
		assertThat(this.worker.isOverdue()).isTrue();
		assertThat(this.worker.becomesOverdue(13)).isFalse();
		release.countDown();
		thread.join();
	}

	@Test
	void threadThatDoesNotWaitIsOverdueLater() throws Exception {
		FutureTask<Void> task = new FutureTask<>(() -> {
			this.worker.begin(this.flush, 10);
			assertThat(this.worker.becomesOverdue(260)).isFalse();
			assertThat(this.worker.becomesOverdue(261)).isTrue();
			this.worker.begin(this.flush, 61);
			assertThat(this.worker.isOverdue()).isFalse();
			return null;
		});
		task.run();
		task.get();
	}

}
