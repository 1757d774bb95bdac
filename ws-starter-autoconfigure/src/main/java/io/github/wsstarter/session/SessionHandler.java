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
 * Handles the events of sessions.
 * <p>
 * The calls for one session are made one after another, and each call sees the effects of
 * the previous one. {@link #opened} is called first; {@link #closed} is called exactly
 * once, as the last one. If a call returns a stage, the next call is made when the stage
 * has completed, except {@link #closed}, which does not wait.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SessionHandler {

	/**
	 * Called when the session is open. Returns and fails like {@link #message}.
	 */
	@Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception;

	/**
	 * Called when a message was received. Returns a stage that completes when the call is
	 * done, or {@code null} if it is already done. An exception, and a failure of the
	 * stage, is passed to {@link #failed}.
	 */
	@Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies) throws Exception;

	/**
	 * Called when a text message was received. Calls {@link #message} by default; a
	 * handler may override it to save an object for each message.
	 */
	default @Nullable CompletionStage<?> text(EndpointSession session, String text, Replies replies) throws Exception {
		return message(session, new InboundMessage.Text(text), replies);
	}

	/**
	 * Called when the client requests to subscribe to a topic, like {@link #message}
	 * between other calls. The name of the topic is valid.
	 */
	default CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		return CompletableFuture.completedFuture(TopicAccess.undeclared());
	}

	/**
	 * Called when another call has failed, with the failure unwrapped. Returns whether
	 * the failure was handled. If not, or if this method fails, the failure is logged and
	 * the session is closed with 1011.
	 */
	boolean failed(EndpointSession session, Throwable failure, Replies replies) throws Exception;

	/**
	 * Return whether {@link #closed} calls code of the application, which may block. If
	 * not, it may be called on an I/O thread. This method itself may be called on an I/O
	 * thread and must not block; no call for the session is in progress.
	 */
	default boolean observesClose(EndpointSession session) {
		return true;
	}

	/**
	 * Called when the session is closed. The status is the client's, ours, or 1006 when
	 * the connection was lost. An exception is passed to {@link #failed}.
	 */
	void closed(EndpointSession session, CloseStatus status) throws Exception;

}
