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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.transport.Transport;

/**
 * Creates sessions for wires, when their connections have just been made. The registry
 * contains a session from then on; the endpoint learns of it with
 * {@link TransportSession#opened()}. What a wire does at the end of a session must not
 * block. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SessionFactory {

	private final ClientLog log = new ClientLog(LogFactory.getLog(SessionFactory.class));

	private final SessionRegistry registry;

	private final SessionDrain drain;

	private final AbstractSession.Context context;

	private final List<SessionListener> listeners;

	private final Subscriptions subscriptions;

	private final Map<String, Subprotocol> subprotocols;

	public SessionFactory(SessionRegistry registry, SessionDrain drain, MessageCodec codec, Executor executor,
			Clock clock, List<SessionListener> listeners, Subscriptions subscriptions,
			Collection<? extends Subprotocol> subprotocols, MemoryAccount memory) {
		this.registry = registry;
		this.drain = drain;
		this.context = new AbstractSession.Context(codec, neverRejecting(executor), clock,
				new ClientLog(LogFactory.getLog(SessionEnd.class)), memory);
		this.listeners = List.copyOf(listeners);
		this.subscriptions = subscriptions;
		this.subprotocols = subprotocols.stream()
			.collect(Collectors.toUnmodifiableMap(Subprotocol::name, Function.identity()));
	}

	private static Executor neverRejecting(Executor executor) {
		return (task) -> {
			try {
				executor.execute(task);
			}
			catch (RejectedExecutionException ex) {
				// The executor has been shut down: late is better than never
				task.run();
			}
		};
	}

	public TransportSession create(SessionRoute route, Handshake handshake, Transport transport, Runnable onEnd) {
		String negotiated = handshake.subprotocol();
		Subprotocol subprotocol = (negotiated != null) ? this.subprotocols.get(negotiated) : null;
		TransportSession session = new TransportSession(UUID.randomUUID().toString(), route, handshake, transport,
				subprotocol, this.context, new Environment(onEnd));
		session.start(
				(started) -> (subprotocol != null) ? subprotocol.handler(started, route.handler()) : route.handler());
		this.registry.add(session);
		session.memory().open();
		tellListeners((listener) -> listener.sessionOpened(session));
		if (this.drain.isDraining()) {
			session.close(CloseStatus.GOING_AWAY);
		}
		return session;
	}

	/**
	 * Return the account of what all sessions hold.
	 * @return the account
	 */
	public MemoryAccount memory() {
		return this.context.memory();
	}

	private void tellListeners(Consumer<SessionListener> event) {
		for (SessionListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				this.log.error(listener.getClass().getName(),
						LogMessage.format("Session listener %s failed", listener.getClass().getName()), ex);
			}
		}
	}

	private final class Environment implements TransportSession.Environment {

		private final Runnable onEnd;

		Environment(Runnable onEnd) {
			this.onEnd = onEnd;
		}

		@Override
		public void subscribe(TransportSession session, String topic) {
			SessionFactory.this.subscriptions.subscribe(session, topic);
		}

		@Override
		public void unsubscribe(TransportSession session, String topic) {
			SessionFactory.this.subscriptions.unsubscribe(session, topic);
		}

		@Override
		public void onEnded(TransportSession session, CloseStatus status) {
			SessionFactory.this.registry.remove(session);
			session.memory().close();
			this.onEnd.run();
			tellListeners((listener) -> listener.sessionClosed(session, status));
		}

		@Override
		public void onHandlerDone() {
			SessionFactory.this.registry.onHandlerDone();
		}

	}

}
