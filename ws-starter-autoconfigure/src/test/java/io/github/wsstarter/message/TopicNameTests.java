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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TopicName}.
 *
 * @author The ws-starter authors
 */
class TopicNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "quotes.EUR", "a.b.c.d.e.f.g.h", "Az09_-:~", "user:7.~" })
	void valid(String name) {
		assertThat(TopicName.isValid(name)).isTrue();
		TopicName.check(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", ".a", "a.", "a..b", "a.b.c.d.e.f.g.h.i", "no spaces", "a/b", "a*", "{a}", "é",
			"a\n", "a\u0000", "#", "٣" })
	void invalid(String name) {
		assertThat(TopicName.isValid(name)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> TopicName.check(name))
			.withMessageStartingWith("A topic has 1 to 8 parts of letters, digits, '_', '-', ':' and '~', "
					+ "separated by dots, and at most 200 characters");
	}

	@Test
	void lengthIsLimited() {
		assertThat(TopicName.isValid("a".repeat(200))).isTrue();
		assertThat(TopicName.isValid("a".repeat(201))).isFalse();
	}

}
