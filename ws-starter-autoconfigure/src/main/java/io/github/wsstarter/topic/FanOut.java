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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;

import io.github.wsstarter.diagnostics.ClientLog;

/**
 * The threads that put published messages into the queues of sessions, and the bound of
 * the backlog that waits for them.
 * <p>
 * These threads never wait for a client, so the backlog depends on computing power only.
 * While it exceeds some megabytes, publishers wait: they are slowed down to the speed of
 * the machine. A publisher waits for a second at most and then publishes all the same, so
 * that even a listener that blocks these threads cannot block publishers for good. The
 * threads themselves never wait when they publish.
 * <p>
 * The engines have threads of their own to write queued messages. These threads cannot
 * take the place of this class. They serve connections, while fan-out happens before the
 * queues, once for each topic, on every engine and for event streams. A topic's
 * partitions need an order among their events that no connection can provide. And a
 * publisher must not run the loop over all subscribers on its own thread, which may be an
 * I/O thread.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FanOut implements DisposableBean {

	private static final Log logger = LogFactory.getLog(FanOut.class);

	private static final long LIMIT = 4 * 1024 * 1024;

	/**
	 * The backlog below which publishers that wait go on, one after another. It is lower
	 * than the limit, so that each can publish many messages before it waits again.
	 */
	private static final long ROOM = LIMIT / 2;

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	private static final long KEEP_ALIVE_SECONDS = 60;

	private final ClientLog log = new ClientLog(logger);

	private final Executor executor;

	private final Runnable shutdown;

	private final int parallelism;

	private final AtomicLong backlog = new AtomicLong();

	/**
	 * The number of publishers that wait. It is increased before a publisher looks at the
	 * backlog, and read after the backlog was decreased, so that no signal is missed.
	 */
	private final AtomicInteger waiters = new AtomicInteger();

	private final Lock lock = new ReentrantLock();

	private final Condition room = this.lock.newCondition();

	/**
	 * Written by the thread that stops the application.
	 */
	private volatile boolean stopped;

	/**
	 * Create an object with threads of its own, which end when they are idle.
	 * @param parallelism the maximum number of threads
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

	FanOut(Executor executor, int parallelism) {
		this.executor = executor;
		this.shutdown = () -> {
		};
		this.parallelism = parallelism;
	}

	void failed(Subscriber subscriber, Throwable failure) {
		this.log.survive("delivery", failure, "Delivery to %s failed", subscriber);
	}

	int parallelism() {
		return this.parallelism;
	}

	void execute(Runnable work) {
		try {
			this.executor.execute(work);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Published message is not delivered, because the application has stopped");
		}
		catch (OutOfMemoryError ex) {
			// No thread can be started
			work.run();
		}
	}

	/**
	 * Wait for a limited time while the backlog is full. Called without any lock.
	 */
	void awaitRoom() {
		if (!isFull() || Thread.currentThread() instanceof FanOutThread) {
			return;
		}
		this.lock.lock();
		this.waiters.incrementAndGet();
		try {
			long left = PATIENCE;
			while (left > 0 && isFull()) {
				left = this.room.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiters.decrementAndGet();
			if (hasRoom()) {
				this.room.signal();
			}
			this.lock.unlock();
		}
	}

	private boolean hasRoom() {
		return this.backlog.get() < ROOM;
	}

	private boolean isFull() {
		return this.backlog.get() >= LIMIT && !this.stopped;
	}

	void added(long size) {
		this.backlog.addAndGet(size);
	}

	void removed(long size) {
		this.backlog.addAndGet(-size);
		if (hasRoom() && this.waiters.get() > 0) {
			this.lock.lock();
			try {
				this.room.signal();
			}
			finally {
				this.lock.unlock();
			}
		}
	}

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
