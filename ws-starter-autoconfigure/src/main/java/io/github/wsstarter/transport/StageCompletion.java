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

package io.github.wsstarter.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Completes the stages of messages on threads that may not block. The executor runs what
 * the application attached to the stages, in order and in one task.
 *
 * @param executor runs code of the application, and never rejects it
 * @author The ws-starter authors
 */
record StageCompletion(Executor executor) {

	/**
	 * Set the outcome of messages. Called without any lock.
	 * @param messages the messages
	 * @param failure supplies the reason why a message was not sent, or {@code null}
	 */
	void settle(List<Outgoing> messages, Supplier<? extends @Nullable Throwable> failure) {
		List<Outgoing> observed = List.of();
		for (Outgoing message : messages) {
			if (message.settle(failure.get())) {
				observed = (!observed.isEmpty()) ? observed : new ArrayList<>();
				observed.add(message);
			}
		}
		if (!observed.isEmpty()) {
			this.executor.execute(tell(observed));
		}
	}

	private static Runnable tell(List<Outgoing> observed) {
		return () -> observed.forEach(Outgoing::tell);
	}

}
