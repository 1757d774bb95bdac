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

package io.github.wsstarter.diagnostics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that is safe to log although it may come from a client. It is bounded, and has no
 * character that could start a line, control a terminal, hide text or change its
 * direction.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class PrintableText {

	private static final int MAX_LENGTH = 4096;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

	private PrintableText() {
	}

	static String of(String text) {
		return of(text, MAX_LENGTH);
	}

	/**
	 * Return a text in printable form.
	 * @param text the text
	 * @param maxLength the length that the text is truncated to
	 * @return the same text if it is printable
	 */
	public static String of(String text, int maxLength) {
		String bounded = (text.length() > maxLength) ? text.substring(0, maxLength - 1) + '\u2026' : text;
		Matcher unprintable = UNPRINTABLE.matcher(bounded);
		return (unprintable.find()) ? unprintable.replaceAll("?") : bounded;
	}

}
