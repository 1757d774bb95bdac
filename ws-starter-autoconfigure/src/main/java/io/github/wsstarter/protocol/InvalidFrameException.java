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

package io.github.wsstarter.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a client's message is not a valid frame. Has the error frame for the
 * client.
 *
 * @author The ws-starter authors
 */
class InvalidFrameException extends RuntimeException {

	private final transient ServerFrame.Error error;

	InvalidFrameException(@Nullable Long id, ErrorCode code, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.error = ServerFrame.Error.of(id, code, message);
	}

	ServerFrame.Error error() {
		return this.error;
	}

}
