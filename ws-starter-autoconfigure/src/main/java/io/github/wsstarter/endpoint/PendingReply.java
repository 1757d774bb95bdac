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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.wsstarter.session.EndpointSession;

/**
 * A reply that is pending until it completes or its session closes. It is an interface
 * because its implementation needs Reactive Streams, which is optional.
 *
 * @author The ws-starter authors
 */
interface PendingReply extends CompletionStage<Void> {

	/**
	 * Return whether this is a stream of replies, which may last as long as its session.
	 * @return whether there may be more than one reply
	 */
	boolean isStream();

	/**
	 * Stop because the session is closed. Completes the stage.
	 */
	void stop();

	/**
	 * The pending replies of each session. Thread-safe.
	 */
	class Registry {

		private final Map<EndpointSession, List<PendingReply>> replies = new ConcurrentHashMap<>();

		void add(EndpointSession session, PendingReply reply) {
			this.replies.merge(session, List.of(reply),
					(before, added) -> Stream.concat(before.stream(), added.stream()).toList());
			reply.whenComplete((result, failure) -> remove(session, reply));
			// If the session was closed before the reply was added, nothing else stops it
			if (!session.isOpen()) {
				reply.stop();
			}
		}

		private void remove(EndpointSession session, PendingReply reply) {
			this.replies.computeIfPresent(session, (key, before) -> {
				List<PendingReply> after = before.stream().filter((candidate) -> candidate != reply).toList();
				return (after.isEmpty()) ? null : after;
			});
		}

		boolean contains(EndpointSession session) {
			return this.replies.containsKey(session);
		}

		void stop(EndpointSession session) {
			this.replies.getOrDefault(session, List.of()).forEach(PendingReply::stop);
		}

	}

}
