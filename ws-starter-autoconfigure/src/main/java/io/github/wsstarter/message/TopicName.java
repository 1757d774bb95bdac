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

import org.springframework.util.Assert;

/**
 * The rules for the names of topics.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see io.github.wsstarter.Topics
 */
public final class TopicName {

	/**
	 * The rules, in words that the client may see.
	 */
	public static final String RULES = "A topic has 1 to 8 parts of letters, digits, '_', '-', ':' and '~', "
			+ "separated by dots, and at most 200 characters";

	private static final int MAX_LENGTH = 200;

	private static final int MAX_PARTS = 8;

	private TopicName() {
	}

	/**
	 * Return whether a name is valid.
	 * @param name the name
	 * @return whether the name is valid
	 */
	public static boolean isValid(String name) {
		if (name.length() > MAX_LENGTH) {
			return false;
		}
		int parts = 1;
		char previous = '.';
		for (int i = 0; i < name.length(); i++) {
			char current = name.charAt(i);
			if (current == '.') {
				parts++;
				if (previous == '.') {
					return false;
				}
			}
			else if (!isAllowed(current)) {
				return false;
			}
			previous = current;
		}
		return previous != '.' && parts <= MAX_PARTS;
	}

	/**
	 * Return whether a text may be one part of a valid name, apart from its length.
	 * @param text the text
	 * @return whether the text is a valid part
	 */
	public static boolean isPart(String text) {
		return !text.isEmpty() && text.chars().allMatch((character) -> isAllowed((char) character));
	}

	private static boolean isAllowed(char current) {
		return (current >= 'a' && current <= 'z') || (current >= 'A' && current <= 'Z')
				|| (current >= '0' && current <= '9') || current == '_' || current == '-' || current == ':'
				|| current == '~';
	}

	/**
	 * Check a name.
	 * @param name the name
	 * @throws IllegalArgumentException if it is not valid
	 */
	public static void check(String name) {
		Assert.notNull(name, "'topic' must not be null");
		Assert.isTrue(isValid(name), () -> RULES + ": '" + name + "'");
	}

}
