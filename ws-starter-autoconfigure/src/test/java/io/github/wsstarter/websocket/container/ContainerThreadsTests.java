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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ContainerThreads}.
 *
 * @author The ws-starter authors
 */
class ContainerThreadsTests {

	private final ContainerThreads threads = new ContainerThreads(200);

	@Test
	void quarterOfTheThreadsNeverWaits() {
		ContainerThreads few = new ContainerThreads(9);
		for (int i = 0; i < 4; i++) {
			assertThat(few.tryBlockingWrite()).isTrue();
		}
		assertThat(few.tryBlockingWrite()).isFalse();
		for (int i = 0; i < 2; i++) {
			assertThat(few.tryWaitForReply()).isTrue();
		}
		assertThat(few.tryWaitForReply()).isFalse();
		few.endWaitForReply();
		assertThat(few.tryWaitForReply()).isTrue();
		few.shutdown();
	}

	@Test
	void acceptsNoFlushAfterShutdown() {
		this.threads.shutdown();
		assertThat(this.threads.flush(mock())).isFalse();
	}

}
