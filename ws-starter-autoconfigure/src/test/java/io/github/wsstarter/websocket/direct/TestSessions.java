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

package io.github.wsstarter.websocket.direct;

import java.lang.reflect.Type;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionDrain;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionHandler;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRegistry;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.session.TestHandshake;
import io.github.wsstarter.session.TestOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

import static org.mockito.Mockito.mock;

/**
 * Creates sessions.
 *
 * @author The ws-starter authors
 */
class TestSessions {

	final SessionRegistry registry = new SessionRegistry();

	final AtomicInteger ends = new AtomicInteger();

	private final SessionDrain drain = new SessionDrain(this.registry, Duration.ofSeconds(1), Duration.ZERO);

	private final SessionFactory factory = new SessionFactory(this.registry, this.drain, new NoCodec(), Runnable::run,
			Clock.systemUTC(), List.of(), mock(Subscriptions.class), List.of());

	private final SessionHandler handler;

	private final int sendLimit;

	TestSessions(SessionHandler handler, int sendLimit) {
		this.handler = handler;
		this.sendLimit = sendLimit;
	}

	TransportSession create(Transport transport) {
		SessionOptions options = new TestOptions().messageLimits(100_000, 100_000).sendLimit(this.sendLimit).build();
		SessionRoute route = new SessionRoute("test", List.of(PathPatternParser.defaultInstance.parse("/test")),
				List.of(), this.handler, options, false);
		Handshake handshake = TestHandshake.of("/test").build();
		return this.factory.create(route, handshake, transport, this.ends::incrementAndGet);
	}

	private static final class NoCodec implements MessageCodec {

		@Override
		public String encode(Object payload) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Object decode(String text, Type type) {
			throw new UnsupportedOperationException();
		}

	}

}
