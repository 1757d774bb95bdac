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

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.message.MessageCodec;

import static org.mockito.BDDMockito.mock;

/**
 * Sessions on a {@link TestTransport}, with a {@link TestHandler} and a
 * {@link TestClock}.
 *
 * @author The ws-starter authors
 */
class TestSessions {

	final TestClock clock = new TestClock();

	final TestHandler handler = new TestHandler();

	final SessionRegistry registry = new SessionRegistry();

	final SessionDrain drain = new SessionDrain(this.registry, Duration.ofSeconds(1), Duration.ZERO);

	final List<SessionListener> listeners = new ArrayList<>();

	final Queue<Runnable> tasks = new ArrayDeque<>();

	final AtomicInteger ends = new AtomicInteger();

	Executor executor = this.tasks::add;

	final TestOptions options = new TestOptions().heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10))
		.sendLimit(100)
		.sendTimeLimit(Duration.ofSeconds(5));

	final Subscriptions subscriptions = mock(Subscriptions.class);

	List<Subprotocol> subprotocols = List.of();

	@Nullable String subprotocol;

	SessionFactory factory() {
		return new SessionFactory(this.registry, this.drain, new ToStringCodec(), this.executor, this.clock,
				this.listeners, this.subscriptions, this.subprotocols);
	}

	TransportSession create(TestTransport transport) {
		return create(factory(), transport);
	}

	TransportSession create(SessionFactory factory, TestTransport transport) {
		SessionRoute route = new SessionRoute("test", List.of(PathPatternParser.defaultInstance.parse("/test")),
				List.of(), this.handler, this.options.build(), false);
		Handshake handshake = TestHandshake.of("/test")
			.subprotocol(this.subprotocol)
			.attributes(Map.of("key", "value"))
			.build();
		return factory.create(route, handshake, transport, this.ends::incrementAndGet);
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

	private static final class ToStringCodec implements MessageCodec {

		@Override
		public String encode(Object payload) {
			return "json:" + payload;
		}

		@Override
		public Object decode(String text, Type type) {
			throw new UnsupportedOperationException();
		}

	}

}
