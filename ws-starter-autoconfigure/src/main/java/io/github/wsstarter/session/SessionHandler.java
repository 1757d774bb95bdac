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
 * once, as the last one, with the client's close status, ours, or 1006 when the
 * connection was lost. If a call returns a stage, the next call is made when the stage
 * has completed, except {@link #closed}, which does not wait. {@code null} stands for a
 * call that is already done. {@link #subscribing} is called for a topic with a valid
 * name, between other calls.
 * <p>
 * The exception of a call, and the failure of its stage, is unwrapped and passed to
 * {@link #failed}. If {@code failed} returns {@code false} or fails itself, the failure
 * is logged and the session is closed with 1011.
 * <p>
 * A text that need not wait is passed to {@link #text} without an {@link InboundMessage},
 * which saves 16 to 40 bytes for each message and makes the benchmark {@code echo-16}
 * some 4 % faster. A handler that does not override {@code text} gets the text in
 * {@link #message}.
 * <p>
 * A handler may override {@link #observesClose} if {@link #closed} calls no code of the
 * application, so that it may be called on an I/O thread. {@code observesClose} itself
 * may be called on an I/O thread and must not block.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SessionHandler {

	@Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception;

	@Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies) throws Exception;

	default @Nullable CompletionStage<?> text(EndpointSession session, String text, Replies replies) throws Exception {
		return message(session, new InboundMessage.Text(text), replies);
	}

	default CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		return CompletableFuture.completedFuture(TopicAccess.undeclared());
	}

	boolean failed(EndpointSession session, Throwable failure, Replies replies) throws Exception;

	default boolean observesClose(EndpointSession session) {
		return true;
	}

	void closed(EndpointSession session, CloseStatus status) throws Exception;

}
