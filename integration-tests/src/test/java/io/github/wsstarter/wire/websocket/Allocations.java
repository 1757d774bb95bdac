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

package io.github.wsstarter.wire.websocket;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * Counts the bytes that all other threads of this JVM allocate.
 *
 * @author The ws-starter authors
 */
final class Allocations {

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Map<Long, Long> before = current();

	/**
	 * Return the number of bytes that other threads have allocated since this object was
	 * created. Threads that have ended are not counted.
	 * @return the number of bytes
	 */
	long bytes() {
		Map<Long, Long> after = current();
		after.remove(Thread.currentThread().getId());
		return after.entrySet()
			.stream()
			.mapToLong((entry) -> entry.getValue() - this.before.getOrDefault(entry.getKey(), 0L))
			.sum();
	}

	/**
	 * Return the number of bytes of the heap that are in use after a garbage collection.
	 * @return the number of bytes
	 */
	static long liveHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	private Map<Long, Long> current() {
		long[] ids = this.threads.getAllThreadIds();
		long[] bytes = this.threads.getThreadAllocatedBytes(ids);
		Map<Long, Long> current = new HashMap<>();
		for (int i = 0; i < ids.length; i++) {
			current.put(ids[i], Math.max(0, bytes[i]));
		}
		return current;
	}

}
