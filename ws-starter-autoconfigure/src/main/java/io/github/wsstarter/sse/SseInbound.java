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

import java.util.ArrayDeque;
import java.util.Queue;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;

/**
 * Passes the messages of one client's POST requests to its session, one after another, in
 * the order in which they arrived, and after the session was opened. A message that finds
 * no other one is passed on the thread of its request. The others wait without a thread,
 * and are passed on a handler thread.
 * <p>
 * Thread-safe: the fields are guarded by this object's monitor, which is not held while
 * the session is called, except to ask the session about its state.
 *
 * @author The ws-starter authors
 */
final class SseInbound {

	/**
	 * The maximum number of messages that wait for a previous one.
	 */
	private static final int MAX_WAITING = 16;

	private final TransportSession session;

	private final Queue<Delivery> waiting = new ArrayDeque<>(0);

	/**
	 * Whether a thread passes a message, or a message waits until the session takes it.
	 */
	private boolean busy = true;

	SseInbound(TransportSession session) {
		this.session = session;
	}

	TransportSession session() {
		return this.session;
	}

	void open() {
		try {
			this.session.opened();
			this.session.flush();
		}
		finally {
			passOn();
		}
	}

	/**
	 * Pass a message to the session, or let it wait.
	 * @param delivery the message
	 * @return the result. If it is {@link Reception#WAITING}, the delivery is told later
	 */
	Reception receive(Delivery delivery) {
		boolean free;
		boolean first;
		synchronized (this) {
			if (this.session.isCongested() || this.waiting.size() >= MAX_WAITING) {
				return Reception.REFUSED;
			}
			free = !this.busy && this.session.isReady();
			first = !this.busy;
			if (!free) {
				if (!delivery.mayWait()) {
					return Reception.REFUSED;
				}
				this.waiting.add(delivery);
			}
			this.busy = true;
		}
		if (free) {
			try {
				return pass(delivery);
			}
			finally {
				passOn();
			}
		}
		if (first) {
			awaitSession();
		}
		return Reception.WAITING;
	}

	/**
	 * Remove a message that waits.
	 * @param delivery the message
	 * @return whether it was removed. If not, a thread passes it or has passed it
	 */
	synchronized boolean withdraw(Delivery delivery) {
		return this.waiting.remove(delivery);
	}

	private Reception pass(Delivery delivery) {
		if (!this.session.isOpen()) {
			return Reception.CLOSED;
		}
		if (this.session.isCongested()) {
			return Reception.REFUSED;
		}
		this.session.receive(delivery.message());
		this.session.flush();
		return Reception.TAKEN;
	}

	private void passOn() {
		synchronized (this) {
			if (this.waiting.isEmpty()) {
				this.busy = false;
				return;
			}
		}
		awaitSession();
	}

	private void awaitSession() {
		if (this.session.whenReady(this::passLater)) {
			passLater();
		}
	}

	private void passLater() {
		this.session.execute(this::passNext);
	}

	private void passNext() {
		Delivery next;
		synchronized (this) {
			next = this.waiting.poll();
		}
		try {
			if (next != null) {
				next.onPassed(pass(next));
			}
		}
		finally {
			passOn();
		}
	}

	@Override
	public String toString() {
		return this.session.toString();
	}

	/**
	 * What becomes of a message.
	 */
	enum Reception {

		/**
		 * The session has taken the message.
		 */
		TAKEN,

		/**
		 * The message waits for previous messages.
		 */
		WAITING,

		/**
		 * Too many messages wait, or the client does not read what is sent to it.
		 */
		REFUSED,

		/**
		 * The session is closed.
		 */
		CLOSED

	}

	/**
	 * A message that is to be passed to the session.
	 */
	interface Delivery {

		InboundMessage message();

		/**
		 * Called before the message waits, with the monitor of the queue held.
		 * @return whether it may wait
		 */
		boolean mayWait();

		/**
		 * Called when a message that waited was passed, or could not be passed.
		 * @param reception the result
		 */
		void onPassed(Reception reception);

	}

}
