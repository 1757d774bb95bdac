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
 * Work that any thread may request, and that one thread at a time does.
 * <p>
 * Callers record their request in a volatile field of the subclass and increment a
 * counter. The caller that finds the counter at zero does the work, and repeats it while
 * other callers have incremented the counter; these callers return at once. No thread
 * waits for another one, no request is missed, and fields that only {@link #work()} and
 * {@link #fail} use need no lock. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract class SerialWork {

	private final AtomicInteger calls = new AtomicInteger();

	/**
	 * Run the pending work unless another thread is already running it, which then
	 * repeats it.
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
				failed(ex);
			}
			seen = this.calls.addAndGet(-seen);
		}
	}

	private void failed(Throwable cause) {
		boolean told = false;
		try {
			fail(cause);
			told = true;
		}
		finally {
			if (!told) {
				// Otherwise no thread would work again
				this.calls.set(0);
			}
		}
	}

	/**
	 * Do the pending work, as far as that is possible without blocking.
	 */
	protected abstract void work() throws Exception;

	protected abstract void fail(Throwable cause);

}
