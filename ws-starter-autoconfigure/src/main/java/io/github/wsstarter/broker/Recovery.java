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

import java.util.List;

import io.github.wsstarter.message.Position;

/**
 * The messages that a subscriber missed.
 *
 * @param position the position of the topic
 * @param recovered whether {@code missed} contains all messages after the position that
 * the subscriber asked for, up to {@code position}
 * @param missed the messages in the order of their offsets; empty if not recovered
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Recovery(Position position, boolean recovered, List<TopicMessage> missed) {

	public Recovery {
		missed = List.copyOf(missed);
	}

}
