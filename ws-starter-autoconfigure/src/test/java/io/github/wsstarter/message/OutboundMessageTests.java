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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OutboundMessage}.
 *
 * @author The ws-starter authors
 */
class OutboundMessageTests {

	@ParameterizedTest
	@CsvSource({ "abc,abc", "\u00e4\u20ac\ud83d\ude00,\u00e4\u20ac\ud83d\ude00", "a\ud800,a?", "\ud800b,?b",
			"\udc00b,?b", "\ud800\ud83d\ude00,?\ud83d\ude00", "\ud83d\ude00\udc00,\ud83d\ude00?" })
	void textCanBeEncodedInAsManyBytesAsItSays(String text, String expected) {
		assertThat(OutboundMessage.text(text))
			.isEqualTo(new OutboundMessage.Text(expected, expected.getBytes(StandardCharsets.UTF_8).length, null));
	}

}
