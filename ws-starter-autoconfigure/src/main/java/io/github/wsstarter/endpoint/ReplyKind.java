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

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;

/**
 * What is made of the value that a method returned. Implementations are immutable.
 *
 * @author The ws-starter authors
 */
@FunctionalInterface
interface ReplyKind {

	/**
	 * The method returns nothing.
	 */
	ReplyKind NONE = (returned, session, replies) -> null;

	/**
	 * The method returns the reply.
	 */
	ReplyKind VALUE = (returned, session, replies) -> {
		send(returned, replies);
		return null;
	};

	/**
	 * The method returns a stage that yields the reply.
	 */
	ReplyKind STAGE = (returned, session, replies) -> (returned instanceof CompletionStage<?> stage)
			? stage.thenAccept((value) -> send(value, replies)) : null;

	/**
	 * Reply with what a method returned.
	 * @param returned what the method returned
	 * @param session the session
	 * @param replies where to send the reply
	 * @return a stage that completes when all is sent, or {@code null} if it is already
	 * @throws Exception if an application's handler fails
	 */
	@Nullable CompletionStage<?> reply(@Nullable Object returned, EndpointSession session, Replies replies) throws Exception;

	private static void send(@Nullable Object returned, Replies replies) {
		Object value = (returned instanceof Optional<?> optional) ? optional.orElse(null) : returned;
		if (value != null) {
			replies.reply(value);
		}
	}

}
