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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.web.util.pattern.PathPattern;

/**
 * The path patterns of an endpoint and what they capture.
 *
 * @param patterns the patterns
 * @author The ws-starter authors
 */
record EndpointPaths(List<PathPattern> patterns) {

	EndpointPaths {
		patterns = List.copyOf(patterns);
	}

	/**
	 * Return the patterns that do not capture a variable.
	 * @param variable the name of the variable
	 * @return the patterns
	 */
	List<PathPattern> lacking(String variable) {
		return this.patterns.stream().filter((pattern) -> !Captures.of(pattern).names().contains(variable)).toList();
	}

	/**
	 * Return the variables that any pattern captures.
	 * @return the names
	 */
	Set<String> variables() {
		Set<String> names = new LinkedHashSet<>();
		this.patterns.forEach((pattern) -> names.addAll(Captures.of(pattern).names()));
		return names;
	}

	/**
	 * Return a form of a pattern that is the same for all patterns that match the same
	 * paths but for the names they capture.
	 * @param pattern the pattern
	 * @return the normal form
	 */
	static String normalForm(PathPattern pattern) {
		return Captures.of(pattern).normalForm();
	}

	/**
	 * What one pattern captures.
	 *
	 * @param names the names of the variables
	 * @param normalForm the pattern without the names
	 */
	private record Captures(List<String> names, String normalForm) {

		static Captures of(PathPattern pattern) {
			String text = pattern.getPatternString();
			List<String> names = new ArrayList<>();
			StringBuilder normalForm = new StringBuilder();
			int depth = 0;
			int i = 0;
			while (i < text.length()) {
				char c = text.charAt(i++);
				normalForm.append(c);
				if (c == '\\' && i < text.length()) {
					normalForm.append(text.charAt(i++));
				}
				else if (c == '{' && depth++ == 0) {
					if (text.charAt(i) == '*') {
						normalForm.append(text.charAt(i++));
					}
					int start = i;
					while (text.charAt(i) != ':' && text.charAt(i) != '}') {
						i++;
					}
					names.add(text.substring(start, i));
				}
				else if (c == '}') {
					depth--;
				}
			}
			return new Captures(names, normalForm.toString());
		}

	}

}
