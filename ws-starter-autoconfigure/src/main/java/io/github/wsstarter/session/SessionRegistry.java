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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.WsSessions;

/**
 * The open sessions. A session is added before its endpoint is told that it is open, and
 * removed before its endpoint is told that it is closed. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionRegistry implements WsSessions {

	private final Map<String, TransportSession> sessions = new ConcurrentHashMap<>();

	private final Lock lock = new ReentrantLock();

	private final Condition allEnded = this.lock.newCondition();

	/**
	 * The number of sessions whose endpoints have not learned of the end yet. Guarded by
	 * the lock.
	 */
	private int live;

	void add(TransportSession session) {
		count(1);
		this.sessions.put(session.getId(), session);
	}

	void remove(TransportSession session) {
		this.sessions.remove(session.getId());
	}

	void onHandlerDone() {
		count(-1);
	}

	private void count(int change) {
		this.lock.lock();
		try {
			this.live += change;
			if (this.live == 0) {
				this.allEnded.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until all sessions have ended and their endpoints have learned of it. An
	 * interrupt ends the wait.
	 * @param timeout the maximum time to wait
	 * @return whether all have ended
	 */
	boolean awaitEnd(Duration timeout) {
		long left = timeout.toNanos();
		this.lock.lock();
		try {
			while (this.live > 0 && left > 0) {
				left = this.allEnded.awaitNanos(left);
			}
			return this.live == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the number of sessions that have ended while a method of their endpoint was
	 * running, which has not returned yet.
	 * @return the number of sessions
	 */
	int busyCount() {
		this.lock.lock();
		try {
			return Math.max(0, this.live - count());
		}
		finally {
			this.lock.unlock();
		}
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
