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

import java.util.random.RandomGenerator;

import org.springframework.util.Assert;

/**
 * A price that changes at random, in steps of a hundred-thousandth. It tends towards the
 * opening price and stays between half and twice that price. Not thread-safe.
 *
 * @author The ws-starter authors
 */
class RandomWalk {

	private static final double SCALE = 100_000;

	private static final double VOLATILITY = 0.0004;

	private static final double REVERSION = 0.002;

	private final double opening;

	private final RandomGenerator random;

	private double price;

	RandomWalk(double opening, RandomGenerator random) {
		Assert.isTrue(Double.isFinite(opening) && opening > 0, "'opening' must be positive");
		this.opening = opening;
		this.random = random;
		this.price = opening;
	}

	double next() {
		double pull = REVERSION * (this.opening - this.price);
		double step = this.price * VOLATILITY * this.random.nextGaussian();
		double next = Math.round((this.price + pull + step) * SCALE) / SCALE;
		this.price = Math.max(this.opening / 2, Math.min(this.opening * 2, next));
		return this.price;
	}

}
