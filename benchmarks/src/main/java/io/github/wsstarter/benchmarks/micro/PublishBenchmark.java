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

package io.github.wsstarter.benchmarks.micro;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.wsstarter.Topics;

/**
 * Measures the path from {@link Topics#publish(String, Object)} to the transports of all
 * subscribers.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishBenchmark {

	private static final int IN_FLIGHT = 4;

	private final String message = "a".repeat(256);

	private final DrainingTransport transport = new DrainingTransport();

	private @Nullable StarterSessions sessions;

	private @Nullable Topics topics;

	@Param({ "1", "100", "1000" })
	private int subscribers;

	@Setup
	public void open() {
		this.sessions = new StarterSessions();
		this.topics = this.sessions.topics();
		for (int i = 0; i < this.subscribers; i++) {
			this.sessions.open("/ws/broadcast", this.transport);
		}
	}

	/**
	 * Publish some messages and wait until all subscribers have them.
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Benchmark
	@OperationsPerInvocation(IN_FLIGHT)
	public void publish() throws InterruptedException {
		Topics topics = this.topics;
		if (topics == null) {
			throw new IllegalStateException("there are no topics");
		}
		for (int i = 0; i < IN_FLIGHT; i++) {
			topics.publish("broadcast", this.message);
		}
		this.transport.await(IN_FLIGHT * this.subscribers);
	}

	@TearDown
	public void close() {
		if (this.sessions != null) {
			this.sessions.close();
		}
	}

}
