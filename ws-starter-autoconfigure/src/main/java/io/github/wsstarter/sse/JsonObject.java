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

package io.github.wsstarter.sse;

/**
 * A JSON object in one line, written without a library, as an application may have none.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259, section 7</a>
 */
final class JsonObject {

	private final StringBuilder members = new StringBuilder();

	JsonObject with(String name, String value) {
		quote(next(name), value);
		return this;
	}

	JsonObject with(String name, int value) {
		next(name).append(value);
		return this;
	}

	private StringBuilder next(String name) {
		if (!this.members.isEmpty()) {
			this.members.append(',');
		}
		return quote(this.members, name).append(':');
	}

	private static StringBuilder quote(StringBuilder out, String text) {
		out.append('"');
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"', '\\' -> out.append('\\').append(c);
				default -> {
					if (c < ' ' || c == '\u007f' || Character.isSurrogate(c)) {
						out.append("\\u%04x".formatted((int) c));
					}
					else {
						out.append(c);
					}
				}
			}
		}
		return out.append('"');
	}

	@Override
	public String toString() {
		return "{" + this.members + "}";
	}

}
