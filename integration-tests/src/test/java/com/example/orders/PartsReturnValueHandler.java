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

package com.example.orders;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;

import io.github.wsstarter.WsSession;
import io.github.wsstarter.endpoint.EndpointReturnValueHandler;
import io.github.wsstarter.session.Replies;

/**
 * Sends each part as a separate message. The client's next message waits until the last
 * part has been handed to the socket.
 *
 * @author The ws-starter authors
 */
@Component
class PartsReturnValueHandler implements EndpointReturnValueHandler {

	@Override
	public boolean supportsReturnType(MethodParameter returnType) {
		return returnType.getParameterType() == Parts.class;
	}

	@Override
	public CompletionStage<?> handleReturnValue(@Nullable Object returnValue, MethodParameter returnType,
			WsSession session, Replies replies) {
		CompletionStage<Void> last = CompletableFuture.completedFuture(null);
		if (returnValue instanceof Parts parts) {
			for (Object value : parts.values()) {
				last = replies.replyAndConfirm(value);
			}
		}
		return last;
	}

}
