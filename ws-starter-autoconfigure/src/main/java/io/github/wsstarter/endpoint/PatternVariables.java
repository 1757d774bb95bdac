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

/**
 * The variables that patterns of paths or topics capture.
 *
 * @param captures the variables of each pattern
 * @author The ws-starter authors
 */
record PatternVariables(List<Captures> captures) {

	static final PatternVariables NONE = new PatternVariables(List.of());

	PatternVariables {
		captures = List.copyOf(captures);
	}

	/**
	 * Return the variables of patterns, which must be well-formed.
	 */
	static PatternVariables of(List<String> patterns) {
		return new PatternVariables(patterns.stream().map(Captures::of).toList());
	}

	/**
	 * Return a pattern without the names of its variables, which is the same for all
	 * patterns that differ only in these names.
	 */
	static String normalForm(String pattern) {
		return Captures.of(pattern).normalForm();
	}

	/**
	 * Return the patterns that do not capture a variable.
	 */
	List<String> lacking(String variable) {
		return this.captures.stream()
			.filter((pattern) -> !pattern.names().contains(variable))
			.map(Captures::pattern)
			.toList();
	}

	/**
	 * Return the patterns that capture several segments in a variable.
	 */
	List<String> capturingSegments(String variable) {
		return this.captures.stream()
			.map(Captures::pattern)
			.filter((pattern) -> pattern.contains("{*" + variable + "}"))
			.toList();
	}

	/**
	 * Return the variables that at least one pattern captures.
	 */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		this.captures.forEach((pattern) -> names.addAll(pattern.names()));
		return names;
	}

	String describeNames() {
		Set<String> names = names();
		return (names.isEmpty()) ? "there are none" : String.join(", ", names);
	}

	/**
	 * The variables that one pattern captures.
	 *
	 * @param pattern the pattern
	 * @param names the names of the variables
	 * @param normalForm the pattern without the names
	 */
	record Captures(String pattern, List<String> names, String normalForm) {

		static Captures of(String pattern) {
			List<String> names = new ArrayList<>();
			StringBuilder normalForm = new StringBuilder();
			int depth = 0;
			int i = 0;
			while (i < pattern.length()) {
				char c = pattern.charAt(i++);
				normalForm.append(c);
				if (c == '\\' && i < pattern.length()) {
					normalForm.append(pattern.charAt(i++));
				}
				else if (c == '{' && depth++ == 0) {
					if (pattern.charAt(i) == '*') {
						normalForm.append(pattern.charAt(i++));
					}
					int start = i;
					while (pattern.charAt(i) != ':' && pattern.charAt(i) != '}') {
						i++;
					}
					names.add(pattern.substring(start, i));
				}
				else if (c == '}') {
					depth--;
				}
			}
			return new Captures(pattern, List.copyOf(names), normalForm.toString());
		}

	}

}
