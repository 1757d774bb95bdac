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

package io.github.wsstarter.websocket.frame;

import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * The seeds of randomized tests: a few that are the same in each run, and some new ones.
 * The name of a test contains its seed. {@code -Dws.test.seed} runs the tests with a
 * single seed.
 *
 * @author The ws-starter authors
 */
final class Seeds {

	/**
	 * The method that provides the seeds of a parameterized test.
	 */
	static final String ALL = "io.github.wsstarter.websocket.frame.Seeds#all";

	private Seeds() {
	}

	static LongStream all() {
		Long seed = Long.getLong("ws.test.seed");
		return (seed != null) ? LongStream.of(seed)
				: LongStream.concat(LongStream.rangeClosed(1, 7), ThreadLocalRandom.current().longs(3));
	}

}
