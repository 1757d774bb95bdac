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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.TopicAccess;

/**
 * Delegates to a handler that is created when the first session opens.
 *
 * @param supplier supplies the handler, always the same one
 * @author The ws-starter authors
 */
record LazySessionHandler(Supplier<SessionHandler> supplier) implements SessionHandler {

	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) throws Exception {
		return this.supplier.get().opened(session, replies);
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		return this.supplier.get().message(session, message, replies);
	}

	@Override
	public @Nullable CompletionStage<?> text(EndpointSession session, String text, Replies replies) throws Exception {
		return this.supplier.get().text(session, text, replies);
	}

	@Override
	public CompletionStage<TopicAccess> subscribing(EndpointSession session, String topic) throws Exception {
		return this.supplier.get().subscribing(session, topic);
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) throws Exception {
		return this.supplier.get().failed(session, failure, replies);
	}

	@Override
	public boolean observesClose(EndpointSession session) {
		return this.supplier.get().observesClose(session);
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) throws Exception {
		this.supplier.get().closed(session, status);
	}

}
