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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;

/**
 * Measures the path of a decoded message through an annotated method, which returns the
 * text of the message, to the transport.
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
public class DispatchBenchmark {

	private static final int BURST = 16;

	private final InboundMessage message = new InboundMessage.Text("a".repeat(128));

	private final DrainingTransport transport = new DrainingTransport();

	private @Nullable StarterSessions sessions;

	private @Nullable TransportSession session;

	@Setup
	public void open() {
		this.sessions = new StarterSessions();
		this.session = this.sessions.open("/ws/echo", this.transport);
	}

	/**
	 * Receive one message and wait for the reply.
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Benchmark
	public void single() throws InterruptedException {
		answer(1);
	}

	/**
	 * Receive messages that were read at once, and wait for the replies.
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Benchmark
	@OperationsPerInvocation(BURST)
	public void burst() throws InterruptedException {
		answer(BURST);
	}

	private void answer(int count) throws InterruptedException {
		TransportSession session = this.session;
		if (session == null) {
			throw new IllegalStateException("there is no session");
		}
		for (int i = 0; i < count; i++) {
			session.receive(this.message);
		}
		session.flush();
		this.transport.await(count);
	}

	@TearDown
	public void close() {
		if (this.sessions != null) {
			this.sessions.close();
		}
	}

}
