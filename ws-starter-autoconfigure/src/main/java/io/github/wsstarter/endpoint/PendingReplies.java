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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.github.wsstarter.session.EndpointSession;

/**
 * The pending replies of each session.
 *
 * @author The ws-starter authors
 */
class PendingReplies {

	private final Map<EndpointSession, List<PendingReply>> replies = new ConcurrentHashMap<>();

	/**
	 * Keep a reply until it is complete. The reply is stopped at once if its session is
	 * not open.
	 * @param session the session
	 * @param reply the reply
	 */
	void add(EndpointSession session, PendingReply reply) {
		this.replies.merge(session, List.of(reply),
				(before, added) -> Stream.concat(before.stream(), added.stream()).toList());
		reply.whenComplete((result, failure) -> remove(session, reply));
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

	/**
	 * Return whether a session has pending replies.
	 * @param session the session
	 * @return whether there are pending replies
	 */
	boolean contains(EndpointSession session) {
		return this.replies.containsKey(session);
	}

	/**
	 * Stop all replies to a session.
	 * @param session the session
	 */
	void stop(EndpointSession session) {
		List<PendingReply> pending = this.replies.get(session);
		if (pending != null) {
			pending.forEach(PendingReply::stop);
		}
	}

}
