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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;

/**
 * A handler that records its calls and behaves as the test defines.
 *
 * @author The ws-starter authors
 */
public class TestHandler implements SessionHandler {

	public final List<String> events = new CopyOnWriteArrayList<>();

	public final List<Throwable> failures = new CopyOnWriteArrayList<>();

	public volatile OnText onText = (text, replies) -> null;

	public volatile boolean observesClose = true;

	public volatile boolean dealsWithFailures;

	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) {
		this.events.add("opened");
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		if (message instanceof InboundMessage.Text text) {
			this.events.add(text.payload());
			return this.onText.handle(text.payload(), replies);
		}
		this.events.add(message.getClass().getSimpleName());
		return null;
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) {
		this.failures.add(failure);
		return this.dealsWithFailures;
	}

	@Override
	public boolean observesClose(EndpointSession session) {
		return this.observesClose;
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) {
		this.events.add("closed " + status.getCode());
	}

	/**
	 * Handles a text message.
	 */
	public interface OnText {

		@Nullable CompletionStage<?> handle(String text, Replies replies) throws Exception;

	}

}
