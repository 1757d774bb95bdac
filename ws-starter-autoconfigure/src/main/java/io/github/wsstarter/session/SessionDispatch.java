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

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.message.InboundMessage;

/**
 * Calls the handler of one session, one call after another.
 * <p>
 * A call runs on the thread that reads. A call that had to wait for another one runs on
 * the executor. The {@link InboundQueue} decides which thread makes the next call, and
 * that only one thread does.
 *
 * @author The ws-starter authors
 */
final class SessionDispatch {

	private final InboundQueue queue;

	private final EndpointSession session;

	private final SessionHandler handler;

	private final SessionSender sender;

	private final SessionEnd end;

	private final Executor executor;

	private final Runnable onDone;

	SessionDispatch(EndpointSession session, SessionHandler handler, SessionOptions options, SessionSender sender,
			SessionEnd end, Executor executor, Runnable onDone, MemoryAccount memory) {
		this.queue = new InboundQueue(Math.max(options.textLimit(), options.binaryLimit()), memory);
		this.session = session;
		this.handler = handler;
		this.sender = sender;
		this.end = end;
		this.executor = executor;
		this.onDone = onDone;
	}

	void opened() {
		read(() -> this.handler.opened(this.session, this.sender));
	}

	boolean message(InboundMessage message, long millis) {
		switch (this.queue.admit(message, millis)) {
			case HANDLE -> read(message(message));
			case OVERFLOW -> {
				return false;
			}
			case HOLD, DISCARD -> {
			}
		}
		return true;
	}

	boolean tryText(String text) {
		if (!this.queue.tryAdmit()) {
			return false;
		}
		this.sender.onReaderEnter();
		try {
			if (callText(text)) {
				proceed();
			}
		}
		finally {
			this.sender.onReaderExit();
		}
		return true;
	}

	private boolean callText(String text) {
		try {
			return isHandled(this.handler.text(this.session, text, this.sender));
		}
		catch (Throwable ex) {
			fail(ex);
			return true;
		}
	}

	private Callable<@Nullable CompletionStage<?>> message(InboundMessage message) {
		return () -> this.handler.message(this.session, message, this.sender);
	}

	private void read(Callable<@Nullable CompletionStage<?>> call) {
		this.sender.onReaderEnter();
		try {
			if (call(call)) {
				proceed();
			}
		}
		finally {
			this.sender.onReaderExit();
		}
	}

	private void proceed() {
		boolean done = true;
		while (done && this.queue.release()) {
			InboundMessage next = this.queue.next();
			tellReader();
			if (next == null) {
				callClosed();
				return;
			}
			done = call(message(next));
		}
	}

	private void tellReader() {
		Runnable reader = this.queue.takeOnEmpty();
		if (reader != null) {
			reader.run();
		}
	}

	private boolean call(Callable<@Nullable CompletionStage<?>> call) {
		try {
			return isHandled(call.call());
		}
		catch (Throwable ex) {
			fail(ex);
			return true;
		}
	}

	private boolean isHandled(@Nullable CompletionStage<?> stage) {
		if (stage == null || isDone(stage)) {
			return true;
		}
		if (this.queue.pending()) {
			stage.whenComplete((result, failure) -> this.executor.execute(() -> resume(failure)));
		}
		else {
			callClosed();
		}
		return false;
	}

	private static boolean isDone(CompletionStage<?> stage) {
		if (!(stage instanceof CompletableFuture<?>)) {
			return false;
		}
		// A minimal stage is a future that must not be asked
		CompletableFuture<?> future = stage.toCompletableFuture();
		// A stage that has failed is resumed like a stage that fails later
		return future.isDone() && !future.isCompletedExceptionally();
	}

	private void resume(@Nullable Throwable failure) {
		if (!this.queue.resume()) {
			return;
		}
		if (failure != null) {
			fail(failure);
		}
		proceed();
	}

	void end(boolean async) {
		boolean idle = this.queue.end();
		tellReader();
		if (!idle) {
			return;
		}
		if (async && this.handler.observesClose(this.session)) {
			this.executor.execute(this::callClosed);
		}
		else {
			callClosed();
		}
	}

	private void callClosed() {
		try {
			this.handler.closed(this.session, this.end.status());
		}
		catch (Throwable ex) {
			fail(ex);
		}
		finally {
			this.onDone.run();
		}
	}

	private void fail(Throwable failure) {
		Throwable cause = Failures.unwrap(failure);
		try {
			if (this.handler.failed(this.session, cause, this.sender)) {
				return;
			}
		}
		catch (Throwable ex) {
			ex.addSuppressed(cause);
			cause = ex;
		}
		this.end.fail(cause);
	}

	boolean hasRoom(InboundMessage message) {
		return this.queue.hasRoom(message);
	}

	boolean isReady() {
		return this.queue.isEmpty();
	}

	boolean whenReady(Runnable action) {
		return this.queue.whenEmpty(action);
	}

	boolean hasWaited(long millis) {
		return this.queue.hasWaited(millis);
	}

	boolean endsSilently() {
		return this.queue.isIdle() && !this.handler.observesClose(this.session);
	}

	boolean isReaderOccupied() {
		return this.queue.isReaderOccupied();
	}

}
