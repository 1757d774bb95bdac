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

package io.github.wsstarter.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

import io.github.wsstarter.message.Overflow;

/**
 * Configuration properties of topics.
 *
 * @param history Settings for the history of topics.
 * @param clientPublish Whether clients may publish to the topics that they are subscribed
 * to.
 * @param overflow Action to take when a message of a topic does not fit into the queue of
 * a session. When not set, 'ws.send.overflow' is used.
 * @param patterns Settings of topics whose names match a pattern, such as 'quotes.*' or
 * 'quotes.{symbol}'. If several patterns match, the most specific one is used. A setting
 * that is missing here is taken from the settings of all topics.
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicProperties(@DefaultValue History history, boolean clientPublish, @Nullable Overflow overflow,
		@DefaultValue List<Pattern> patterns) {

	/**
	 * Settings for the history of topics.
	 *
	 * @param size Maximum number of messages to keep for each topic, to be sent to
	 * clients that reconnect. Zero disables the history. Missed messages are only sent if
	 * they take at most half of 'ws.buffer.send'.
	 * @param ttl Maximum time to keep a message.
	 */
	public record History(int size, @DefaultValue("5m") Duration ttl) {

	}

	/**
	 * Settings of topics whose names match a pattern.
	 *
	 * @param pattern Pattern for topic names.
	 * @param history Settings for the history of topics.
	 * @param clientPublish Whether clients may publish to the topics that they are
	 * subscribed to.
	 * @param overflow Action to take when a message of a topic does not fit into the
	 * queue of a session.
	 */
	public record Pattern(@Nullable String pattern, @DefaultValue PatternHistory history,
			@Nullable Boolean clientPublish, @Nullable Overflow overflow) {

	}

	/**
	 * Settings for the history of topics whose names match a pattern.
	 *
	 * @param size Maximum number of messages to keep for each topic, to be sent to
	 * clients that reconnect. Zero disables the history.
	 * @param ttl Maximum time to keep a message.
	 */
	public record PatternHistory(@Nullable Integer size, @Nullable Duration ttl) {

	}

}
