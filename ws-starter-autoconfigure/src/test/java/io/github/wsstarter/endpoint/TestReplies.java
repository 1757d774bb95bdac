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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.Replies;

/**
 * Collects replies, and confirms them at once or on request of the test.
 *
 * @author The ws-starter authors
 */
class TestReplies implements Replies {

	private final List<Object> sent = new ArrayList<>();

	private final Queue<CompletableFuture<Void>> unconfirmed = new ArrayDeque<>();

	private final boolean confirming;

	TestReplies() {
		this(true);
	}

	TestReplies(boolean confirming) {
		this.confirming = confirming;
	}

	List<Object> getSent() {
		return this.sent;
	}

	/**
	 * Confirm the oldest reply that is waiting, or let it fail.
	 * @param failure the failure, or {@code null} to confirm
	 */
	void confirm(@Nullable Throwable failure) {
		CompletableFuture<Void> future = this.unconfirmed.remove();
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(null);
		}
	}

	@Override
	public void reply(Object payload) {
		this.sent.add(payload);
	}

	@Override
	public CompletionStage<Void> replyAndConfirm(Object payload) {
		this.sent.add(payload);
		CompletableFuture<Void> future = new CompletableFuture<>();
		if (this.confirming) {
			future.complete(null);
		}
		else {
			this.unconfirmed.add(future);
		}
		return future;
	}

}
