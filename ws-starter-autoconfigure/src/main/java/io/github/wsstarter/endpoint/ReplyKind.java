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
 * Replies with the return value of a method. Implementations are immutable.
 *
 * @author The ws-starter authors
 */
@FunctionalInterface
interface ReplyKind {

	ReplyKind NONE = (returned, session, replies) -> null;

	ReplyKind VALUE = (returned, session, replies) -> {
		send(returned, replies);
		return null;
	};

	ReplyKind STAGE = (returned, session, replies) -> (returned instanceof CompletionStage<?> stage)
			? stage.thenAccept((value) -> send(value, replies)) : null;

	/**
	 * Reply with the return value of a method.
	 * @param returned the return value
	 * @param session the session
	 * @param replies takes the reply
	 * @return a stage that completes when all replies are sent, or {@code null} if they
	 * already are
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
