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

package io.github.wsstarter.autoconfigure;

import java.util.concurrent.TimeUnit;

import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;

/**
 * Creates threads of the kind that Tomcat's connectors have: a task is given to an idle
 * thread, or to a new one if there is none.
 * <p>
 * The pool of the JDK that does the same hands tasks over through a
 * {@code SynchronousQueue}. That takes a fifth more CPU time for each message of the
 * benchmark {@code echo-1}.
 *
 * @author The ws-starter authors
 */
final class TomcatThreads {

	private static final int SPARE_THREADS = 10;

	private static final int IDLE_SECONDS = 60;

	private TomcatThreads() {
	}

	/**
	 * Create threads without a maximum. The caller has to limit the number of tasks.
	 * @param prefix the prefix of their names
	 * @return the threads
	 */
	static HandlerThreads create(String prefix) {
		TaskQueue queue = new TaskQueue();
		ThreadPoolExecutor threads = new ThreadPoolExecutor(SPARE_THREADS, Integer.MAX_VALUE, IDLE_SECONDS,
				TimeUnit.SECONDS, queue, new TaskThreadFactory(prefix, true, Thread.NORM_PRIORITY));
		threads.allowCoreThreadTimeOut(true);
		queue.setParent(threads);
		return new HandlerThreads(new ConcurrentTaskExecutor(threads), () -> shutDown(threads));
	}

	private static void shutDown(ThreadPoolExecutor threads) throws InterruptedException {
		threads.shutdown();
		threads.awaitTermination(HandlerThreads.SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS);
	}

}
