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

import java.util.Map;

/**
 * What the innocent clients sent in one window.
 *
 * @param echoes the messages
 * @param requests the plain requests
 * @author The ws-starter authors
 */
record InnocentWindow(Calls echoes, Calls requests) {

	InnocentWindow() {
		this(new Calls(), new Calls());
	}

	boolean isComplete() {
		return this.echoes.isComplete() && this.requests.isComplete();
	}

	double p99() {
		return this.echoes.latencies().millis(99);
	}

	void report(String name, Map<String, String> fields) {
		Latencies latencies = this.echoes.latencies();
		fields.put(name + "-p50", Double.toString(latencies.millis(50)));
		fields.put(name + "-p99", Double.toString(latencies.millis(99)));
		fields.put(name + "-max", Double.toString(latencies.millis(100)));
		fields.put(name + "-request-max", Double.toString(this.requests.latencies().millis(100)));
	}

}
