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

package io.github.wsstarter.sample.quotes;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RandomWalk}.
 *
 * @author The ws-starter authors
 */
class RandomWalkTests {

	@Test
	void movesInSmallSteps() {
		RandomWalk walk = new RandomWalk(1.085, new SplittableRandom(1));
		double before = 1.085;
		int moved = 0;
		for (int i = 0; i < 10_000; i++) {
			double price = walk.next();
			assertThat(price).isBetween(before * 0.99, before * 1.01);
			assertThat(price * 100_000).isCloseTo(Math.rint(price * 100_000), within(1e-6));
			moved += (price != before) ? 1 : 0;
			before = price;
		}
		assertThat(moved).isGreaterThan(9_000);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 1e9, -1e9 })
	void staysBetweenHalfAndTwiceOfItsOpening(double always) {
		RandomWalk walk = new RandomWalk(1.2, new Constant(always));
		for (int i = 0; i < 100; i++) {
			assertThat(walk.next()).isBetween(0.6, 2.4);
		}
		assertThat(walk.next()).isEqualTo((always > 0) ? 2.4 : 0.6);
	}

	@Test
	void returnsToItsOpening() {
		RandomWalk walk = new RandomWalk(1.2, new Constant(0.5));
		double price = 0;
		for (int i = 0; i < 10_000; i++) {
			price = walk.next();
		}
		assertThat(price).isBetween(1.2, 1.4);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
	void needsAPositiveOpening(double opening) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RandomWalk(opening, new SplittableRandom()))
			.withMessage("'opening' must be positive");
	}

	private record Constant(double gaussian) implements RandomGenerator {

		@Override
		public long nextLong() {
			return 0;
		}

		@Override
		public double nextGaussian() {
			return this.gaussian;
		}

	}

}
