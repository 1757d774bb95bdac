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

package io.github.wsstarter.session;

import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

/**
 * The rules for close statuses that are sent.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section
 * 7.4</a>
 */
final class CloseStatuses {

	private static final int MAX_REASON = 123;

	private CloseStatuses() {
	}

	static void check(CloseStatus status) {
		Assert.notNull(status, "'status' must not be null");
		Assert.isTrue(isSendable(status.getCode()), () -> "Close code %d must not be sent".formatted(status.getCode()));
		String reason = status.getReason();
		Assert.isTrue(reason == null || reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON,
				() -> "Close reason must not exceed %d bytes: '%s'".formatted(MAX_REASON, reason));
	}

	private static boolean isSendable(int code) {
		return switch (code) {
			case 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014 -> true;
			default -> code >= 3000 && code <= 4999;
		};
	}

}
