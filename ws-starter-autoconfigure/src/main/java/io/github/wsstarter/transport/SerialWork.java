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

package io.github.wsstarter.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that any thread may ask for, and that one thread at a time does.
 * <p>
 * Who wants something leaves a note, in a volatile field of the subclass, and counts up
 * the calls. Who counts from zero works, and goes on as long as others have counted in
 * the meantime; they just leave. So none waits for another, and no note is missed; and
 * what only {@link #work()} and {@link #fail} touch needs no lock. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract class SerialWork {

	private final AtomicInteger calls = new AtomicInteger();

	/**
	 * Go on with whatever there is to do, unless another thread is about it: then that
	 * one does.
	 */
	public final void proceed() {
		if (this.calls.getAndIncrement() != 0) {
			return;
		}
		int seen = 1;
		while (seen != 0) {
			try {
				work();
			}
			catch (Throwable ex) {
				fail(ex);
			}
			seen = this.calls.addAndGet(-seen);
		}
	}

	/**
	 * Do what there is to do, as far as that is possible without waiting.
	 * @throws Exception passed to {@link #fail}
	 */
	protected abstract void work() throws Exception;

	/**
	 * Clean up, as {@link #work()} failed.
	 * @param cause what it threw
	 */
	protected abstract void fail(Throwable cause);

}
