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

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;

import io.github.wsstarter.WsSession;

/**
 * Strategy for resolving method parameters of an application's own in methods of
 * endpoints: {@code @OnOpen}, {@code @OnMessage}, {@code @OnClose}, {@code @OnError} and
 * {@code @OnSubscribe}. The counterpart of Spring's
 * {@code HandlerMethodArgumentResolver}.
 * <p>
 * Resolvers are beans. For each parameter they are asked in their
 * {@linkplain org.springframework.core.annotation.Order order}, and the first resolver
 * that supports the parameter resolves it. Resolvers come before the message of an
 * {@code @OnMessage} method and the topic of an {@code @OnSubscribe} method, which are
 * the parameters that nothing else supports. A parameter that is supported by a resolver
 * and by one of the other built-in kinds, such as {@link WsSession} or
 * {@code @PathVariable}, fails at start-up.
 * <p>
 * Implementations are thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see EndpointReturnValueHandler
 */
public interface EndpointArgumentResolver {

	/**
	 * Return whether this resolver supports a parameter. Called at start-up, once for
	 * each parameter, and never when the method is called.
	 * @param parameter the parameter, which also knows the method and its annotations
	 * @return whether {@link #resolveArgument} can be called with this parameter
	 */
	boolean supportsParameter(MethodParameter parameter);

	/**
	 * Resolve the value of a parameter. Called before each call of the method, on the
	 * thread that calls the method. It may block if the endpoint is not declared as
	 * {@code nonBlocking}.
	 * @param parameter a parameter that this resolver {@linkplain #supportsParameter
	 * supports}
	 * @param session the session
	 * @param event what the method handles: the decoded message, the
	 * {@link org.springframework.web.socket.CloseStatus}, the failure, or the name of the
	 * topic as {@code String}; {@code null} when the session opens
	 * @return the value, which must be assignable to the type of the parameter
	 * @throws UnusableArgumentException if the client did not send what the parameter
	 * needs. The session is closed with 1008, or the subscription is refused
	 * @throws Exception if the value cannot be resolved. The exception is handled as if
	 * the method had thrown it
	 */
	@Nullable Object resolveArgument(MethodParameter parameter, WsSession session, @Nullable Object event) throws Exception;

}
