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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CloseRules}.
 *
 * @author The ws-starter authors
 */
class CloseRulesTests {

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999 })
	void codesThatMayBeSent(int code) {
		assertThat(CloseRules.isSendable(code)).isTrue();
		CloseStatus status = new CloseStatus(code, "reason");
		assertThat(CloseRules.requireSendable(status)).isSameAs(status);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535 })
	void codesThatMustNotBeSent(int code) {
		assertThat(CloseRules.isSendable(code)).isFalse();
	}

	@Test
	void statusWithACodeThatMustNotBeSentIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> CloseRules.requireSendable(CloseStatus.NO_CLOSE_FRAME))
			.withMessage("Close code 1006 must not be sent");
	}

	@Test
	void statusWithAReasonThatIsTooLongIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CloseRules.requireSendable(CloseStatus.NORMAL.withReason("x".repeat(124))))
			.withMessageStartingWith("Close reason must not exceed 123 bytes");
	}

	@ParameterizedTest
	@CsvSource({ "1000, false", "1005, false", "1006, true", "1015, true", "4000, false" })
	void lostConnectionsHaveCodesOfTheirOwn(int code, boolean lost) {
		assertThat(CloseRules.isLost(new CloseStatus(code))).isEqualTo(lost);
	}

	@Test
	void reasonIsMeasuredInBytes() {
		assertThat(CloseRules.isSendable(null)).isTrue();
		assertThat(CloseRules.isSendable("a\ud800")).isFalse();
		assertThat(CloseRules.isSendable("x".repeat(123))).isTrue();
		assertThat(CloseRules.isSendable("x".repeat(124))).isFalse();
		assertThat(CloseRules.isSendable("\u20ac".repeat(41))).isTrue();
		assertThat(CloseRules.isSendable("\u20ac".repeat(41) + "x")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0, 123", "1, 121", "2, 122", "3, 123" })
	void truncationDoesNotSplitACharacter(int ascii, int size) {
		byte[] reason = ("x".repeat(ascii) + "\u20ac".repeat(50)).getBytes(StandardCharsets.UTF_8);
		assertThat(CloseRules.truncatedSize(reason)).isEqualTo(size);
	}

	@Test
	void shortReasonIsNotTruncated() {
		assertThat(CloseRules.truncatedSize(new byte[123])).isEqualTo(123);
		assertThat(CloseRules.truncatedSize(new byte[0])).isZero();
	}

}
