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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.OnMessage;

import io.github.wsstarter.WsEndpoint;

/**
 * Answers each message with its text after some time, without holding a thread.
 *
 * @author The ws-starter authors
 */
@WsEndpoint("/ws/pending")
class PendingEndpoint {

	private static final int DELAY_MILLIS = 200;

	@OnMessage
	CompletionStage<String> echo(String message) {
		return new CompletableFuture<String>().completeOnTimeout(message, DELAY_MILLIS, TimeUnit.MILLISECONDS);
	}

}
