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

package io.github.wsstarter.handshake;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * Records the last 100 handshakes that were refused. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class HandshakeJournal {

	private static final int CAPACITY = 100;

	/**
	 * The newest first. Guarded by its own monitor.
	 */
	private final Deque<RefusedHandshake> refused = new ArrayDeque<>(CAPACITY);

	private final Clock clock;

	public HandshakeJournal(Clock clock) {
		Assert.notNull(clock, "'clock' must not be null");
		this.clock = clock;
	}

	/**
	 * Return the handshakes that were refused.
	 * @return at most 100 handshakes, the newest first
	 */
	public List<RefusedHandshake> list() {
		synchronized (this.refused) {
			return List.copyOf(this.refused);
		}
	}

	RefusedHandshake add(HandshakeRequest request, int status, String reason) {
		HttpServletRequest httpRequest = request.getHttpRequest().getServletRequest();
		RefusedHandshake handshake = new RefusedHandshake(this.clock.instant(), httpRequest.getRemoteAddr(),
				httpRequest.getHeader(HttpHeaders.ORIGIN), httpRequest.getRequestURI(), request.getEndpointName(),
				status, reason);
		synchronized (this.refused) {
			if (this.refused.size() == CAPACITY) {
				this.refused.removeLast();
			}
			this.refused.addFirst(handshake);
		}
		return handshake;
	}

}
