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

import java.util.ArrayList;
import java.util.List;

import io.github.wsstarter.sse.SseInbound.Reception;

/**
 * The requests of one session whose bodies have not arrived. Their number is bounded, and
 * they end with the session. Thread-safe: the monitor of this object guards the fields.
 *
 * @author The ws-starter authors
 */
final class PendingBodies {

	private static final int MAX = 16;

	private final List<UpstreamRequest> requests = new ArrayList<>(0);

	private boolean ended;

	/**
	 * Let a request wait for its body.
	 * @param request the request
	 * @return {@link Reception#WAITING} if it may wait
	 */
	synchronized Reception add(UpstreamRequest request) {
		if (this.ended) {
			return Reception.CLOSED;
		}
		if (this.requests.size() >= MAX) {
			return Reception.REFUSED;
		}
		this.requests.add(request);
		return Reception.WAITING;
	}

	synchronized void remove(UpstreamRequest request) {
		this.requests.remove(request);
	}

	/**
	 * Let no request wait any more.
	 * @return the requests that have waited
	 */
	synchronized List<UpstreamRequest> end() {
		this.ended = true;
		List<UpstreamRequest> waiting = List.copyOf(this.requests);
		this.requests.clear();
		return waiting;
	}

}
