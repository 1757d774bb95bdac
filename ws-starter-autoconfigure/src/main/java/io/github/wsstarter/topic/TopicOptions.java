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

package io.github.wsstarter.topic;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.message.Overflow;

/**
 * The settings of a topic.
 *
 * @param history the history that is kept
 * @param clientPublish whether clients may publish to the topic
 * @param overflow the policy for messages that do not fit into a session's queue;
 * {@code null} for the policy of the session
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicOptions(HistoryOptions history, boolean clientPublish, @Nullable Overflow overflow) {

	/**
	 * No history, no publishing clients, and the session's overflow policy.
	 */
	public static final TopicOptions DEFAULTS = new TopicOptions(HistoryOptions.NONE, false, null);

}
