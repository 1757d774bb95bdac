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

import java.nio.charset.StandardCharsets;

/**
 * Measures text in UTF-8.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class Utf8 {

	private static final int MAX_BYTES_PER_CHAR = 3;

	private Utf8() {
	}

	/**
	 * Return whether a text is larger than a limit. The bytes are counted only if the
	 * number of chars does not decide.
	 * @param text the text
	 * @param limit the maximum number of bytes
	 * @return whether the text takes more bytes
	 */
	public static boolean exceeds(String text, int limit) {
		return text.length() > limit / MAX_BYTES_PER_CHAR
				&& (text.length() > limit || text.getBytes(StandardCharsets.UTF_8).length > limit);
	}

}
