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

package io.github.wsstarter.benchmarks.server;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Records the first session of the broadcast endpoint that ended. In the workload with a
 * stalled client, it is the session of that client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public class CloseLog {

	private final AtomicReference<@Nullable Entry> first = new AtomicReference<>();

	public void add(int code) {
		this.first.compareAndSet(null, new Entry(code, System.nanoTime()));
	}

	@Nullable Entry first() {
		return this.first.get();
	}

	/**
	 * The end of a session.
	 *
	 * @param code the close code
	 * @param nanos the time at which it ended, on the clock that all processes of the
	 * machine share
	 */
	record Entry(int code, long nanos) {

	}

}
