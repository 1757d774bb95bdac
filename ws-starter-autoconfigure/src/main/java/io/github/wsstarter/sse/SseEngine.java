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

package io.github.wsstarter.sse;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.OriginCheck;
import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;

/**
 * Serves sessions over server-sent events: the server sends events, and the client sends
 * POST requests. A stream that is quiet, or whose client does not read, does not occupy a
 * thread. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseEngine {

	private final SseConnections connections = new SseConnections();

	private final SessionFactory sessions;

	private final HandshakeChecks checks;

	/**
	 * The check among the checks that also applies to POST and DELETE.
	 */
	private final OriginCheck originCheck;

	private final StreamCarrier servletStreams = new ServletStreams();

	private final StreamCarrier carrier;

	private final Duration keepAlive;

	private final Duration reconnect;

	/**
	 * Create the engine.
	 * @param sessions creates the sessions
	 * @param checks the checks of a request for a stream
	 * @param originCheck the check among these that also applies to other requests
	 * @param carrier a faster carrier of streams than the servlet API, or {@code null}
	 * @param keepAlive the time after which a comment is sent on a quiet stream
	 * @param reconnect the shortest time after which clients reconnect
	 */
	public SseEngine(SessionFactory sessions, HandshakeChecks checks, OriginCheck originCheck,
			@Nullable StreamCarrier carrier, Duration keepAlive, Duration reconnect) {
		Assert.notNull(sessions, "'sessions' must not be null");
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(originCheck, "'originCheck' must not be null");
		this.sessions = sessions;
		this.checks = checks;
		this.originCheck = originCheck;
		this.carrier = (carrier != null) ? carrier : this.servletStreams;
		this.keepAlive = keepAlive;
		this.reconnect = reconnect;
	}

	SseConnections connections() {
		return this.connections;
	}

	SessionFactory sessions() {
		return this.sessions;
	}

	MemoryAccount memory() {
		return this.sessions.memory();
	}

	HandshakeChecks checks() {
		return this.checks;
	}

	OriginCheck originCheck() {
		return this.originCheck;
	}

	StreamCarrier carrier(HttpServletRequest request) {
		return (this.carrier.supports(request)) ? this.carrier : this.servletStreams;
	}

	SessionRoute route(SessionRoute route) {
		// This wire sends comments instead of pings
		return route.withOptions(route.options().withHeartbeatInterval(this.keepAlive));
	}

	/**
	 * Return how long a client waits before it reconnects: a random time, so that clients
	 * do not reconnect at once.
	 * @return the time in milliseconds
	 */
	long reconnectMillis() {
		long millis = this.reconnect.toMillis();
		return millis + ThreadLocalRandom.current().nextLong(millis + 1);
	}

}
