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

package io.github.wsstarter.websocket.container;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Bounds how many threads clients can hold up, as parts of the container's API wait for
 * the client.
 * <p>
 * Pings and closes, which the container only offers that way, run on a few threads of our
 * own. Writes may wait on the thread that serves their client's connection, or on one
 * that flushes for it, as long as not too many do so at once; beyond that, they take the
 * container's slower asynchronous way, which holds no thread.
 *
 * @author The ws-starter authors
 */
final class ContainerThreads {

	private static final int CONTROL_THREADS = 16;

	private static final int FLUSHES = 100;

	/**
	 * Half of what Tomcat and Jetty have by default to serve connections.
	 */
	private static final int BLOCKING_WRITES = 100;

	private static final int IDLE_SECONDS = 30;

	private final Semaphore blockingWrites = new Semaphore(BLOCKING_WRITES);

	private final ThreadPoolExecutor control = new ThreadPoolExecutor(CONTROL_THREADS, CONTROL_THREADS, IDLE_SECONDS,
			TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("ws-control-"),
			new ThreadPoolExecutor.DiscardPolicy());

	private final Semaphore flushes = new Semaphore(FLUSHES);

	private final ThreadPoolExecutor flush = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS,
			TimeUnit.SECONDS, new SynchronousQueue<>(), threads("ws-flush-"), new ThreadPoolExecutor.AbortPolicy());

	ContainerThreads() {
		this.control.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Run something that may wait for a client.
	 * @param task the task; discarded after {@link #shutdown()}, when the container
	 * closes all connections by itself
	 */
	void execute(Runnable task) {
		this.control.execute(task);
	}

	/**
	 * Have another thread flush.
	 * @param flush what to do
	 * @return whether a thread is free to do it
	 */
	boolean tryFlush(Runnable flush) {
		if (!this.flushes.tryAcquire()) {
			return false;
		}
		boolean accepted = false;
		try {
			this.flush.execute(() -> {
				try {
					flush.run();
				}
				finally {
					this.flushes.release();
				}
			});
			accepted = true;
		}
		catch (RejectedExecutionException ex) {
			// Shut down
		}
		finally {
			if (!accepted) {
				this.flushes.release();
			}
		}
		return accepted;
	}

	boolean tryBlockingWrite() {
		return this.blockingWrites.tryAcquire();
	}

	void endBlockingWrite() {
		this.blockingWrites.release();
	}

	void shutdown() {
		this.control.shutdown();
		this.flush.shutdown();
	}

}
