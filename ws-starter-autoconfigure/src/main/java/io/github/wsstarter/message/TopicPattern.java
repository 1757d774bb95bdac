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

package io.github.wsstarter.message;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * A pattern of topics: a path pattern with dots. Pattern and topic get the leading
 * separator that paths have. Without it, a pattern cannot begin with a wildcard for
 * several parts.
 *
 * @param text the pattern
 * @param pattern the parsed pattern
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record TopicPattern(String text, PathPattern pattern) {

	private static final PathPatternParser PARSER = parser();

	private static PathPatternParser parser() {
		PathPatternParser parser = new PathPatternParser();
		parser.setPathOptions(PathContainer.Options.MESSAGE_ROUTE);
		return parser;
	}

	/**
	 * Parse a pattern, or throw a {@code PatternParseException} if it is not well-formed.
	 */
	public static TopicPattern parse(String text) {
		return new TopicPattern(text, PARSER.parse("." + text));
	}

	/**
	 * Return whether this pattern matches any valid topic name, whatever its variables
	 * are.
	 */
	public boolean canMatch() {
		StringBuilder name = new StringBuilder();
		int depth = 0;
		for (char c : this.text.toCharArray()) {
			if (c == '{' && depth++ == 0) {
				name.append('x');
			}
			else if (c == '}') {
				depth--;
			}
			else if (depth == 0) {
				name.append((c == '*' || c == '?') ? 'x' : c);
			}
		}
		return TopicName.isValid(name.toString());
	}

	/**
	 * Return a topic as a path, for {@link #match}.
	 */
	public static PathContainer path(String topic) {
		return PathContainer.parsePath("." + topic, PathContainer.Options.MESSAGE_ROUTE);
	}

	/**
	 * Return the variables that a topic has, or {@code null} if it does not match.
	 */
	public @Nullable Map<String, String> match(PathContainer path) {
		PathPattern.PathMatchInfo match = this.pattern.matchAndExtract(path);
		return (match != null) ? match.getUriVariables() : null;
	}

}
