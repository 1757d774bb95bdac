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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;

/**
 * Reads the status with which a client closes its session.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, section
 * 7.4</a>
 */
final class CloseParameters {

	private CloseParameters() {
	}

	/**
	 * Read the parameters {@code code}, 1000 by default, and {@code reason}.
	 * @param parameters the parameters
	 * @return the close status
	 * @throws IllegalArgumentException if the status must not be sent
	 */
	static CloseStatus of(MultiValueMap<String, String> parameters) {
		String code = single(parameters, "code");
		String reason = single(parameters, "reason");
		int number = (code != null) ? Integer.parseInt(code) : CloseStatus.NORMAL.getCode();
		return CloseRules
			.requireSendable(new CloseStatus(number, (reason != null && !reason.isEmpty()) ? reason : null));
	}

	private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
		Assert.isTrue(!parameters.containsKey(name) || parameters.get(name).size() == 1,
				() -> "There is more than one '" + name + "'");
		return parameters.getFirst(name);
	}

}
