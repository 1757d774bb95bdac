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

package io.github.wsstarter.websocket.direct;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Has the messages of many connections handled by the threads of the connector, one
 * connection's at a time.
 * <p>
 * To wake a thread for each connection would cost more than most handlers. So only as
 * many are at work as there are processors, each of them goes from one connection to the
 * next, and wakes another if there is enough to do. More come if a connection waits for
 * longer than a moment, which means that those at work are held up by their handlers.
 * <p>
 * All fields are guarded by this object's monitor.
 *
 * @author The ws-starter authors
 */
final class Dispatcher {

	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

	private static final Log logger = LogFactory.getLog(Dispatcher.class);

	private final int parallelism;

	private final ClassLoader classLoader;

	private final Runnable work = this::work;

	private final Queue<Client> ready = new ArrayDeque<>();

	private int workers;

	private boolean waking;

	/**
	 * Read without the monitor, to look whether it is worth taking it.
	 */
	private volatile boolean waiting;

	/**
	 * Create a new instance.
	 * @param parallelism how many threads are at work if none is held up
	 * @param classLoader what handlers find as the context class loader
	 */
	Dispatcher(int parallelism, ClassLoader classLoader) {
		this.parallelism = parallelism;
		this.classLoader = classLoader;
	}

	/**
	 * Have the messages of a connection handled.
	 * @param connection the connection, which has not been passed here since its last
	 * turn began
	 */
	void execute(Client connection) {
		boolean wake;
		synchronized (this) {
			connection.readySince(System.nanoTime());
			this.ready.add(connection);
			this.waiting = true;
			wake = needsWorker();
		}
		if (wake) {
			wake(connection);
		}
	}

	/**
	 * Return whether connections wait, so that {@link #check()} is to be called soon.
	 * @return whether some do
	 */
	boolean isWaiting() {
		return this.waiting;
	}

	/**
	 * Look whether somebody has waited for too long.
	 */
	void check() {
		if (!this.waiting) {
			return;
		}
		Client first;
		synchronized (this) {
			first = (needsWorker()) ? this.ready.peek() : null;
		}
		if (first != null) {
			wake(first);
		}
	}

	/**
	 * Return whether to wake another worker, and reckon with it if so.
	 * @return whether to
	 */
	private boolean needsWorker() {
		Client first = this.ready.peek();
		if (this.waking || first == null
				|| (this.workers >= this.parallelism && System.nanoTime() - first.readySince() < MOMENT)) {
			return false;
		}
		this.waking = true;
		this.workers++;
		return true;
	}

	private void wake(Client connection) {
		try {
			connection.execute(this.work);
		}
		catch (Throwable ex) {
			if (!(ex instanceof RejectedExecutionException)) {
				logger.error("No thread could be woken to handle messages", ex);
			}
			if (isAlone()) {
				work();
			}
		}
	}

	/**
	 * Nobody was woken. Return whether nobody else is at work either, who would find what
	 * waits.
	 * @return whether the current thread has to work
	 */
	private synchronized boolean isAlone() {
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
			Client connection = next(true);
			while (connection != null) {
				turn(connection);
				connection = next(false);
			}
		}
		finally {
			thread.setContextClassLoader(classLoader);
		}
	}

	private static void turn(Client connection) {
		try {
			connection.turn();
		}
		catch (Throwable ex) {
			logger.error(LogMessage.format("Messages of %s could not be handled", connection), ex);
			connection.abort();
		}
		finally {
			// As the connector's pool does: it is not meant for the next
			Thread.interrupted();
		}
	}

	private @Nullable Client next(boolean woken) {
		Client next;
		boolean wake;
		synchronized (this) {
			if (woken) {
				this.waking = false;
			}
			next = this.ready.poll();
			this.waiting = !this.ready.isEmpty();
			if (next == null) {
				this.workers--;
				return null;
			}
			wake = needsWorker();
		}
		if (wake) {
			wake(next);
		}
		return next;
	}

	/**
	 * Whose messages are handled.
	 */
	interface Client {

		/**
		 * Handle some of what waits.
		 */
		void turn();

		/**
		 * Run something on a thread of the connector.
		 * @param task the task
		 * @throws RejectedExecutionException if no thread is to be had
		 */
		void execute(Runnable task);

		/**
		 * End without waiting for anything, as handling messages has failed.
		 */
		void abort();

		/**
		 * Keep a time for the dispatcher.
		 * @param readySince the time
		 */
		void readySince(long readySince);

		long readySince();

	}

}
