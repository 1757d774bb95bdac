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

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The type of message in the body of a request, by its content type.
 *
 * @author The ws-starter authors
 */
enum BodyType {

	TEXT, BINARY;

	/**
	 * Return the type of message for a content type.
	 * @param contentType the content type
	 * @return the type of message, or {@code null} if the content type is not supported
	 */
	static @Nullable BodyType of(@Nullable String contentType) {
		if (contentType == null) {
			return null;
		}
		try {
			MediaType type = MediaType.parseMediaType(contentType);
			if (type.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
				return BINARY;
			}
			boolean text = type.equalsTypeAndSubtype(MediaType.TEXT_PLAIN)
					|| type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
			boolean utf8 = type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
			return (text && utf8) ? TEXT : null;
		}
		catch (InvalidMediaTypeException | IllegalCharsetNameException | UnsupportedCharsetException ex) {
			return null;
		}
	}

}
