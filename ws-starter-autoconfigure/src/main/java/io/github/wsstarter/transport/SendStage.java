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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * The stage that an application gets for a message that it sends.
 * <p>
 * The thread that writes the message settles the stage. If the application has attached
 * nothing, the stage completes there and then. Otherwise only the outcome is kept, and
 * another thread has to {@link #tell() tell} the application, as what it attached may
 * block. A thread that waits for the stage, or asks whether it is done, learns of the
 * outcome directly: it does not depend on the other thread, and runs nothing that others
 * have attached.
 * <p>
 * {@link CompletableFuture} calls {@link #newIncompleteFuture()} before it adds anything
 * to a stage, except in the methods that are overridden here. Both this call and
 * {@link #settle} hold this object's monitor: either the stage is observed before it is
 * settled, or it is complete before anything is added, which then runs on the thread that
 * adds it.
 *
 * @author The ws-starter authors
 */
final class SendStage extends CompletableFuture<Void> {

	/**
	 * The outcome of a stage that is observed, {@code null} while nothing was attached.
	 * No code of the application ever depends on it directly. Guarded by this object's
	 * monitor.
	 */
	private @Nullable CompletableFuture<Void> outcome;

	synchronized boolean settle(@Nullable Throwable failure) {
		CompletableFuture<Void> outcome = this.outcome;
		complete((outcome != null) ? outcome : this, failure);
		return outcome != null;
	}

	/**
	 * Run what the application attached, if the outcome is known.
	 */
	void tell() {
		CompletableFuture<Void> outcome = observe();
		if (outcome.isDone()) {
			outcome.whenComplete((sent, failure) -> complete(this, failure));
		}
	}

	private static void complete(CompletableFuture<Void> future, @Nullable Throwable failure) {
		if (failure != null) {
			future.completeExceptionally(failure);
		}
		else {
			future.complete(null);
		}
	}

	/**
	 * Note that the application is about to attach something or to wait.
	 * @return the outcome, which also completes when the application completes this stage
	 */
	private synchronized CompletableFuture<Void> observe() {
		CompletableFuture<Void> outcome = this.outcome;
		if (outcome == null) {
			outcome = new CompletableFuture<>();
			this.outcome = outcome;
			CompletableFuture<Void> observed = outcome;
			super.whenComplete((sent, failure) -> complete(observed, failure));
		}
		return outcome;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		if (!super.isDone()) {
			observe();
		}
		return new CompletableFuture<>();
	}

	@Override
	public CompletableFuture<Void> toCompletableFuture() {
		observe();
		return this;
	}

	@Override
	public CompletionStage<Void> minimalCompletionStage() {
		observe();
		return super.minimalCompletionStage();
	}

	@Override
	public Void get() throws InterruptedException, ExecutionException {
		return (super.isDone()) ? super.get() : observe().get();
	}

	@Override
	public Void get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return (super.isDone()) ? super.get(timeout, unit) : observe().get(timeout, unit);
	}

	@Override
	public Void join() {
		return (super.isDone()) ? super.join() : observe().join();
	}

	@Override
	public Void getNow(Void valueIfAbsent) {
		return (super.isDone()) ? super.getNow(valueIfAbsent) : observe().getNow(valueIfAbsent);
	}

	@Override
	public boolean isDone() {
		return super.isDone() || isKnown();
	}

	@Override
	public boolean isCompletedExceptionally() {
		return (super.isDone()) ? super.isCompletedExceptionally() : isKnown() && observe().isCompletedExceptionally();
	}

	private synchronized boolean isKnown() {
		return this.outcome != null && this.outcome.isDone();
	}

}
