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
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.transport.Transport;

/**
 * Creates sessions for wires. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionFactory {

	private final SessionContext context;

	private final SessionDrain drain;

	/**
	 * Create a new instance.
	 * @param registry the open sessions
	 * @param drain knows whether sessions may still open
	 * @param codec encodes objects
	 * @param executor runs handlers that no wire's thread can run
	 * @param clock the time, which does not jump
	 * @param listeners told of sessions that open and close
	 * @param subscriptions the topics that sessions are subscribed to
	 * @param subprotocols the subprotocols beneath endpoints
	 */
	public SessionFactory(SessionRegistry registry, SessionDrain drain, MessageCodec codec, Executor executor,
			Clock clock, List<SessionListener> listeners, Subscriptions subscriptions,
			Collection<? extends Subprotocol> subprotocols) {
		this.context = new SessionContext(codec, new HandlerExecutor(executor), clock, registry, List.copyOf(listeners),
				new CloseLog(), subscriptions,
				subprotocols.stream().collect(Collectors.toUnmodifiableMap(Subprotocol::name, Function.identity())));
		this.drain = drain;
	}

	/**
	 * Create a session whose connection was just made. It is found in the registry from
	 * now on; its endpoint learns of it with {@link TransportSession#opened()}.
	 * @param route what serves the session
	 * @param handshake the request that opened it
	 * @param transport what carries it
	 * @param onEnd what to do when it ends; called once and must not block
	 * @return the session
	 */
	public TransportSession create(SessionRoute route, Handshake handshake, Transport transport, Runnable onEnd) {
		TransportSession session = new TransportSession(UUID.randomUUID().toString(), route, handshake, transport,
				this.context, onEnd);
		this.context.registry().add(session);
		this.context.notify((listener) -> listener.sessionOpened(session));
		if (this.drain.isDraining()) {
			session.close(CloseStatus.GOING_AWAY);
		}
		return session;
	}

}
