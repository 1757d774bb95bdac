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

package io.github.wsstarter.diagnostics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;

import org.springframework.core.log.LogMessage;

/**
 * A log that clients cannot flood: the first message of each cause is logged at its own
 * level, further ones at debug level. At most 1000 causes are remembered; all messages of
 * causes beyond these are logged at debug level. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class OnceLog {

	private static final String ONCE = "%s. Further messages of this kind are logged at debug level";

	private static final int MAX_CAUSES = 1000;

	private final Set<Object> causes = ConcurrentHashMap.newKeySet();

	private final Log logger;

	public OnceLog(Log logger) {
		this.logger = logger;
	}

	/**
	 * Log a message at warn level once per cause.
	 * @param cause identifies the cause, and must not depend on what a client sends
	 * @param message the message
	 */
	public void warn(Object cause, LogMessage message) {
		if (isFirst(cause)) {
			this.logger.warn(LogMessage.format(ONCE, message));
		}
		else {
			this.logger.debug(message);
		}
	}

	/**
	 * Log a failure at error level once per cause.
	 * @param cause identifies the cause, and must not depend on what a client sends
	 * @param message the message
	 * @param failure the failure
	 */
	public void error(Object cause, LogMessage message, Throwable failure) {
		if (isFirst(cause)) {
			this.logger.error(LogMessage.format(ONCE, message), failure);
		}
		else {
			this.logger.debug(message, failure);
		}
	}

	private boolean isFirst(Object cause) {
		return this.causes.size() < MAX_CAUSES && this.causes.add(cause);
	}

}
