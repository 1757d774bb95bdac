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

package io.github.wsstarter.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.HeapShare;

import static org.mockito.BDDMockito.mock;

/**
 * Sessions on a {@link TestTransport}, with a {@link TestHandler} and a
 * {@link TestClock}.
 *
 * @author The ws-starter authors
 */
class TestSessions {

	private final SessionFixture fixture = new SessionFixture();

	final TestClock clock = new TestClock();

	final TestHandler handler = new TestHandler();

	final SessionRegistry registry = this.fixture.registry();

	final HeapShare memory = this.fixture.memory;

	final SessionDrain drain = this.fixture.drain();

	final List<SessionListener> listeners = new ArrayList<>();

	final Queue<Runnable> tasks = new ArrayDeque<>();

	final AtomicInteger ends = this.fixture.ends();

	Executor executor = this.tasks::add;

	final TestOptions options = new TestOptions().heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10))
		.sendLimit(100)
		.sendTimeLimit(Duration.ofSeconds(5));

	final Subscriptions subscriptions = mock(Subscriptions.class);

	List<Subprotocol> subprotocols = List.of();

	@Nullable String subprotocol;

	SessionFactory factory() {
		return this.fixture.executor(this.executor)
			.clock(this.clock)
			.listeners(this.listeners)
			.subscriptions(this.subscriptions)
			.subprotocols(this.subprotocols)
			.factory();
	}

	TransportSession create(TestTransport transport) {
		return create(factory(), transport);
	}

	TransportSession create(SessionFactory factory, TestTransport transport) {
		Handshake handshake = TestHandshake.of("/test")
			.subprotocol(this.subprotocol)
			.attributes(Map.of("key", "value"))
			.build();
		return this.fixture.create(factory, this.handler, this.options.build(), handshake, transport);
	}

	TransportSession open(TestTransport transport) {
		TransportSession session = create(transport);
		session.opened();
		session.flush();
		return session;
	}

	void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
