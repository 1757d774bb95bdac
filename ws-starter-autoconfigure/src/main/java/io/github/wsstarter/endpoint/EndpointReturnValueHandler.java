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

import org.springframework.core.MethodParameter;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.session.Replies;

/**
 * Strategy for handling return values of an application's own in methods of endpoints:
 * {@code @OnOpen}, {@code @OnMessage}, {@code @OnError} and {@code @OnSubscribe}. The
 * counterpart of Spring's {@code HandlerMethodReturnValueHandler}.
 * <p>
 * Handlers are beans. For each method that declares a return type they are asked in their
 * {@linkplain org.springframework.core.annotation.Order order}, and the first handler
 * that supports the type handles the values. Handlers are asked before the built-in
 * kinds, so that a handler may also support a {@link CompletionStage} or a reactive type
 * of its own values. They are not asked about {@code void} and about {@code @OnClose}
 * methods, which cannot reply.
 * <p>
 * Implementations are thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see EndpointArgumentResolver
 */
public interface EndpointReturnValueHandler {

	/**
	 * Return whether this handler supports a return type. Called at start-up, once for
	 * each method, and never when the method is called.
	 * @param returnType the declared return type, which also knows the method and its
	 * annotations
	 * @return whether {@link #handleReturnValue} can be called with values of this type
	 */
	boolean supportsReturnType(MethodParameter returnType);

	/**
	 * Handle a return value. Called after each call of the method, on the thread that
	 * called the method. It may block if the endpoint is not declared as
	 * {@code nonBlocking}.
	 * @param returnValue what the method returned
	 * @param returnType a type that this handler {@linkplain #supportsReturnType
	 * supports}
	 * @param session the session
	 * @param replies where to send replies: to the client, as the reply to its request if
	 * it sent one; to the topics of {@code @SendTo}; or, for an {@code @OnSubscribe}
	 * method, as its answer. Replies can be sent until the returned stage completes
	 * @return a stage that completes when the value is handled, or {@code null} if it is
	 * handled already. The next message of the session waits for the stage. If the stage
	 * fails, the failure is handled as if the method had thrown it
	 * @throws Exception if the value cannot be handled. The exception is handled as if
	 * the method had thrown it
	 */
	@Nullable CompletionStage<?> handleReturnValue(@Nullable Object returnValue, MethodParameter returnType, WsSession session,
			Replies replies) throws Exception;

}
