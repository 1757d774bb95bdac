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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.diagnostics.ClientLog;

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
 * The handlers of a connection whose last turn took long may block again. Such
 * connections get fewer workers than there may be, so that other connections do not wait
 * for them, however many they are.
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

	private final int maxSlow;

	private final int maxWorkers;

	private final ClassLoader classLoader;

	private final Runnable work = this::work;

	/**
	 * The connections that wait for their turn, except those whose last turn took long.
	 */
	private final Queue<Client> ready = new ArrayDeque<>();

	private final Queue<Client> slow = new ArrayDeque<>();

	private int workers;

	/**
	 * How many workers serve connections whose last turn took long.
	 */
	private int slowWorkers;

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
	 * @param maxSlow how many workers serve connections whose last turn took long. A
	 * quarter more workers serve the others, but at least as many as do not block
	 * @param classLoader the context class loader of handlers
	 */
	Dispatcher(Executor executor, int parallelism, int maxSlow, ClassLoader classLoader) {
		this.executor = executor;
		this.parallelism = parallelism;
		this.maxSlow = maxSlow;
		this.maxWorkers = (int) Math.min((long) maxSlow + Math.max(parallelism, maxSlow / 4), Integer.MAX_VALUE);
		this.classLoader = classLoader;
	}

	void execute(Client connection) {
		// The connection must not be passed again before its turn has begun
		boolean wake;
		synchronized (this) {
			connection.readySince = System.nanoTime();
			((connection.slow) ? this.slow : this.ready).add(connection);
			this.waiting = due().peek() != null;
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
		Client first = due().peek();
		if (this.waking || first == null || this.workers >= this.maxWorkers
				|| (this.workers >= this.parallelism && System.nanoTime() - first.readySince < MAX_READY_NANOS)) {
			return false;
		}
		this.waking = true;
		this.workers++;
		return true;
	}

	private Queue<Client> due() {
		// The queue of the connection that has waited for longer, unless it has to wait
		Client slow = (this.slowWorkers < this.maxSlow) ? this.slow.peek() : null;
		if (slow == null) {
			return this.ready;
		}
		Client first = this.ready.peek();
		return (first != null && first.readySince - slow.readySince < 0) ? this.ready : this.slow;
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
			Client connection = next(true, false);
			while (connection != null) {
				// Once the turn has ended, the connection may have begun another one
				boolean slow = connection.slow;
				turn(connection);
				connection = next(false, slow);
			}
		}
		finally {
			thread.setContextClassLoader(classLoader);
		}
	}

	private void turn(Client connection) {
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

	private void abort(Client connection) {
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

	private @Nullable Client next(boolean woken, boolean afterSlow) {
		Client next;
		boolean wake;
		synchronized (this) {
			this.waking = this.waking && !woken;
			this.slowWorkers -= (afterSlow) ? 1 : 0;
			next = due().poll();
			if (next == null) {
				this.waiting = false;
				this.workers--;
				return null;
			}
			this.slowWorkers += (next.slow) ? 1 : 0;
			this.waiting = due().peek() != null;
			wake = needsWorker();
		}
		if (wake) {
			wake();
		}
		return next;
	}

	/**
	 * A connection whose messages are handled in turns.
	 */
	abstract static class Client {

		/**
		 * Since when the connection waits for its turn. Guarded by the dispatcher.
		 */
		private long readySince;

		/**
		 * Whether the last turn took long. Written by the turn, before another one can be
		 * requested.
		 */
		private boolean slow;

		final void setSlow(boolean slow) {
			this.slow = slow;
		}

		abstract void turn();

		/**
		 * End the connection without waiting for anything, as handling messages failed.
		 */
		abstract void abort();

	}

}
