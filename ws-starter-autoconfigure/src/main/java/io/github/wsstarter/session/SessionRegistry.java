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

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;
import io.github.wsstarter.transport.TimedWait;

/**
 * The open sessions. A session is added before its endpoint learns of it and removed
 * before its endpoint learns of its end. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionRegistry implements WsSessions {

	private final Map<String, TransportSession> sessions = new ConcurrentHashMap<>();

	/**
	 * Guarded by this object's monitor.
	 */
	private int live;

	void add(TransportSession session) {
		synchronized (this) {
			this.live++;
		}
		this.sessions.put(session.getId(), session);
	}

	void remove(TransportSession session) {
		this.sessions.remove(session.getId());
	}

	/**
	 * A session has ended and its endpoint has learned of it.
	 */
	synchronized void ended() {
		this.live--;
		if (this.live == 0) {
			notifyAll();
		}
	}

	/**
	 * Wait until all sessions have ended and their endpoints have learned of it.
	 * @param timeout how long to wait
	 * @return whether all have ended
	 */
	synchronized boolean awaitEnd(Duration timeout) {
		TimedWait.on(this, () -> this.live > 0, timeout.toMillis());
		return this.live == 0;
	}

	Collection<TransportSession> all() {
		return Collections.unmodifiableCollection(this.sessions.values());
	}

	@Override
	public Optional<WsSession> find(String id) {
		return Optional.ofNullable(this.sessions.get(id));
	}

	@Override
	public Stream<WsSession> stream() {
		return this.sessions.values().stream().map(WsSession.class::cast);
	}

	@Override
	public int count() {
		return this.sessions.size();
	}

}
