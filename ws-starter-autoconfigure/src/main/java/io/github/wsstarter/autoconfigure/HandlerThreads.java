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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs handlers that do not run on a thread of the web server: those of messages that the
 * direct engine reads, and those that cannot go on where they began, for example because
 * they had to wait for a pending reply.
 * <p>
 * The executor is not a bean of its own, because Spring Boot does not configure an
 * executor for an application that has an {@code Executor} bean.
 *
 * @param executor runs the handlers
 * @param shutdown stops the executor
 * @author The ws-starter authors
 */
record HandlerThreads(AsyncTaskExecutor executor, DisposableBean shutdown) implements DisposableBean {

	private static final int POOL_SIZE = 16;

	static final long SHUTDOWN_MILLIS = 2000;

	/**
	 * Create virtual threads, one for each task.
	 * @param prefix the prefix of their names
	 * @return the threads
	 */
	static HandlerThreads virtual(String prefix) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(prefix);
		executor.setVirtualThreads(true);
		executor.setTaskTerminationTimeout(SHUTDOWN_MILLIS);
		return new HandlerThreads(executor, executor::close);
	}

	/**
	 * Create a few threads, for which tasks wait.
	 * @param prefix the prefix of their names
	 * @return the threads
	 */
	static HandlerThreads pooled(String prefix) {
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(POOL_SIZE);
		executor.setAllowCoreThreadTimeOut(true);
		executor.setThreadNamePrefix(prefix);
		executor.setDaemon(true);
		executor.setWaitForTasksToCompleteOnShutdown(true);
		executor.setAwaitTerminationMillis(SHUTDOWN_MILLIS);
		executor.initialize();
		return new HandlerThreads(executor, executor);
	}

	@Override
	public void destroy() throws Exception {
		this.shutdown.destroy();
	}

}
