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

import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.diagnostics.OnceLog;
import io.github.wsstarter.diagnostics.PropertyName;

/**
 * Logs which sessions are closed because of a limit, once per endpoint and limit at warn
 * level. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class CloseLog {

	private final OnceLog log = new OnceLog(LogFactory.getLog(CloseLog.class));

	/**
	 * Log that a session is closed.
	 * @param sessionId the id of the session
	 * @param endpoint the name of the endpoint
	 * @param status the close status
	 * @param cause the cause, from a fixed set
	 * @param property the configuration property of the limit, below {@code ws} or below
	 * the settings of the endpoint
	 */
	void log(String sessionId, String endpoint, CloseStatus status, String cause, String property) {
		this.log.warn(endpoint + ' ' + property,
				LogMessage.of(() -> "Session '%s' of endpoint '%s' is closed with %d: %s (see '%s' or '%s')".formatted(
						sessionId, endpoint, status.getCode(), cause, PropertyName.of(property),
						PropertyName.of(endpoint, property))));
	}

}
