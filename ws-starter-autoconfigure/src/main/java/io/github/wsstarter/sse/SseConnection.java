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

import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.memory.SessionMemory;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.sse.SseInbound.Reception;
import io.github.wsstarter.transport.Transport;

/**
 * A client's stream and its POST requests as one connection. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseConnection {

	private final AtomicBoolean opened = new AtomicBoolean();

	private final Transport transport;

	private final PendingBodies bodies = new PendingBodies();

	/**
	 * Set once, by the thread that starts the stream.
	 */
	private volatile @Nullable SseInbound inbound;

	SseConnection(Transport transport) {
		this.transport = transport;
	}

	void start(TransportSession session) {
		this.inbound = new SseInbound(session);
	}

	private SseInbound inbound() {
		SseInbound inbound = this.inbound;
		Assert.state(inbound != null, "No session");
		return inbound;
	}

	private TransportSession session() {
		return inbound().session();
	}

	boolean isOpenFor(String endpoint, @Nullable Principal principal) {
		SseInbound inbound = this.inbound;
		if (inbound == null) {
			return false;
		}
		TransportSession session = inbound.session();
		return session.isOpen() && session.getEndpointName().equals(endpoint)
				&& isSameUser(session.getPrincipal(), principal);
	}

	private static boolean isSameUser(@Nullable Principal principal, @Nullable Principal other) {
		return (principal != null) ? other != null && principal.getName().equals(other.getName()) : other == null;
	}

	SessionMemory memory() {
		return session().memory();
	}

	Reception receive(SseInbound.Delivery delivery) {
		return inbound().receive(delivery);
	}

	boolean withdraw(SseInbound.Delivery delivery) {
		return inbound().withdraw(delivery);
	}

	Reception awaitBody(UpstreamRequest request) {
		return this.bodies.add(request);
	}

	void forgetBody(UpstreamRequest request) {
		this.bodies.remove(request);
	}

	/**
	 * Called when the session has ended. Does not wait for anything.
	 */
	void release() {
		for (UpstreamRequest request : this.bodies.end()) {
			session().execute(() -> request.onPassed(Reception.CLOSED));
		}
	}

	void refuse(CloseStatus status, String cause, String property) {
		session().refuse(status, cause, property);
	}

	void closedByClient(CloseStatus status) {
		session().closed(status);
		this.transport.closeNow(status);
	}

	/**
	 * Open the session, once: further calls have no effect. Calls the endpoint.
	 */
	public void open() {
		if (this.opened.compareAndSet(false, true)) {
			inbound().open();
		}
	}

	/**
	 * Called when the client's connection has accepted everything that was written.
	 */
	public void onFlushed() {
		session().receivePart();
	}

	/**
	 * Called when the stream has ended. Further calls have no effect.
	 * @param status the status with which it was closed, or 1006 if the connection was
	 * lost
	 */
	public void ended(CloseStatus status) {
		session().closed(status);
	}

	@Override
	public String toString() {
		return String.valueOf(this.inbound);
	}

}
