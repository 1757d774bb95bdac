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

package io.github.wsstarter.topic;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;

/**
 * The threads that get published messages into the queues of sessions, and the bound of
 * what waits for them.
 * <p>
 * Nothing these threads do waits for a client, so what waits for them is a question of
 * computing power only. If all that does amounts to some megabytes, whoever publishes
 * waits until it is less: publishers are slowed down to what the machine can do. That
 * ends after a second at the latest and the message is published all the same, so that
 * not even a listener which blocks these threads can block publishers for good. These
 * threads themselves never wait to publish.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FanOut implements DisposableBean {

	private static final Log logger = LogFactory.getLog(FanOut.class);

	private static final long LIMIT = 4 * 1024 * 1024;

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	private static final long KEEP_ALIVE_SECONDS = 60;

	private final Executor executor;

	private final Runnable shutdown;

	private final int parallelism;

	private final AtomicLong backlog = new AtomicLong();

	private final AtomicInteger waiters = new AtomicInteger();

	private volatile boolean stopped;

	/**
	 * Create a new instance with threads of its own, which come when there is work and go
	 * when there is none.
	 * @param parallelism the most threads
	 */
	public FanOut(int parallelism) {
		AtomicInteger count = new AtomicInteger();
		ThreadPoolExecutor threads = new ThreadPoolExecutor(parallelism, parallelism, KEEP_ALIVE_SECONDS,
				TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> new FanOutThread(task, "ws-fanout-" + count.incrementAndGet()));
		threads.allowCoreThreadTimeOut(true);
		this.executor = threads;
		this.shutdown = threads::shutdownNow;
		this.parallelism = parallelism;
	}

	/**
	 * Create a new instance.
	 * @param executor runs the work
	 * @param parallelism how much of it can run at a time
	 */
	FanOut(Executor executor, int parallelism) {
		this.executor = executor;
		this.shutdown = () -> {
		};
		this.parallelism = parallelism;
	}

	int parallelism() {
		return this.parallelism;
	}

	void execute(Runnable work) {
		try {
			this.executor.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Not delivering what was published, as the application has stopped");
		}
	}

	/**
	 * Wait, but not for long, while too much waits to be delivered. Called before
	 * anything is locked.
	 */
	void awaitRoom() {
		if (isFull() && !(Thread.currentThread() instanceof FanOutThread)) {
			awaitRoom(System.nanoTime() + PATIENCE);
		}
	}

	private synchronized void awaitRoom(long deadline) {
		this.waiters.incrementAndGet();
		try {
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			while (left > 0 && isFull()) {
				wait(left);
				left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiters.decrementAndGet();
		}
	}

	private boolean isFull() {
		return this.backlog.get() >= LIMIT && !this.stopped;
	}

	void added(long size) {
		this.backlog.addAndGet(size);
	}

	void removed(long size) {
		if (this.backlog.addAndGet(-size) < LIMIT && this.waiters.get() > 0) {
			synchronized (this) {
				notifyAll();
			}
		}
	}

	/**
	 * Return how much waits.
	 * @return the size of what waits, in bytes
	 */
	long backlog() {
		return this.backlog.get();
	}

	@Override
	public void destroy() {
		this.stopped = true;
		this.shutdown.run();
	}

	private static final class FanOutThread extends Thread {

		FanOutThread(Runnable task, String name) {
			super(task, name);
			setDaemon(true);
		}

	}

}
