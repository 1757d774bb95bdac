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

package io.github.wsstarter.benchmarks.server.jakarta;

import java.util.ArrayDeque;
import java.util.Queue;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * Sends without waiting, one message after another, as the API demands.
 *
 * @author The ws-starter authors
 */
class AsyncSender implements Sender {

	private final Queue<String> waiting = new ArrayDeque<>();

	private final RemoteEndpoint.Async remote;

	private boolean sending;

	AsyncSender(Session session) {
		this.remote = session.getAsyncRemote();
	}

	@Override
	public void send(String text) {
		synchronized (this.waiting) {
			if (this.sending) {
				this.waiting.add(text);
				return;
			}
			this.sending = true;
		}
		this.remote.sendText(text, this::sent);
	}

	private void sent(SendResult result) {
		String next = next();
		if (next != null && result.isOK()) {
			this.remote.sendText(next, this::sent);
		}
	}

	private @Nullable String next() {
		synchronized (this.waiting) {
			String next = this.waiting.poll();
			this.sending = (next != null);
			return next;
		}
	}

}
