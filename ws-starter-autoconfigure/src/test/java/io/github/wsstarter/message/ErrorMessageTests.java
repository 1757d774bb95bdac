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
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ErrorMessage}.
 *
 * @author The ws-starter authors
 */
class ErrorMessageTests {

	private static final String JSON = "{\"type\":\"error\",\"code\":\"invalid-message\",\"message\":\"No.\"}";

	private final ErrorMessage error = new ErrorMessage("invalid-message", "No.");

	@Test
	void hasTypeCodeAndMessageInJson() {
		assertThat(new JacksonMessageCodec(JsonMapper.shared()).encode(this.error)).isEqualTo(JSON);
	}

	@Test
	void isTheSameWithAnyNamingStrategy() {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
			.build();
		assertThat(new JacksonMessageCodec(mapper).encode(this.error)).isEqualTo(JSON);
	}

	@Test
	void needsCode() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ErrorMessage("", "No."));
	}

}
