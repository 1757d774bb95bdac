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

package io.github.wsstarter.benchmarks.server.starter;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.websocket.OnMessage;

import io.github.wsstarter.WsEndpoint;
import io.github.wsstarter.WsSession;

/**
 * Answers each message with several large ones, until the queue of the session is nearly
 * full.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/flood")
class FloodEndpoint {

	private static final String MESSAGE = "a".repeat(8 * 1024);

	/**
	 * A little less than fits into the queue of a session by default.
	 */
	private static final int NEARLY_FULL = 60;

	private static final int AT_ONCE = 16;

	private static final String QUEUED = "queued";

	@OnMessage
	void flood(WsSession session, String message) {
		AtomicInteger queued = (AtomicInteger) session.getAttributes()
			.computeIfAbsent(QUEUED, (key) -> new AtomicInteger());
		for (int i = 0; i < AT_ONCE && session.isOpen() && queued.get() < NEARLY_FULL; i++) {
			queued.incrementAndGet();
			session.send(MESSAGE).whenComplete((sent, ex) -> queued.decrementAndGet());
		}
	}

}
