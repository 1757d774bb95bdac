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

package io.github.wsstarter.benchmarks.workload;

import java.time.Duration;
import java.util.List;

import io.github.wsstarter.benchmarks.control.ChildProcess;
import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * A server and the load generators that measure it.
 *
 * @param server the server
 * @param ready the line that the server printed when it was ready, with its port and the
 * dialect of broadcasts
 * @param loads the load generators
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record Trial(ChildProcess server, ControlLine ready, List<ChildProcess> loads) implements AutoCloseable {

	private static final Duration LONGEST_COLLECTION = Duration.ofMinutes(2);

	/**
	 * Return the load generator of a workload that has only one.
	 * @return the first load generator
	 */
	ChildProcess load() {
		return this.loads.get(0);
	}

	/**
	 * Return the heap that the server uses after a full collection.
	 * @return the number of bytes
	 * @throws InterruptedException if the thread is interrupted
	 */
	double usedHeap() throws InterruptedException {
		this.server.send(ControlLine.of("heap"));
		return this.server.await("heap", LONGEST_COLLECTION).number("used");
	}

	@Override
	public void close() {
		this.loads.forEach(ChildProcess::close);
		this.server.close();
	}

}
