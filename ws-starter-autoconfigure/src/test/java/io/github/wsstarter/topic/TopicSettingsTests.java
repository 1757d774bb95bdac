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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.wsstarter.broker.HistoryOptions;
import io.github.wsstarter.message.TopicPattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TopicSettings}.
 *
 * @author The ws-starter authors
 */
class TopicSettingsTests {

	private static TopicOptions options(int size) {
		return new TopicOptions(new HistoryOptions(size, Duration.ofMinutes(1)), false, null);
	}

	@ParameterizedTest
	@CsvSource({ "quotes.EUR, 4", "quotes.USD, 3", "quotes, 2", "quotes.USD.spot, 2", "other, 1", "files.a.b.c, 5",
			"rooms.7.talk, 6" })
	void mostSpecificPatternWins(String topic, int size) {
		Map<String, TopicOptions> patterns = new LinkedHashMap<>();
		patterns.put("quotes.{*rest}", options(2));
		patterns.put("quotes.*", options(3));
		patterns.put("quotes.EUR", options(4));
		patterns.put("files.{*path}", options(5));
		patterns.put("rooms.{room:\\d+}.talk", options(6));
		TopicSettings settings = new TopicSettings(options(1), patterns);
		assertThat(settings.options(topic).history().size()).isEqualTo(size);
		assertThat(settings.options(topic)).isSameAs(settings.options(topic));
	}

	@Test
	void patternMayBeginWithAnyNumberOfParts() {
		TopicSettings settings = new TopicSettings(options(1), Map.of("**", options(2)));
		assertThat(settings.options("quotes").history().size()).isEqualTo(2);
		assertThat(settings.options("quotes.EUR").history().size()).isEqualTo(2);
	}

	@Test
	void allTopicsHaveTheDefaultsWithoutPatterns() {
		TopicOptions defaults = options(1);
		assertThat(new TopicSettings(defaults, Map.of()).options("any")).isSameAs(defaults);
	}

	@Test
	void patternsAreChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> TopicPattern.parse("quotes.{symbol"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TopicSettings(options(0), Map.of("a.{*b}.c", options(1))));
	}

}
