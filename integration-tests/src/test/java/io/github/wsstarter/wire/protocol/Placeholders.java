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

package io.github.wsstarter.wire.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The placeholders of an example for values that differ each time: session ids, tokens,
 * epochs and delays. A placeholder stands for the same value throughout an example.
 *
 * @author The ws-starter authors
 */
final class Placeholders {

	private static final Pattern VALUE = Pattern
		.compile("\"(session|token|epoch|reconnect)\":(\"[^\"]*\"|\\d+)|^(retry): (\\d+)$");

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Compare the text of an example with the text that was received.
	 * @param expected the text of the example
	 * @param actual the text that was received
	 */
	void check(String expected, @Nullable String actual) {
		assertThat(actual).as(expected).isNotNull();
		Matcher expectedValues = VALUE.matcher(expected);
		Matcher actualValues = VALUE.matcher(actual);
		while (expectedValues.find() && actualValues.find()) {
			String value = actualValues.group();
			checkForm(actualValues);
			assertThat(this.values.computeIfAbsent(expectedValues.group(), (key) -> value)).as(actual).isEqualTo(value);
		}
		assertThat(actual).isEqualTo(fill(expected));
	}

	private static void checkForm(Matcher value) {
		if (value.group(3) != null) {
			assertThat(Integer.parseInt(value.group(4))).isBetween(2000, 4000);
			return;
		}
		switch (value.group(1)) {
			case "session" -> assertThat(value.group(2)).matches("\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
			case "reconnect" -> assertThat(Integer.parseInt(value.group(2))).isBetween(0, 5000);
			default -> assertThat(value.group(2)).matches("\"[0-9A-Za-z_:.-]+\"");
		}
	}

	/**
	 * Replace the placeholders in the text of an example.
	 * @param text the text of the example
	 * @return the text with the values that are known so far
	 */
	String fill(String text) {
		return VALUE.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(this.values.getOrDefault(match.group(), match.group())));
	}

	/**
	 * Return whether a text has a placeholder for an epoch whose value is not known yet.
	 * @param text the text of the example
	 * @return whether there is such a placeholder
	 */
	boolean lacksEpoch(String text) {
		return VALUE.matcher(text)
			.results()
			.map(MatchResult::group)
			.anyMatch((value) -> value.matches("\"epoch\":\"k\\d+\"") && !this.values.containsKey(value));
	}

	/**
	 * Take values from another conversation.
	 * @param expected the text of an example
	 * @param actual the text with the values
	 */
	void learn(String expected, String actual) {
		Matcher values = VALUE.matcher(actual);
		assertThat(values.find()).as(actual).isTrue();
		VALUE.matcher(expected).results().forEach((match) -> this.values.put(match.group(), values.group()));
	}

	/**
	 * Return a value from the texts that were received.
	 * @param name the name of the value
	 * @return the value, or {@code null} if it was not received
	 */
	@Nullable String value(String name) {
		return this.values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("\"" + name + "\""))
			.map((entry) -> entry.getValue().substring(name.length() + 4, entry.getValue().length() - 1))
			.findFirst()
			.orElse(null);
	}

}
