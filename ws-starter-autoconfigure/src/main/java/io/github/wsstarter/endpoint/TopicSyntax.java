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

import java.util.regex.Pattern;

/**
 * What the names of topics look like.
 *
 * @author The ws-starter authors
 * @see io.github.wsstarter.Topics
 */
final class TopicSyntax {

	static final String RULE = "A topic has 1 to 8 parts of letters, digits, '_', '-', ':' and '~', separated by dots, "
			+ "and at most 200 characters";

	private static final int MAX_LENGTH = 200;

	private static final Pattern PART = Pattern.compile("[A-Za-z0-9_:~-]+");

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:~-]+(\\.[A-Za-z0-9_:~-]+){0,7}");

	private static final Pattern WITH_WILDCARDS = Pattern.compile("[A-Za-z0-9_:~*?-]+(\\.[A-Za-z0-9_:~*?-]+){0,7}");

	private TopicSyntax() {
	}

	static boolean isPart(String text) {
		return PART.matcher(text).matches();
	}

	static boolean isName(String text) {
		return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
	}

	static boolean canMatch(String wildcards) {
		return wildcards.length() <= MAX_LENGTH && WITH_WILDCARDS.matcher(wildcards).matches();
	}

}
