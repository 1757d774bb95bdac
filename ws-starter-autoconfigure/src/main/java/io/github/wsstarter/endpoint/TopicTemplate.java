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

package io.github.wsstarter.endpoint;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsstarter.message.TopicName;

/**
 * A topic name that contains variables of the endpoint's path.
 *
 * @param text the name, with the variables in braces
 * @author The ws-starter authors
 */
record TopicTemplate(String text) {

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	/**
	 * Return whether this is a valid topic name, given valid values of its variables.
	 */
	boolean isValid() {
		return TopicName.isValid(VARIABLE.matcher(this.text).replaceAll("x"));
	}

	List<String> variables() {
		return VARIABLE.matcher(this.text).results().map((result) -> result.group(1)).toList();
	}

	/**
	 * Return the topic for the variables of a session's path. Throws
	 * {@link UnusableArgumentException} if a variable is not valid in a topic name, or
	 * makes it too long.
	 */
	String expand(Map<String, String> pathVariables) {
		Matcher matcher = VARIABLE.matcher(this.text);
		StringBuilder topic = new StringBuilder();
		while (matcher.find()) {
			String name = matcher.group(1);
			String value = pathVariables.getOrDefault(name, "");
			if (!TopicName.isPart(value)) {
				throw new UnusableArgumentException(
						"The path variable '%s' is not valid in a topic name".formatted(name), null);
			}
			matcher.appendReplacement(topic, value);
		}
		matcher.appendTail(topic);
		if (!TopicName.isValid(topic.toString())) {
			throw new UnusableArgumentException("Path variables are too long for a topic", null);
		}
		return topic.toString();
	}

}
