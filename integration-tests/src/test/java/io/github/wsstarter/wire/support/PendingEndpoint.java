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

package io.github.wsstarter.wire.support;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.WsEndpoint;

/**
 * Answers every message with the same text, but not before the test wants it.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/pending")
public class PendingEndpoint {

	private final Queue<CloseStatus> closed = new ConcurrentLinkedQueue<>();

	private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();

	private volatile boolean answering;

	@OnMessage
	CompletionStage<String> reply(String message) {
		CompletableFuture<String> reply = new CompletableFuture<>();
		this.pending.add(() -> reply.complete(message));
		if (this.answering) {
			answerAll();
		}
		return reply;
	}

	@OnClose
	void closed(CloseStatus status) {
		this.closed.add(status);
	}

	/**
	 * Return how many replies are pending.
	 * @return the number of messages that are not answered
	 */
	public int pending() {
		return this.pending.size();
	}

	/**
	 * Return with what sessions were closed.
	 * @return the status of each session that was closed
	 */
	public Collection<CloseStatus> closed() {
		return this.closed;
	}

	/**
	 * Answer all messages, and those that follow at once.
	 */
	public void answerAll() {
		this.answering = true;
		for (Runnable next = this.pending.poll(); next != null; next = this.pending.poll()) {
			next.run();
		}
	}

}
