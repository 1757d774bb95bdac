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

package io.github.wsstarter.websocket;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses {@code Sec-WebSocket-Extensions} headers. A value is a token or a token between
 * quotes.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-9.1">RFC 6455, section
 * 9.1</a>
 */
public final class ExtensionParser {

	private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

	private final String text;

	private int position;

	private ExtensionParser(String text) {
		this.text = text;
	}

	/**
	 * Parse the values of all {@code Sec-WebSocket-Extensions} headers of a request.
	 * @param values the values
	 * @return the offers, the preferred first
	 * @throws IllegalArgumentException if a value is malformed
	 */
	public static List<ExtensionOffer> parse(List<String> values) {
		List<ExtensionOffer> offers = new ArrayList<>();
		for (String value : values) {
			if (!value.isBlank()) {
				new ExtensionParser(value).offers(offers);
			}
		}
		return offers;
	}

	/**
	 * Return whether a text is a token.
	 * @param text the text
	 * @return whether the text is not empty and contains only the characters of a token
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110,
	 * section 5.6.2</a>
	 */
	static boolean isToken(String text) {
		return !text.isEmpty() && text.chars().allMatch(ExtensionParser::isTokenChar);
	}

	private void offers(List<ExtensionOffer> offers) {
		do {
			offers.add(offer());
		}
		while (skip(','));
		if (!atEnd()) {
			throw malformed();
		}
	}

	private ExtensionOffer offer() {
		skipSpaces();
		String name = token();
		List<ExtensionOffer.Parameter> parameters = new ArrayList<>();
		skipSpaces();
		while (skip(';')) {
			skipSpaces();
			parameters.add(new ExtensionOffer.Parameter(token(), skip('=') ? value() : null));
			skipSpaces();
		}
		return new ExtensionOffer(name, parameters);
	}

	private String token() {
		int start = this.position;
		while (!atEnd() && isTokenChar(this.text.charAt(this.position))) {
			this.position++;
		}
		if (this.position == start) {
			throw malformed();
		}
		return this.text.substring(start, this.position);
	}

	private String value() {
		boolean quoted = skip('"');
		String value = token();
		if (quoted && !skip('"')) {
			throw malformed();
		}
		return value;
	}

	private boolean skip(char expected) {
		if (atEnd() || this.text.charAt(this.position) != expected) {
			return false;
		}
		this.position++;
		return true;
	}

	private void skipSpaces() {
		while (!atEnd() && Character.isWhitespace(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private boolean atEnd() {
		return this.position == this.text.length();
	}

	private static boolean isTokenChar(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || TOKEN_SYMBOLS.indexOf(character) >= 0;
	}

	private IllegalArgumentException malformed() {
		return new IllegalArgumentException("Malformed at character " + this.position);
	}

}
