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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;

/**
 * Handles what happens to sessions: the seam between sessions and whatever serves them.
 * <p>
 * The calls for one session come one after another, each seeing what the previous one
 * did: {@link #opened} first, {@link #closed} exactly once and last. A stage that is
 * returned holds the next call back until it completes, but for {@link #closed}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SessionHandler {

	/**
	 * The session is open.
	 * @param session the session
	 * @param replies where to send what is answered
	 * @return a stage that completes when all is done, or {@code null} if it is already
	 * @throws Exception passed to {@link #failed}
	 */
	@Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception;

	/**
	 * A message came in.
	 * @param session the session
	 * @param message the message
	 * @param replies where to send what is answered
	 * @return a stage that completes when all is done, or {@code null} if it is already.
	 * A failure of it is passed to {@link #failed}
	 * @throws Exception passed to {@link #failed}
	 */
	@Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies) throws Exception;

	/**
	 * A text message came in. As {@link #message} does by default, for handlers that can
	 * do without an object for each message.
	 * @param session the session
	 * @param text the message
	 * @param replies where to send what is answered
	 * @return as for other messages
	 * @throws Exception passed to {@link #failed}
	 */
	default @Nullable CompletionStage<?> text(EndpointSession session, String text, Replies replies) throws Exception {
		return message(session, new InboundMessage.Text(text), replies);
	}

	/**
	 * The client asks to subscribe to a topic. Called like {@link #message}, between
	 * messages.
	 * @param session the session
	 * @param topic the topic, whose name is valid
	 * @return a stage that completes with the answer
	 * @throws Exception if there is no answer
	 */
	default CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		return CompletableFuture.completedFuture(TopicAccess.undeclared());
	}

	/**
	 * One of the other calls failed.
	 * @param session the session
	 * @param failure what was thrown, unwrapped
	 * @param replies where to send what is answered
	 * @return whether the failure was dealt with. If not, it is logged and the session is
	 * closed with 1011
	 * @throws Exception handled as if the failure was not dealt with
	 */
	boolean failed(EndpointSession session, Throwable failure, Replies replies) throws Exception;

	/**
	 * Return whether the end of a session is of interest. If not, {@link #closed} may be
	 * called on a thread that must not wait for anything.
	 * @param session the session, for which no call is under way
	 * @return whether {@link #closed} calls anything of the application's
	 */
	default boolean observesClose(EndpointSession session) {
		return true;
	}

	/**
	 * The session is closed.
	 * @param session the session
	 * @param status the close status: the client's, ours, or 1006 when the connection was
	 * lost
	 * @throws Exception passed to {@link #failed}
	 */
	void closed(EndpointSession session, CloseStatus status) throws Exception;

}
