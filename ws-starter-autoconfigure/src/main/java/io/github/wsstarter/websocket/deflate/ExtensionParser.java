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

package io.github.wsstarter.websocket.deflate;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the value of a {@code Sec-WebSocket-Extensions} header. A quoted value has to be
 * a token without its quotes and backslashes.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-9.1">RFC 6455, section
 * 9.1</a>
 */
final class ExtensionParser {

	private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

	private final String text;

	private int position;

	private ExtensionParser(String text) {
		this.text = text;
	}

	/**
	 * Parse the values of all such headers of a request.
	 * @param values the values
	 * @return the offers, the preferred first
	 * @throws IllegalArgumentException if a value breaks the grammar
	 */
	static List<ExtensionOffer> parse(List<String> values) {
		List<ExtensionOffer> offers = new ArrayList<>();
		for (String value : values) {
			new ExtensionParser(value).offers(offers);
		}
		return offers;
	}

	private void offers(List<ExtensionOffer> offers) {
		do {
			skipSpaces();
			if (!atEnd() && this.text.charAt(this.position) != ',') {
				offers.add(offer());
			}
		}
		while (skip(','));
		if (!atEnd()) {
			throw malformed();
		}
	}

	private ExtensionOffer offer() {
		String name = token();
		List<ExtensionOffer.Parameter> parameters = new ArrayList<>();
		while (skip(';')) {
			parameters.add(new ExtensionOffer.Parameter(token(), skip('=') ? value() : null));
		}
		return new ExtensionOffer(name, parameters);
	}

	private String token() {
		skipSpaces();
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
		return skip('"') ? quoted() : token();
	}

	private String quoted() {
		StringBuilder value = new StringBuilder();
		char next = next();
		while (next != '"') {
			char character = (next == '\\') ? next() : next;
			if (!isTokenChar(character)) {
				throw malformed();
			}
			value.append(character);
			next = next();
		}
		if (value.isEmpty()) {
			throw malformed();
		}
		return value.toString();
	}

	private char next() {
		if (atEnd()) {
			throw malformed();
		}
		return this.text.charAt(this.position++);
	}

	private boolean skip(char expected) {
		skipSpaces();
		if (atEnd() || this.text.charAt(this.position) != expected) {
			return false;
		}
		this.position++;
		return true;
	}

	private void skipSpaces() {
		while (!atEnd() && isSpace(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private boolean atEnd() {
		return this.position == this.text.length();
	}

	private static boolean isSpace(char character) {
		return character == ' ' || character == '\t';
	}

	private static boolean isTokenChar(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || TOKEN_SYMBOLS.indexOf(character) >= 0;
	}

	private IllegalArgumentException malformed() {
		return new IllegalArgumentException("Malformed at character " + this.position);
	}

}
