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

import org.springframework.web.util.pattern.PathPattern;

/**
 * The path patterns of an endpoint.
 *
 * @param patterns the patterns
 * @author The ws-starter authors
 */
record EndpointPaths(List<PathPattern> patterns) {

	EndpointPaths {
		patterns = List.copyOf(patterns);
	}

	/**
	 * Return the variables that the patterns capture.
	 * @return the variables
	 */
	PatternVariables variables() {
		return PatternVariables.of(this.patterns.stream().map(PathPattern::getPatternString).toList());
	}

	/**
	 * Return a form of a pattern that is the same for all patterns that differ only in
	 * the names of their variables.
	 * @param pattern the pattern
	 * @return the normal form
	 */
	static String normalForm(PathPattern pattern) {
		return PatternVariables.Captures.of(pattern.getPatternString()).normalForm();
	}

}
