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

package io.github.wsstarter.message;

import org.springframework.util.Assert;

/**
 * A place in the sequence of a topic's messages. The name of the topic is not part of it.
 *
 * @param epoch the epoch that the offset belongs to: offsets start again with each epoch,
 * and no two epochs of a topic are ever the same
 * @param offset the number of messages of the epoch up to this place
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Position(String epoch, long offset) {

	public Position {
		Assert.hasText(epoch, "'epoch' must not be empty");
		Assert.isTrue(offset >= 0, "'offset' must not be negative");
	}

	/**
	 * Return whether another position is not after this one.
	 * @param other the other position
	 * @return whether the other position belongs to the same epoch, and is equal to this
	 * one or before it
	 */
	public boolean covers(Position other) {
		return other.offset <= this.offset && other.epoch.equals(this.epoch);
	}

}
