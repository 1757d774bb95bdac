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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.web.util.pattern.PathPatternParser;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.TestCodec;
import io.github.wsstarter.transport.Transport;

import static org.mockito.BDDMockito.mock;

/**
 * Creates sessions that have no connection. By default, handlers run on the calling
 * thread, objects are encoded by a {@link TestCodec}, and there are no listeners,
 * subscriptions or subprotocols.
 *
 * @author The ws-starter authors
 */
public final class SessionFixture {

	final HeapShare memory = new HeapShare(Integer.MAX_VALUE);

	private final SessionRegistry registry = new SessionRegistry();

	private final SessionDrain drain = new SessionDrain(this.registry, Duration.ofSeconds(1), Duration.ZERO);

	private final AtomicInteger ends = new AtomicInteger();

	private MessageCodec codec = new TestCodec();

	private Executor executor = Runnable::run;

	private Clock clock = Clock.systemUTC();

	private List<SessionListener> listeners = List.of();

	private Subscriptions subscriptions = mock(Subscriptions.class);

	private List<? extends Subprotocol> subprotocols = List.of();

	public SessionFixture codec(MessageCodec codec) {
		this.codec = codec;
		return this;
	}

	public SessionFixture executor(Executor executor) {
		this.executor = executor;
		return this;
	}

	public SessionFixture clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	public SessionFixture listeners(List<SessionListener> listeners) {
		this.listeners = listeners;
		return this;
	}

	public SessionFixture subscriptions(Subscriptions subscriptions) {
		this.subscriptions = subscriptions;
		return this;
	}

	public SessionFixture subprotocols(List<? extends Subprotocol> subprotocols) {
		this.subprotocols = subprotocols;
		return this;
	}

	public SessionRegistry registry() {
		return this.registry;
	}

	SessionDrain drain() {
		return this.drain;
	}

	/**
	 * Return how many sessions have ended.
	 * @return the number of sessions
	 */
	public AtomicInteger ends() {
		return this.ends;
	}

	public SessionFactory factory() {
		return new SessionFactory(this.registry, this.drain, this.codec, this.executor, this.clock, this.listeners,
				this.subscriptions, this.subprotocols, this.memory);
	}

	public TransportSession create(SessionHandler handler, SessionOptions options, Transport transport) {
		return create(handler, options, TestHandshake.of("/test").build(), transport);
	}

	public TransportSession create(SessionHandler handler, SessionOptions options, Handshake handshake,
			Transport transport) {
		return create(factory(), handler, options, handshake, transport);
	}

	TransportSession create(SessionFactory factory, SessionHandler handler, SessionOptions options, Handshake handshake,
			Transport transport) {
		SessionRoute route = new SessionRoute("test", List.of(PathPatternParser.defaultInstance.parse("/test")),
				this.subprotocols.stream().map(Subprotocol::name).toList(), handler, options, false);
		return factory.create(route, handshake, transport, this.ends::incrementAndGet);
	}

}
