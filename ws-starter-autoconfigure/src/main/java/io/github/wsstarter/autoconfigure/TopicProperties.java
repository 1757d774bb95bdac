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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.Overflow;

/**
 * Configuration properties of topics.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class TopicProperties {

	private final History history = new History();

	/**
	 * Whether clients may publish to the topics that they are subscribed to.
	 */
	private boolean clientPublish;

	/**
	 * Action to take when a message of a topic does not fit into the queue of a session.
	 * When not set, 'ws.send.overflow' is used.
	 */
	private @Nullable Overflow overflow;

	/**
	 * Settings of topics whose names match a pattern, such as 'quotes.*' or
	 * 'quotes.{symbol}'. If several patterns match, the most specific one is used. A
	 * setting that is missing here is taken from the settings of all topics.
	 */
	private final List<Pattern> patterns = new ArrayList<>();

	public History getHistory() {
		return this.history;
	}

	public boolean isClientPublish() {
		return this.clientPublish;
	}

	public void setClientPublish(boolean clientPublish) {
		this.clientPublish = clientPublish;
	}

	public @Nullable Overflow getOverflow() {
		return this.overflow;
	}

	public void setOverflow(@Nullable Overflow overflow) {
		this.overflow = overflow;
	}

	public List<Pattern> getPatterns() {
		return this.patterns;
	}

	/**
	 * Settings for the history of topics.
	 */
	public static class History {

		/**
		 * Maximum number of messages to keep for each topic, to be sent to clients that
		 * reconnect. Zero disables the history. Missed messages are only sent if they
		 * take at most half of 'ws.buffer.send'.
		 */
		private int size;

		/**
		 * Maximum time to keep a message.
		 */
		private Duration ttl = Duration.ofMinutes(5);

		public int getSize() {
			return this.size;
		}

		public void setSize(int size) {
			this.size = size;
		}

		public Duration getTtl() {
			return this.ttl;
		}

		public void setTtl(Duration ttl) {
			this.ttl = ttl;
		}

	}

	/**
	 * Settings of topics whose names match a pattern.
	 */
	public static class Pattern {

		/**
		 * Pattern for topic names.
		 */
		private @Nullable String pattern;

		private final PatternHistory history = new PatternHistory();

		/**
		 * Whether clients may publish to the topics that they are subscribed to.
		 */
		private @Nullable Boolean clientPublish;

		/**
		 * Action to take when a message of a topic does not fit into the queue of a
		 * session.
		 */
		private @Nullable Overflow overflow;

		public @Nullable String getPattern() {
			return this.pattern;
		}

		public void setPattern(@Nullable String pattern) {
			this.pattern = pattern;
		}

		public PatternHistory getHistory() {
			return this.history;
		}

		public @Nullable Boolean getClientPublish() {
			return this.clientPublish;
		}

		public void setClientPublish(@Nullable Boolean clientPublish) {
			this.clientPublish = clientPublish;
		}

		public @Nullable Overflow getOverflow() {
			return this.overflow;
		}

		public void setOverflow(@Nullable Overflow overflow) {
			this.overflow = overflow;
		}

	}

	/**
	 * Settings for the history of topics whose names match a pattern.
	 */
	public static class PatternHistory {

		/**
		 * Maximum number of messages to keep for each topic, to be sent to clients that
		 * reconnect. Zero disables the history.
		 */
		private @Nullable Integer size;

		/**
		 * Maximum time to keep a message.
		 */
		private @Nullable Duration ttl;

		public @Nullable Integer getSize() {
			return this.size;
		}

		public void setSize(@Nullable Integer size) {
			this.size = size;
		}

		public @Nullable Duration getTtl() {
			return this.ttl;
		}

		public void setTtl(@Nullable Duration ttl) {
			this.ttl = ttl;
		}

	}

}
