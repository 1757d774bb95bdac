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

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link UpstreamHandler}.
 *
 * @author The ws-starter authors
 */
class UpstreamHandlerTests {

	private final MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json", "TEXT/PLAIN", "text/plain;charset=UTF-8",
			"application/json; charset=\"utf-8\"" })
	void textInUtf8IsText(String contentType) {
		assertThat(UpstreamHandler.BodyType.of(contentType)).isEqualTo(UpstreamHandler.BodyType.TEXT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/octet-stream", "application/octet-stream;x=1" })
	void bytesAreBinary(String contentType) {
		assertThat(UpstreamHandler.BodyType.of(contentType)).isEqualTo(UpstreamHandler.BodyType.BINARY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "text", "text/html", "application/x-www-form-urlencoded", "text/*",
			"text/plain;charset=iso-8859-1", "text/plain;charset=no-such", "text/plain;charset=?" })
	void anythingElseIsNotAMessage(String contentType) {
		assertThat(UpstreamHandler.BodyType.of(contentType)).isNull();
	}

	@Test
	void missingContentTypeIsNotAMessage() {
		assertThat(UpstreamHandler.BodyType.of(null)).isNull();
	}

	@Test
	void noParametersAreANormalClose() {
		assertThat(UpstreamHandler.closeStatus(this.parameters)).isEqualTo(CloseStatus.NORMAL);
	}

	@Test
	void codeAndReasonAreRead() {
		this.parameters.add("code", "4001");
		this.parameters.add("reason", "enough");
		assertThat(UpstreamHandler.closeStatus(this.parameters)).isEqualTo(new CloseStatus(4001, "enough"));
	}

	@Test
	void emptyReasonIsNone() {
		this.parameters.add("reason", "");
		assertThat(UpstreamHandler.closeStatus(this.parameters).getReason()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "999", "1004", "1005", "1006", "1015", "2999", "5000", "99999999999" })
	void codeThatMustNotBeSentIsRefused(String code) {
		this.parameters.add("code", code);
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamHandler.closeStatus(this.parameters));
	}

	@Test
	void reasonThatIsTooLongIsRefused() {
		this.parameters.add("reason", "x".repeat(124));
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamHandler.closeStatus(this.parameters));
	}

	@ParameterizedTest
	@ValueSource(strings = { "code", "reason" })
	void repeatedParameterIsRefused(String name) {
		this.parameters.add(name, "1000");
		this.parameters.add(name, "1000");
		assertThatIllegalArgumentException().isThrownBy(() -> UpstreamHandler.closeStatus(this.parameters))
			.withMessageContaining(name);
	}

}
