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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

import io.github.wsstarter.benchmarks.control.ControlLine;

/**
 * The latencies in one window of measurement, and their number.
 *
 * @author The ws-starter authors
 */
final class Latencies {

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

	private final Histogram histogram = new Histogram(LONGEST, 3);

	private long started;

	private boolean measuring;

	private double seconds;

	void start() {
		this.started = System.nanoTime();
		this.measuring = true;
	}

	void stop() {
		this.seconds = (System.nanoTime() - this.started) / 1e9;
		this.measuring = false;
	}

	void record(long nanos) {
		if (this.measuring) {
			add(nanos);
		}
	}

	void add(long nanos) {
		this.histogram.recordValue(Math.min(Math.max(nanos, 0), LONGEST));
	}

	long count() {
		return this.histogram.getTotalCount();
	}

	double millis(double percentile) {
		return this.histogram.getValueAtPercentile(percentile) / 1e6;
	}

	double seconds() {
		return this.seconds;
	}

	ControlLine result() {
		return ControlLine.of("result", "count", count(), "seconds", this.seconds, "p50", millis(50), "p99",
				millis(99));
	}

	ControlLine result(String key, Object value) {
		Map<String, String> fields = new LinkedHashMap<>(result().fields());
		fields.put(key, value.toString());
		return new ControlLine("result", fields);
	}

}
