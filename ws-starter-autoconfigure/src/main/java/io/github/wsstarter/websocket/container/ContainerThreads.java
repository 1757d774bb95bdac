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
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Limits the number of threads that wait for a client, as parts of the container's API
 * do, or for a pending reply. At least a quarter of the container's threads remains for
 * other clients.
 * <p>
 * Pings and closes, which the container only offers as blocking calls, run on a few
 * threads of their own. A limited number of writes may wait at the same time, on threads
 * that serve connections or on {@link FlushThreads}. Beyond that limit, writes use the
 * container's slower asynchronous API, which does not occupy a thread.
 * <p>
 * A thread that has read more messages than can wait for a pending reply waits itself,
 * because the API offers no way to stop reading from one client. Beyond the limit, the
 * session is closed with 1013, as it is when it has waited for too long.
 *
 * @author The ws-starter authors
 */
final class ContainerThreads {

	private static final int CONTROL_THREADS = 16;

	private static final int BLOCKING_WRITES = 100;

	private static final int IDLE_SECONDS = 30;

	private final Semaphore blockingWrites;

	private final Semaphore waitsForReply;

	private final ThreadPoolExecutor control = new ThreadPoolExecutor(CONTROL_THREADS, CONTROL_THREADS, IDLE_SECONDS,
			TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("ws-control-"),
			new ThreadPoolExecutor.DiscardPolicy());

	private final FlushThreads flushes = new FlushThreads(Runtime.getRuntime().availableProcessors(),
			BLOCKING_WRITES + Runtime.getRuntime().availableProcessors());

	/**
	 * Create the limits.
	 * @param serverThreads how many threads the container has to serve connections
	 */
	ContainerThreads(int serverThreads) {
		this.blockingWrites = new Semaphore(Math.min(BLOCKING_WRITES, serverThreads / 2));
		this.waitsForReply = new Semaphore(serverThreads / 4);
		this.control.allowCoreThreadTimeOut(true);
	}

	private static ThreadFactory threads(String prefix) {
		CustomizableThreadFactory factory = new CustomizableThreadFactory(prefix);
		factory.setDaemon(true);
		return factory;
	}

	/**
	 * Run a task that may wait for a client.
	 * @param task the task, which is discarded after {@link #shutdown()} because the
	 * container closes all connections by itself then
	 */
	void execute(Runnable task) {
		this.control.execute(task);
	}

	boolean flush(Flush flush) {
		return this.flushes.execute(flush);
	}

	boolean tryBlockingWrite() {
		return this.blockingWrites.tryAcquire();
	}

	void endBlockingWrite() {
		this.blockingWrites.release();
	}

	boolean tryWaitForReply() {
		return this.waitsForReply.tryAcquire();
	}

	void endWaitForReply() {
		this.waitsForReply.release();
	}

	void shutdown() {
		this.control.shutdown();
		this.flushes.shutdown();
	}

}
