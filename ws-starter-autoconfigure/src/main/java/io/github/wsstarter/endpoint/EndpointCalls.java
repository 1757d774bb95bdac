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

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;

/**
 * Calls the methods of one endpoint, and replies with what they return.
 *
 * @author The ws-starter authors
 */
class EndpointCalls {

	private final Object bean;

	private final SessionRefusals refusals;

	private final PendingReply.Registry pendingReplies;

	EndpointCalls(Object bean, SessionRefusals refusals, PendingReply.Registry pendingReplies) {
		this.bean = bean;
		this.refusals = refusals;
		this.pendingReplies = pendingReplies;
	}

	/**
	 * Call a method and reply with its return value. Closes the session with 1008 if the
	 * client did not send a value that the method needs.
	 * @param method the method
	 * @param session the session
	 * @param event the message, the close status or the failure
	 * @param replies takes the replies, or {@code null} if the client cannot be replied
	 * to
	 * @return a stage that completes when the method and its replies are done, or
	 * {@code null} if they already are
	 * @throws Exception thrown by the method
	 */
	@Nullable CompletionStage<?> call(EndpointMethod method, EndpointSession session, @Nullable Object event,
			@Nullable Replies replies) throws Exception {
		try {
			return invoke(method, session, event, replies);
		}
		catch (UnusableArgumentException ex) {
			this.refusals.refuse(session, CloseStatus.POLICY_VIOLATION.withReason(reason(ex)), method.describe(),
					() -> "%s, which '%s' needs".formatted(ex.getMessage(), method.describe()));
			return null;
		}
	}

	/**
	 * Call a method, and reply with its return value or publish it.
	 * @param method the method
	 * @param session the session
	 * @param event the message, the close status, the failure or the topic
	 * @param replies takes the replies, or {@code null} if the client cannot be replied
	 * to
	 * @return a stage that completes when all is done, or {@code null} if it is already
	 * @throws UnusableArgumentException if the client did not send a value that the
	 * method needs
	 * @throws Exception thrown by the method
	 */
	@Nullable CompletionStage<?> invoke(EndpointMethod method, EndpointSession session, @Nullable Object event,
			@Nullable Replies replies) throws Exception {
		Destinations destinations = method.destinations();
		Replies target = (destinations != null) ? destinations.replies(session) : replies;
		Object returned = method.invoke(this.bean, session, event);
		if (target == null) {
			return (returned instanceof CompletionStage<?> stage) ? stage : null;
		}
		CompletionStage<?> stage = method.reply().reply(returned, session, target);
		if (stage instanceof PendingReply pending) {
			this.pendingReplies.add(session, pending);
		}
		return stage;
	}

	private static String reason(UnusableArgumentException ex) {
		String reason = ex.getMessage();
		return (reason != null && CloseRules.isSendable(reason)) ? reason : "Missing or invalid value in the handshake";
	}

}
