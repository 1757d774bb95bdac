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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.direct.TurnTaker.Pace;

/**
 * Lets the threads of an executor handle the messages of many connections, each
 * connection on one thread at a time.
 * <p>
 * This scheduler exists because waking a thread for each connection would cost more than
 * most handlers. Only as many workers run as there are processors: each goes from one
 * connection to the next, and wakes another worker if there is enough to do. More workers
 * run, up to a maximum, if a connection waits for too long, which means that handlers
 * block the running ones. An executor can do neither: it wakes a thread for each task
 * until its core size is reached, and then lets tasks wait behind handlers that block.
 * <p>
 * The handlers of a connection whose last turn took long may block again, and those of a
 * new connection may block as well. Such connections get fewer workers than there may be,
 * so that other connections do not wait for them, however many they are
 * ({@link TurnQueue}).
 * <p>
 * The executor has to start a worker at once. If it rejects the only worker, because it
 * was shut down, the calling thread works in its place.
 * <p>
 * Thread-safe: all fields are guarded by this object's monitor.
 *
 * @author The ws-starter authors
 */
final class Dispatcher {

	/**
	 * How long a connection may wait before handlers are taken to be blocking.
	 */
	private static final long MAX_READY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final ClientLog log = new ClientLog(LogFactory.getLog(Dispatcher.class));

	private final Executor executor;

	private final int parallelism;

	private final int maxWorkers;

	private final ClassLoader classLoader;

	private final Runnable work = this::work;

	private final TurnQueue queue;

	private int workers;

	private boolean waking;

	/**
	 * Whether a worker would have something to do. Read without the monitor, so that
	 * nobody takes it in vain.
	 */
	private volatile boolean waiting;

	/**
	 * Create a dispatcher.
	 * @param executor runs the workers
	 * @param parallelism how many workers run while handlers do not block
	 * @param maxSlow how many workers serve new connections and those whose last turn
	 * took long. A quarter more workers serve the others, but at least as many as do not
	 * block
	 * @param classLoader the context class loader of handlers
	 */
	Dispatcher(Executor executor, int parallelism, int maxSlow, ClassLoader classLoader) {
		this.executor = executor;
		this.parallelism = parallelism;
		this.queue = new TurnQueue(maxSlow);
		this.maxWorkers = (int) Math.min((long) maxSlow + Math.max(parallelism, maxSlow / 4), Integer.MAX_VALUE);
		this.classLoader = classLoader;
	}

	void execute(TurnTaker connection) {
		// The connection must not be passed again before its turn has begun
		boolean wake;
		synchronized (this) {
			this.queue.add(connection);
			this.waiting = !this.queue.isEmpty();
			wake = needsWorker();
		}
		if (wake) {
			wake();
		}
	}

	boolean isWaiting() {
		return this.waiting;
	}

	/**
	 * Wake another worker if a connection has waited for too long.
	 */
	void check() {
		if (!this.waiting) {
			return;
		}
		boolean wake;
		synchronized (this) {
			wake = needsWorker();
		}
		if (wake) {
			wake();
		}
	}

	private boolean needsWorker() {
		// Reserves the slot of the worker
		if (this.waking || this.workers >= this.maxWorkers || this.queue.isEmpty()
				|| (this.workers >= this.parallelism && !this.queue.isLate(MAX_READY_NANOS))) {
			return false;
		}
		this.waking = true;
		this.workers++;
		return true;
	}

	private void wake() {
		try {
			this.executor.execute(this.work);
		}
		catch (Throwable ex) {
			if (!(ex instanceof RejectedExecutionException)) {
				this.log.error("start", LogMessage.of(() -> "Failed to start a thread that handles messages"), ex);
			}
			if (isAlone()) {
				work();
			}
		}
	}

	private synchronized boolean isAlone() {
		// If no other worker runs, the current thread has to work in its place
		this.waking = false;
		if (this.workers > 1) {
			this.workers--;
			return false;
		}
		return true;
	}

	private void work() {
		Thread thread = Thread.currentThread();
		ClassLoader classLoader = thread.getContextClassLoader();
		thread.setContextClassLoader(this.classLoader);
		try {
			TurnTaker connection = next(null);
			while (connection != null) {
				// Once the turn has ended, the connection may have begun another one
				Pace pace = connection.pace();
				turn(connection);
				connection = next(pace);
			}
		}
		finally {
			thread.setContextClassLoader(classLoader);
		}
	}

	private void turn(TurnTaker connection) {
		try {
			connection.turn();
		}
		catch (Throwable ex) {
			this.log.survive("turn", ex, "Failed to handle messages of %s", connection);
			abort(connection);
		}
		finally {
			// An interrupt of this connection must not reach the next one
			Thread.interrupted();
		}
	}

	private void abort(TurnTaker connection) {
		try {
			connection.abort();
		}
		catch (Throwable ex) {
			this.log.survive("end", ex, "Failed to end %s", connection);
		}
	}

	void failed(LogMessage message, Throwable failure) {
		this.log.error("connection", message, failure);
	}

	private @Nullable TurnTaker next(@Nullable Pace served) {
		TurnTaker next;
		boolean wake;
		synchronized (this) {
			if (served != null) {
				this.queue.onServed(served);
			}
			else {
				this.waking = false;
			}
			next = this.queue.poll();
			if (next == null) {
				this.waiting = false;
				this.workers--;
				return null;
			}
			this.waiting = !this.queue.isEmpty();
			wake = needsWorker();
		}
		if (wake) {
			wake();
		}
		return next;
	}

}
