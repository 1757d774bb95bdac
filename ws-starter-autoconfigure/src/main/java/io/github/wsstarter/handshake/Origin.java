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

package io.github.wsstarter.handshake;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A web origin: the scheme, host and port of a site.
 *
 * @param scheme the scheme, in lower case
 * @param host the host, in lower case
 * @param port the port, or -1 if the scheme has no default
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454">RFC 6454</a>
 */
record Origin(String scheme, String host, int port) {

	private static final Pattern PATTERN = Pattern
		.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(\\[[0-9a-fA-F:.]+]|[^\\s\\p{Cc}/?#@,:\\\\\\[\\]]*)(?::([0-9]{1,5}))?");

	static Origin of(String scheme, String host, int port) {
		String canonicalScheme = switch (scheme.toLowerCase(Locale.ROOT)) {
			case "ws" -> "http";
			case "wss" -> "https";
			default -> scheme.toLowerCase(Locale.ROOT);
		};
		return new Origin(canonicalScheme, host.toLowerCase(Locale.ROOT),
				(port != -1) ? port : defaultPort(canonicalScheme));
	}

	/**
	 * Parse the value of an {@code Origin} header.
	 * @param origin the text
	 * @return the origin, or {@code null} if the text is malformed or {@code "null"}
	 */
	static @Nullable Origin parse(String origin) {
		Matcher matcher = PATTERN.matcher(origin);
		if (!matcher.matches()) {
			return null;
		}
		String port = matcher.group(3);
		return of(matcher.group(1), matcher.group(2), (port != null) ? Integer.parseInt(port) : -1);
	}

	private static int defaultPort(String scheme) {
		return switch (scheme) {
			case "http" -> 80;
			case "https" -> 443;
			default -> -1;
		};
	}

}
