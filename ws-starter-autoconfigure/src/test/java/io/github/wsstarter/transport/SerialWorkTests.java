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

package io.github.wsstarter.transport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SerialWork}.
 *
 * @author The ws-starter authors
 */
class SerialWorkTests {

	@Test
	void workThatFailsTwiceIsDoneAgainLater() {
		Work work = new Work();
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(work::proceed);
		work.memory = true;
		work.proceed();
		assertThat(work.done).isTrue();
	}

	@Test
	void workIsRepeatedForACallDuringTheWork() {
		int[] calls = new int[1];
		SerialWork work = new SerialWork() {

			@Override
			protected void work() {
				calls[0]++;
				if (calls[0] < 3) {
					proceed();
					assertThat(calls[0]).as("work within work").isLessThan(3);
				}
			}

			@Override
			protected void fail(Throwable cause) {
				throw new AssertionError(cause);
			}

		};
		work.proceed();
		assertThat(calls[0]).isEqualTo(3);
	}

	/**
	 * Fails, and fails to say so, until there is memory.
	 */
	private static final class Work extends SerialWork {

		private boolean memory;

		private boolean done;

		@Override
		protected void work() {
			requireMemory();
			this.done = true;
		}

		@Override
		protected void fail(Throwable cause) {
			requireMemory();
		}

		private void requireMemory() {
			if (!this.memory) {
				throw new OutOfMemoryError("Java heap space");
			}
		}

	}

}
