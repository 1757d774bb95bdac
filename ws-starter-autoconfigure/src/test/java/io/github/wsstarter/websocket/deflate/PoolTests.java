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

package io.github.wsstarter.websocket.deflate;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pool}.
 *
 * @author The ws-starter authors
 */
class PoolTests {

	private final List<Recorder> created = new ArrayList<>();

	private final Pool<Recorder> pool = new Pool<>(2, this::create);

	@Test
	void nothingIsCreatedUntilItIsNeeded() {
		assertThat(this.created).isEmpty();
	}

	@Test
	void whatWasGivenBackIsResetAndUsedAgain() {
		Recorder first = this.pool.take();
		this.pool.give(first);
		assertThat(first.resets).isOne();
		assertThat(this.pool.take()).isSameAs(first);
		assertThat(this.pool.take()).isNotSameAs(first);
		assertThat(first.ends).isZero();
	}

	@Test
	void oneTooManyIsEnded() {
		List<Recorder> taken = List.of(this.pool.take(), this.pool.take(), this.pool.take());
		taken.forEach(this.pool::give);
		assertThat(taken).extracting((recorder) -> recorder.ends).containsExactly(0, 0, 1);
		List<Recorder> again = List.of(this.pool.take(), this.pool.take(), this.pool.take());
		assertThat(again).containsAll(taken.subList(0, 2)).doesNotContain(taken.get(2));
	}

	@Test
	void allAreEndedOnceWhenThePoolIsClosed() {
		Recorder idle = this.pool.take();
		Recorder busy = this.pool.take();
		this.pool.give(idle);
		this.pool.close();
		assertThat(idle.ends).isOne();
		assertThat(busy.ends).isZero();
		this.pool.give(busy);
		assertThat(busy.ends).isOne();
		this.pool.close();
		assertThat(this.created).extracting((recorder) -> recorder.ends).containsExactly(1, 1);
	}

	@Test
	void closedPoolKeepsNothing() {
		this.pool.close();
		Recorder late = this.pool.take();
		this.pool.give(late);
		assertThat(late.ends).isOne();
		assertThat(this.pool.take()).isNotSameAs(late);
	}

	private Recorder create() {
		Recorder recorder = new Recorder();
		this.created.add(recorder);
		return recorder;
	}

	private static final class Recorder implements Pool.Pooled {

		private int resets;

		private int ends;

		@Override
		public void reset() {
			assertThat(this.ends).isZero();
			this.resets++;
		}

		@Override
		public void end() {
			this.ends++;
		}

	}

}
