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

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a client's message is not well-formed or does not fit the type that its
 * endpoint expects. The client gets an error reply and its session stays open, unless an
 * {@code @OnError} method handles this exception.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class MessageFormatException extends RuntimeException {

	/**
	 * Create an exception.
	 * @param message the error, in words that the client may see
	 * @param cause the cause, which the client never sees
	 */
	public MessageFormatException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
