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

package io.github.wsstarter.endpoint;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.MessageFormatException;

/**
 * Creates the replies to messages that are invalid.
 *
 * @param endpointType the class of the endpoint
 * @param json whether replies can be encoded in JSON
 * @param validator the validator of messages
 * @author The ws-starter authors
 */
record ClientErrors(Class<?> endpointType, boolean json, @Nullable MessageValidator validator) {

	/**
	 * Return the reply to a message that failed.
	 * @param failure the failure
	 * @return the reply or {@code null} if the failure is not the client's
	 */
	@Nullable ErrorMessage reply(Throwable failure) {
		if (!this.json) {
			return null;
		}
		if (failure instanceof MessageFormatException) {
			return new ErrorMessage("invalid-message", String.valueOf(failure.getMessage()));
		}
		String violations = (this.validator != null) ? this.validator.describe(failure, this.endpointType) : null;
		return (violations != null) ? new ErrorMessage("constraint-violation", violations) : null;
	}

}
