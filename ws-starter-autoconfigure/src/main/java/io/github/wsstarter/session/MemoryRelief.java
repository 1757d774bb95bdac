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

import java.util.Comparator;
import java.util.List;

import io.github.wsstarter.memory.HeapShare;

/**
 * Closes the sessions for which the most waits, while all sessions together hold more
 * memory than they may.
 *
 * @author The ws-starter authors
 */
final class MemoryRelief {

	/**
	 * What may wait for any session, in bytes: clients for which less waits are not slow.
	 */
	private static final long LEAST = 16 * 1024;

	private final SessionRegistry registry;

	private final HeapShare share;

	MemoryRelief(SessionRegistry registry, HeapShare share) {
		this.registry = registry;
		this.share = share;
	}

	/**
	 * Close sessions until there is no excess any more. If little waits for each session,
	 * an excess is left.
	 */
	void relieve() {
		List<Backlog> largestFirst = this.registry.all()
			.stream()
			.map((session) -> new Backlog(session, session.backlog()))
			.filter((backlog) -> backlog.bytes() >= LEAST)
			.sorted(Comparator.comparingLong(Backlog::bytes).reversed())
			.toList();
		for (Backlog backlog : largestFirst) {
			if (!this.share.isExceeded()) {
				return;
			}
			backlog.session().cutOff();
		}
	}

	private record Backlog(TransportSession session, long bytes) {

	}

}
