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

package io.github.wsstarter.broker;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * The history of a topic that is kept for subscribers that reconnect.
 *
 * @param size the maximum number of messages; zero for no history
 * @param ttl the maximum age of a message
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record HistoryOptions(int size, Duration ttl) {

	/**
	 * No history.
	 */
	public static final HistoryOptions NONE = new HistoryOptions(0, Duration.ZERO);

	public HistoryOptions {
		Assert.isTrue(size >= 0, "'size' must not be negative");
		Assert.isTrue(!ttl.isNegative(), "'ttl' must not be negative");
	}

	/**
	 * Return whether messages are kept.
	 * @return whether there is history
	 */
	public boolean isKept() {
		return this.size > 0;
	}

}
