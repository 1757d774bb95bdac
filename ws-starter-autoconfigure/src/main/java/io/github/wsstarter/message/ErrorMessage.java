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

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.springframework.util.Assert;

/**
 * Reports an error in a client's message to the client. In JSON the property {@code type}
 * with the value {@code error} comes before the others.
 *
 * @param code the error for programs
 * @param message the error for developers
 * @author The ws-starter authors
 * @since 0.1.0
 */
@JsonPropertyOrder({ "type", "code", "message" })
public record ErrorMessage(@JsonProperty("code") String code, @JsonProperty("message") String message) {

	private static final int MAX_QUOTED_LENGTH = 64;

	public ErrorMessage {
		Assert.hasText(code, "'code' must not be empty");
		Assert.notNull(message, "'message' must not be null");
	}

	/**
	 * Shorten text of a client's message that an error quotes.
	 * @param text the text
	 * @return the text, or its first characters
	 */
	public static String abbreviate(String text) {
		if (text.length() <= MAX_QUOTED_LENGTH) {
			return text;
		}
		int end = (Character.isHighSurrogate(text.charAt(MAX_QUOTED_LENGTH - 1))) ? MAX_QUOTED_LENGTH - 1
				: MAX_QUOTED_LENGTH;
		return text.substring(0, end) + "...";
	}

	/**
	 * Return the type of the message.
	 * @return the type
	 */
	@JsonProperty("type")
	public String type() {
		return "error";
	}

}
