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

package io.github.wsstarter.direct;

import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.diagnostics.CodePlace;

/**
 * Finds endpoints that are declared non-blocking although their handlers block an I/O
 * thread, and logs a warning, once in a minute for each endpoint.
 *
 * @author The ws-starter authors
 */
final class BlockedHandlerWatch implements Runnable {

	private static final long INTERVAL_MILLIS = 100;

	private static final long TOO_LONG = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);

	private final IoThread[] threads;

	private final ClientLog log = new ClientLog(LogFactory.getLog(BlockedHandlerWatch.class));

	private final ScheduledExecutorService executor;

	BlockedHandlerWatch(IoThread[] threads) {
		this.threads = threads;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("ws-io-watch-");
		factory.setDaemon(true);
		this.executor = Executors.newSingleThreadScheduledExecutor(factory);
	}

	void start() {
		this.executor.scheduleWithFixedDelay(this, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void run() {
		for (IoThread thread : this.threads) {
			String endpoint = thread.handling();
			if (endpoint != null && System.nanoTime() - thread.handlingSince() > TOO_LONG) {
				report(endpoint, thread.thread().getStackTrace());
			}
		}
	}

	private void report(String endpoint, StackTraceElement[] stack) {
		this.log.warn(endpoint, LogMessage.format(
				"Endpoint '%s' is declared 'nonBlocking', but a handler has held up an I/O thread, and so other "
						+ "clients, for more than %d ms (now in %s). Remove 'nonBlocking' from its @WsEndpoint",
				endpoint, INTERVAL_MILLIS, Objects.requireNonNullElse(CodePlace.of(stack), "an unknown place")));
	}

	void stop() {
		this.executor.shutdown();
	}

}
