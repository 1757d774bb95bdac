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

package io.github.wsstarter.direct;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryAccount;

/**
 * What all connections share: the I/O threads, which start with the first connection, the
 * dispatcher, and the buffers for writes. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class DirectServices {

	private final int processors;

	private final Dispatcher dispatcher;

	private final Scratch.Pool scratches;

	private final MemoryAccount memory;

	private final AtomicInteger next = new AtomicInteger();

	/**
	 * Written with this object's monitor held, once.
	 */
	private volatile IoThread @Nullable [] threads;

	/**
	 * The threads that have started: if one cannot start, the next connection tries again
	 * for the rest. This field and all below are guarded by this object's monitor.
	 */
	private final List<IoThread> started = new ArrayList<>();

	private @Nullable BlockedHandlerWatch watch;

	private boolean stopped;

	DirectServices(int processors, Dispatcher dispatcher, MemoryAccount memory) {
		this.memory = memory;
		this.processors = processors;
		this.dispatcher = dispatcher;
		this.scratches = new Scratch.Pool(2 * processors);
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	Scratch.Pool scratches() {
		return this.scratches;
	}

	MemoryAccount memory() {
		return this.memory;
	}

	IoThread nextThread() {
		IoThread[] threads = this.threads;
		if (threads == null) {
			threads = start();
		}
		return threads[Math.floorMod(this.next.getAndIncrement(), threads.length)];
	}

	private synchronized IoThread[] start() {
		IoThread[] threads = this.threads;
		if (threads == null) {
			if (this.stopped) {
				throw new IllegalStateException("The application has stopped");
			}
			while (this.started.size() < this.processors) {
				IoThread thread = new IoThread("ws-io-" + (this.started.size() + 1), this.dispatcher);
				thread.start();
				this.started.add(thread);
			}
			threads = this.started.toArray(IoThread[]::new);
			this.threads = threads;
		}
		return threads;
	}

	synchronized void watch() {
		if (this.watch == null && !this.stopped) {
			this.watch = new BlockedHandlerWatch(start());
			this.watch.start();
		}
	}

	synchronized void stop() {
		this.stopped = true;
		if (this.watch != null) {
			this.watch.stop();
		}
		this.started.forEach(IoThread::stop);
	}

}
