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

package io.github.wsstarter;

import org.springframework.web.socket.CloseStatus;

/**
 * Thrown when a message is not sent because its session is closed.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class SessionClosedException extends RuntimeException {

	private final transient CloseStatus status;

	/**
	 * Create an exception for a session.
	 * @param sessionId the id of the session
	 * @param status the status the session was closed with
	 */
	public SessionClosedException(String sessionId, CloseStatus status) {
		super("Session '%s' is closed: %s".formatted(sessionId, status));
		this.status = status;
	}

	/**
	 * Return the status the session was closed with.
	 * @return the status
	 */
	public CloseStatus getStatus() {
		return this.status;
	}

}
