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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyType}.
 *
 * @author The ws-starter authors
 */
class BodyTypeTests {

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json", "TEXT/PLAIN", "text/plain;charset=UTF-8",
			"application/json; charset=\"utf-8\"" })
	void textInUtf8IsText(String contentType) {
		assertThat(BodyType.of(contentType)).isEqualTo(BodyType.TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/octet-stream", "application/octet-stream;x=1" })
	void bytesAreBinary(String contentType) {
		assertThat(BodyType.of(contentType)).isEqualTo(BodyType.BINARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "text/html", "application/x-www-form-urlencoded", "text/*",
			"text/plain;charset=iso-8859-1", "text/plain;charset=no-such", "text/plain;charset=?" })
	void anythingElseIsNotAMessage(String contentType) {
		assertThat(BodyType.of(contentType)).isNull();
	}

	@Test
	void missingContentTypeIsNotAMessage() {
		assertThat(BodyType.of(null)).isNull();
	}

}
