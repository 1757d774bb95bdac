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

import java.util.Locale;

/**
 * The errors that {@code ws-starter.v1} defines.
 *
 * @author The ws-starter authors
 */
enum ErrorCode {

	/**
	 * The text is not JSON, not an object or nested too deeply, or a field is missing or
	 * of the wrong type.
	 */
	INVALID_FRAME,

	/**
	 * The type of the frame is unknown, or only the server sends it.
	 */
	UNKNOWN_TYPE,

	/**
	 * The topic name is invalid.
	 */
	INVALID_TOPIC,

	/**
	 * The endpoint does not declare the topic, or the session is not subscribed to it.
	 */
	UNKNOWN_TOPIC,

	/**
	 * The client is not allowed to do this.
	 */
	FORBIDDEN,

	/**
	 * The session has reached the maximum number of subscriptions.
	 */
	TOO_MANY_SUBSCRIPTIONS,

	/**
	 * The server failed.
	 */
	UNAVAILABLE;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	String code() {
		return this.code;
	}

	boolean isRetryable() {
		return this == UNAVAILABLE;
	}

}
