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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsSession;

/**
 * Tells operators why sessions are closed by a limit: a warning for the first session of
 * each endpoint and cause, debug messages for the others.
 *
 * @author The ws-starter authors
 */
final class CloseLog {

	private static final Log logger = LogFactory.getLog(CloseLog.class);

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Log that a session is closed.
	 * @param session the session
	 * @param status the close status
	 * @param cause the cause, from a fixed set
	 * @param property the configuration property to change, below {@code ws} or below the
	 * endpoint's own settings
	 */
	void log(WsSession session, CloseStatus status, String cause, String property) {
		LogMessage message = LogMessage.format(
				"Session '%s' of endpoint '%s' is closed with %d: %s (see 'ws.%s' or 'ws.endpoints.%s.%s')",
				session.getId(), session.getEndpointName(), status.getCode(), cause, property,
				session.getEndpointName(), property);
		if (this.warned.add(session.getEndpointName() + ' ' + property)) {
			logger.warn(LogMessage.format("%s. Further ones are logged at debug level", message));
		}
		else {
			logger.debug(message);
		}
	}

}
