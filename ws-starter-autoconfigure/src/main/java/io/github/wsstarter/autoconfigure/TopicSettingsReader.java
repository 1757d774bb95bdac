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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.TopicName;
import io.github.wsstarter.message.TopicPattern;
import io.github.wsstarter.topic.TopicOptions;
import io.github.wsstarter.topic.TopicSettings;

/**
 * Checks the configuration properties of topics and translates them to the settings of
 * the runtime. Settings that a pattern does not have are taken from those of all topics.
 *
 * @author The ws-starter authors
 */
final class TopicSettingsReader {

	private final TopicProperties properties;

	TopicSettingsReader(TopicProperties properties) {
		this.properties = properties;
	}

	TopicSettings read() {
		TopicOptions defaults = options(
				new TopicProperties.Pattern(null, new TopicProperties.PatternHistory(null, null), null, null),
				"ws.topics.");
		Map<String, TopicOptions> patterns = new LinkedHashMap<>();
		for (int i = 0; i < this.properties.patterns().size(); i++) {
			TopicProperties.Pattern own = this.properties.patterns().get(i);
			String prefix = "ws.topics.patterns[%d].".formatted(i);
			String pattern = pattern(prefix + "pattern", own.pattern());
			TopicOptions other = patterns.put(pattern, options(own, prefix));
			PropertyChecks.check(other == null, prefix + "pattern", pattern, "already has settings");
		}
		return new TopicSettings(defaults, patterns);
	}

	private TopicOptions options(TopicProperties.Pattern own, String prefix) {
		int size = PropertyChecks.or(own.history().size(), this.properties.history().size());
		PropertyChecks.check(size >= 0, prefix + "history.size", size, "must not be negative");
		Duration ttl = PropertyChecks.positive(prefix + "history.ttl",
				PropertyChecks.or(own.history().ttl(), this.properties.history().ttl()));
		Overflow overflow = (own.overflow() != null) ? own.overflow() : this.properties.overflow();
		return new TopicOptions(new HistoryOptions(size, ttl),
				PropertyChecks.or(own.clientPublish(), this.properties.clientPublish()), overflow);
	}

	private static String pattern(String name, @Nullable String pattern) {
		if (pattern == null || pattern.isEmpty()) {
			throw new InvalidConfigurationPropertyValueException(name, pattern, "is missing");
		}
		try {
			boolean valid = TopicPattern.parse(pattern).canMatch();
			PropertyChecks.check(valid, name, pattern, "matches no topic. " + TopicName.RULES);
			return pattern;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(name, pattern, Objects.toString(ex.getMessage()));
		}
	}

}
