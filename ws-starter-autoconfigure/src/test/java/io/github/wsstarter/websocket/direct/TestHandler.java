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

package io.github.wsstarter.websocket.direct;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.EndpointSession;
import io.github.wsstarter.session.Replies;
import io.github.wsstarter.session.SessionHandler;

/**
 * A handler that keeps a record and does what a test wants.
 *
 * @author The ws-starter authors
 */
class TestHandler implements SessionHandler {

	final List<String> events = new CopyOnWriteArrayList<>();

	volatile OnText onText = (text, replies) -> null;

	volatile boolean observesClose = true;

	@Override
	public @Nullable CompletionStage<?> opened(EndpointSession session, Replies replies) {
		this.events.add("opened");
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> message(EndpointSession session, InboundMessage message, Replies replies)
			throws Exception {
		String text = (message instanceof InboundMessage.Text payload) ? payload.payload() : "no text";
		this.events.add(text);
		return this.onText.handle(text, replies);
	}

	@Override
	public boolean failed(EndpointSession session, Throwable failure, Replies replies) {
		this.events.add("failed " + failure);
		return true;
	}

	@Override
	public boolean observesClose(EndpointSession session) {
		return this.observesClose;
	}

	@Override
	public void closed(EndpointSession session, CloseStatus status) {
		this.events.add("closed " + status.getCode());
	}

	interface OnText {

		@Nullable CompletionStage<?> handle(String text, Replies replies) throws Exception;

	}

}
