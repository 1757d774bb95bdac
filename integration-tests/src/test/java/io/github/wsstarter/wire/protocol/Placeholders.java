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
 * What stands in an example for values that are others each time: session ids, tokens,
 * epochs and delays. The same placeholder stands for the same value throughout an
 * example.
 *
 * @author The ws-starter authors
 */
final class Placeholders {

	private static final Pattern VALUE = Pattern
		.compile("\"(session|token|epoch|reconnect)\":(\"[^\"]*\"|\\d+)|^(retry): (\\d+)$");

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Compare what an example says with what came.
	 * @param expected the example's text
	 * @param actual the text that came
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
	 * Put the values into what an example says.
	 * @param text the example's text
	 * @return the text with the values known so far
	 */
	String fill(String text) {
		return VALUE.matcher(text)
			.replaceAll((match) -> Matcher.quoteReplacement(this.values.getOrDefault(match.group(), match.group())));
	}

	/**
	 * Return whether a text has an epoch of the server that no value is known of.
	 * @param text the example's text
	 * @return whether there is one
	 */
	boolean lacksEpoch(String text) {
		return VALUE.matcher(text)
			.results()
			.map(MatchResult::group)
			.anyMatch((value) -> value.matches("\"epoch\":\"k\\d+\"") && !this.values.containsKey(value));
	}

	/**
	 * Take values from another conversation.
	 * @param expected an example's text
	 * @param actual a text with the values
	 */
	void learn(String expected, String actual) {
		Matcher values = VALUE.matcher(actual);
		assertThat(values.find()).as(actual).isTrue();
		VALUE.matcher(expected).results().forEach((match) -> this.values.put(match.group(), values.group()));
	}

	/**
	 * Return the value of a text that came.
	 * @param name the name of the value
	 * @return the value, or {@code null} if none came
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
