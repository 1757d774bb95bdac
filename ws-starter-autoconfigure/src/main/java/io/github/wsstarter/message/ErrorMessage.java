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
 * Tells a client what is wrong with its message. In JSON it has the property {@code type}
 * with the value {@code error} before its own.
 *
 * @param code says what is wrong to programs
 * @param message says what is wrong to developers
 * @author The ws-starter authors
 * @since 0.1.0
 */
@JsonPropertyOrder({ "type", "code", "message" })
public record ErrorMessage(@JsonProperty("code") String code, @JsonProperty("message") String message) {

	public ErrorMessage {
		Assert.hasText(code, "'code' must not be empty");
		Assert.notNull(message, "'message' must not be null");
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
