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

package io.github.wsstarter.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The messages or requests of one window, whenever they are answered. One that is not
 * answered counts with the time that it has waited.
 *
 * @author The ws-starter authors
 */
final class Calls {

	private static final double TOLERATED = 0.01;

	private final List<Call> calls = new ArrayList<>();

	private final long startedAt = System.nanoTime();

	Call begin() {
		Call call = new Call(System.nanoTime());
		this.calls.add(call);
		return call;
	}

	boolean isComplete() {
		return this.calls.stream().allMatch((call) -> call.answered);
	}

	Latencies latencies() {
		long now = System.nanoTime();
		Latencies latencies = new Latencies();
		this.calls.forEach((call) -> latencies.add(call.nanos(now)));
		return latencies;
	}

	/**
	 * Return the time from which on the 99th percentile of the latency stayed within a
	 * limit.
	 * @param millis the limit in milliseconds
	 * @return the time since the start of the window, in seconds
	 */
	double settledAfter(double millis) {
		long now = System.nanoTime();
		long limit = (long) (millis * TimeUnit.MILLISECONDS.toNanos(1));
		int first = this.calls.size();
		int slow = 0;
		for (int i = first - 1; i >= 0; i--) {
			slow += (this.calls.get(i).nanos(now) > limit) ? 1 : 0;
			if (slow <= TOLERATED * (this.calls.size() - i)) {
				first = i;
			}
		}
		if (first == 0) {
			return 0;
		}
		return (this.calls.get(first - 1).sentAt - this.startedAt) / 1e9;
	}

	/**
	 * A message or a request.
	 */
	static final class Call {

		private final long sentAt;

		private long answeredAt;

		private boolean answered;

		private Call(long sentAt) {
			this.sentAt = sentAt;
		}

		void answered(long now) {
			this.answeredAt = now;
			this.answered = true;
		}

		private long nanos(long now) {
			return ((this.answered) ? this.answeredAt : now) - this.sentAt;
		}

	}

}
