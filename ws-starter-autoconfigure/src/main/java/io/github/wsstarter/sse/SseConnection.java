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

package io.github.wsstarter.sse;

import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.WriteListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;

/**
 * One client's stream and what it posts, seen as one connection.
 * <p>
 * Posts come on threads of their own. {@code receiving} makes them one after another, in
 * the order in which they arrived, and after the session was opened.
 *
 * @author The ws-starter authors
 */
final class SseConnection {

	private static final Log logger = LogFactory.getLog(SseConnection.class);

	/**
	 * How many messages may wait for the one before, each with a thread of the container.
	 */
	private static final int MAX_WAITING = 16;

	private final ReentrantLock receiving = new ReentrantLock(true);

	private final AtomicBoolean opened = new AtomicBoolean();

	private final EventStream stream;

	private final SseTransport transport;

	private volatile @Nullable TransportSession session;

	SseConnection(AsyncContext context, EventEncoder encoder) throws IOException {
		this.stream = new EventStream(context);
		this.transport = new SseTransport(this.stream, encoder, new StreamEvents());
		context.addListener(new RequestEvents());
	}

	SseTransport transport() {
		return this.transport;
	}

	/**
	 * Begin the stream. The session is opened as soon as the container can write.
	 * @param session the session
	 * @param opening how the stream begins
	 */
	void start(TransportSession session, byte[] opening) {
		this.session = session;
		this.stream.put(opening);
		this.stream.start(new StreamListener());
	}

	private TransportSession session() {
		TransportSession session = this.session;
		Assert.state(session != null, "No session");
		return session;
	}

	/**
	 * Return whether a request is entitled to speak for the session.
	 * @param endpoint the name of the endpoint it goes to
	 * @param principal its authenticated user
	 * @return whether it goes to the session's endpoint, its user is that of the session,
	 * and the session is open
	 */
	boolean isOpenFor(String endpoint, @Nullable Principal principal) {
		TransportSession session = this.session;
		return session != null && session.isOpen() && session.getEndpointName().equals(endpoint)
				&& isSameUser(session.getPrincipal(), principal);
	}

	private static boolean isSameUser(@Nullable Principal principal, @Nullable Principal other) {
		return (principal != null) ? other != null && principal.getName().equals(other.getName()) : other == null;
	}

	/**
	 * Pass a message to the session, when those before it have been.
	 * @param message the message
	 * @param patience how long to wait for them
	 * @return whether the message was passed. If not, those before it take too long, or
	 * the client does not take what is sent to it
	 */
	boolean receive(InboundMessage message, Duration patience) {
		if (this.receiving.getQueueLength() >= MAX_WAITING || session().isCongested() || !tryReceiving(patience)) {
			return false;
		}
		try {
			session().receive(message);
		}
		finally {
			this.receiving.unlock();
		}
		session().flush();
		return true;
	}

	private boolean tryReceiving(Duration patience) {
		try {
			return this.receiving.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	void refuse(CloseStatus status, String cause, String property) {
		session().refuse(status, cause, property);
	}

	/**
	 * The client closes the session.
	 * @param status the close status
	 */
	void closedByClient(CloseStatus status) {
		session().closed(status);
		this.transport.closeNow(status);
	}

	private void open() {
		if (this.opened.compareAndSet(false, true)) {
			this.receiving.lock();
			try {
				session().opened();
			}
			finally {
				this.receiving.unlock();
			}
			session().flush();
		}
	}

	/**
	 * The connection was lost, possibly before the session was opened, which its endpoint
	 * must learn of nevertheless.
	 */
	private void lost() {
		if (this.session != null) {
			session().closed(CloseStatus.NO_CLOSE_FRAME);
			open();
		}
	}

	private final class StreamEvents implements SseTransport.Events {

		@Override
		public void flushed() {
			session().receivePart();
		}

		@Override
		public void ended(CloseStatus status) {
			if (SseConnection.this.session != null) {
				session().closed(status);
			}
		}

	}

	private final class StreamListener implements WriteListener {

		@Override
		public void onWritePossible() {
			SseConnection.this.transport.proceed();
			open();
		}

		@Override
		public void onError(Throwable failure) {
			logger.debug(LogMessage.format("Stream of %s failed: %s", SseConnection.this.session, failure));
			SseConnection.this.stream.failed();
			lost();
		}

	}

	private final class RequestEvents implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			SseConnection.this.stream.completed();
			lost();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			SseConnection.this.stream.failed();
			lost();
		}

		@Override
		public void onError(AsyncEvent event) {
			onTimeout(event);
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
		}

	}

}
