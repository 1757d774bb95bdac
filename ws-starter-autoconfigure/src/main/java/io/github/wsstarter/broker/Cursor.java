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

import org.springframework.util.Assert;

/**
 * A place in the sequence of a topic's messages.
 *
 * @param epoch what the offset refers to: offsets start anew with each epoch, and no two
 * epochs of a topic are ever the same
 * @param offset the number of messages up to this place
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Cursor(String epoch, long offset) {

	public Cursor {
		Assert.hasText(epoch, "'epoch' must not be empty");
		Assert.isTrue(offset >= 0, "'offset' must not be negative");
	}

	/**
	 * Return whether a place comes no later than this one.
	 * @param other the other place
	 * @return whether it is of the same epoch and comes before this one or is the same
	 */
	public boolean covers(Cursor other) {
		return other.offset <= this.offset && other.epoch.equals(this.epoch);
	}

}
