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
 * A place in the sequence of a topic's messages.
 *
 * @param topic the topic
 * @param epoch what the offsets refer to: they start anew with each epoch
 * @param offset the number of messages up to this place
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Position(String topic, String epoch, long offset) {

	public Position {
		Assert.hasText(topic, "'topic' must not be empty");
		Assert.hasText(epoch, "'epoch' must not be empty");
		Assert.isTrue(offset >= 0, "'offset' must not be negative");
	}

}
