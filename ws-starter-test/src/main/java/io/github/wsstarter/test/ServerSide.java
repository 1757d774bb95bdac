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

package io.github.wsstarter.test;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;

/**
 * The server's side of a {@link WsTestSession}.
 *
 * @param sessions the sessions of the server, or {@code null} if the server does not run
 * in an application context that the client knows
 * @param exchange the client's side
 * @param clientId identifies the client among the sessions
 * @param timeout how long to wait for the server
 * @author The ws-starter authors
 */
record ServerSide(@Nullable WsSessions sessions, Exchange exchange, String clientId, Duration timeout) {

	private static final Duration END_TIME = Duration.ofSeconds(1);

	WsSession session() {
		WsSessions sessions = this.sessions;
		Assert.state(sessions != null, WsTestClient.CONTEXT_NEEDED);
		Optional<WsSession> found = Polling.await(() -> find(sessions),
				(session) -> session.isPresent() || this.exchange.isClosed(), this.timeout);
		if (this.exchange.isClosed()) {
			throw this.exchange.failure("The session is closed");
		}
		return found.orElseThrow(() -> this.exchange.failure("The server has no session of this client"));
	}

	/**
	 * Wait until the session has ended, for the timeout and one second at most.
	 */
	void awaitEnd() {
		WsSessions sessions = this.sessions;
		if (sessions == null) {
			return;
		}
		Duration limit = (this.timeout.compareTo(END_TIME) < 0) ? this.timeout : END_TIME;
		Polling.await(() -> find(sessions), Optional::isEmpty, limit);
	}

	private Optional<WsSession> find(WsSessions sessions) {
		return sessions.stream()
			.filter((session) -> this.clientId.equals(session.getHeaders().getFirst(WsTestHandshake.CLIENT_HEADER)))
			.findFirst();
	}

}
