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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.http.server.PathContainer;
import org.springframework.util.ConcurrentLruCache;

import io.github.wsstarter.message.TopicPattern;

/**
 * The settings of all topics, by patterns of their names such as {@code quotes.*}. The
 * most specific pattern that matches a topic determines its settings. A limited number of
 * results is cached. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TopicSettings {

	private static final int MAX_CACHED = 1024;

	private final TopicOptions defaults;

	private final List<Rule> rules = new ArrayList<>();

	private final ConcurrentLruCache<String, TopicOptions> resolved = new ConcurrentLruCache<>(MAX_CACHED,
			this::resolve);

	/**
	 * Create the settings.
	 * @param defaults the settings of topics that no pattern matches
	 * @param patterns the settings of the other topics, by pattern
	 * @throws IllegalArgumentException if a pattern cannot be parsed
	 */
	public TopicSettings(TopicOptions defaults, Map<String, TopicOptions> patterns) {
		this.defaults = defaults;
		patterns.forEach((pattern, options) -> this.rules.add(new Rule(TopicPattern.parse(pattern), options)));
		this.rules.sort(Comparator.comparing((rule) -> rule.pattern().pattern()));
	}

	public TopicOptions options(String topic) {
		return (this.rules.isEmpty()) ? this.defaults : this.resolved.get(topic);
	}

	private TopicOptions resolve(String topic) {
		PathContainer name = TopicPattern.path(topic);
		for (Rule rule : this.rules) {
			if (rule.pattern().match(name) != null) {
				return rule.options();
			}
		}
		return this.defaults;
	}

	private record Rule(TopicPattern pattern, TopicOptions options) {

	}

}
