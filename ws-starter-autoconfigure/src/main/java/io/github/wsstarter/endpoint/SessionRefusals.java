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

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.session.EndpointSession;

/**
 * Closes sessions that an endpoint cannot serve, and logs why.
 *
 * @author The ws-starter authors
 */
class SessionRefusals {

	private static final Log logger = LogFactory.getLog(SessionRefusals.class);

	private final String endpointName;

	private final ClientLog warnings = new ClientLog(logger);

	SessionRefusals(String endpointName) {
		this.endpointName = endpointName;
	}

	/**
	 * Close a session that cannot be served, and log it as a warning once in a minute for
	 * each cause.
	 * @param session the session
	 * @param status the close status
	 * @param cause identifies the cause
	 * @param description supplies a description of the mistake
	 */
	void refuse(EndpointSession session, CloseStatus status, String cause, Supplier<String> description) {
		warn(cause + status.getCode(), () -> "Closing session '%s' of endpoint '%s' with %d: %s"
			.formatted(session.getId(), this.endpointName, status.getCode(), description.get()));
		session.close(status);
	}

	/**
	 * Log a client's mistake as a warning, once in a minute for each cause.
	 * @param cause identifies the cause
	 * @param description supplies a description of the mistake
	 */
	void warn(String cause, Supplier<String> description) {
		this.warnings.warn(cause, LogMessage.of(description));
	}

}
