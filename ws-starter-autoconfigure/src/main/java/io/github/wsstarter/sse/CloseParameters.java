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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;

/**
 * Reads with what status a client closes its session.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section
 * 7.4</a>
 */
final class CloseParameters {

	private static final int MAX_REASON = 123;

	private CloseParameters() {
	}

	/**
	 * Read the parameters {@code code}, 1000 unless given, and {@code reason}.
	 * @param parameters the parameters
	 * @return the close status
	 * @throws IllegalArgumentException if it is none that may be sent
	 */
	static CloseStatus of(MultiValueMap<String, String> parameters) {
		String code = single(parameters, "code");
		String reason = single(parameters, "reason");
		int number = (code != null) ? Integer.parseInt(code) : CloseStatus.NORMAL.getCode();
		Assert.isTrue(isSendable(number), "'code' must not be sent");
		Assert.isTrue(reason == null || reason.getBytes(StandardCharsets.UTF_8).length <= MAX_REASON,
				"'reason' is too long");
		return new CloseStatus(number, (reason != null && !reason.isEmpty()) ? reason : null);
	}

	private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
		Assert.isTrue(!parameters.containsKey(name) || parameters.get(name).size() == 1,
				() -> "There is more than one '" + name + "'");
		return parameters.getFirst(name);
	}

	private static boolean isSendable(int code) {
		return switch (code) {
			case 1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014 -> true;
			default -> code >= 3000 && code <= 4999;
		};
	}

}
