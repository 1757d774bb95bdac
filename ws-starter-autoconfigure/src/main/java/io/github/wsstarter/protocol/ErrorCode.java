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
 * What can be wrong with a client's frame.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public enum ErrorCode {

	/**
	 * Not JSON, not an object, nested too deep, or a field is missing or of the wrong
	 * type.
	 */
	INVALID_FRAME,

	/**
	 * The server knows no frame of this type, or only sends it.
	 */
	UNKNOWN_TYPE,

	/**
	 * That is no name of a topic.
	 */
	INVALID_TOPIC,

	/**
	 * The endpoint declares no such topic, or the session is not subscribed to it.
	 */
	UNKNOWN_TOPIC,

	/**
	 * The client may not do that.
	 */
	FORBIDDEN,

	/**
	 * The session is subscribed to as many topics as it may.
	 */
	TOO_MANY_SUBSCRIPTIONS,

	/**
	 * The server failed.
	 */
	UNAVAILABLE;

	private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

	/**
	 * Return the code as it stands in frames.
	 * @return the code
	 */
	public String code() {
		return this.code;
	}

	/**
	 * Return whether the same frame may work later.
	 * @return whether to retry makes sense
	 */
	public boolean isRetryable() {
		return this == UNAVAILABLE;
	}

}
