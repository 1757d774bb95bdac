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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.TransportSession;

/**
 * Passes the messages of one client to its session in turns, on threads of the connector.
 * A turn handles the messages that wait, and lets all replies leave in one write. While
 * the client does not take its replies, there is no turn.
 * <p>
 * Thread-safe: all fields are guarded by this object's monitor, which is not held while
 * the session or the listener is called, except to ask the session whether it is
 * congested or ends silently.
 *
 * @author The ws-starter authors
 */
final class InboundTurns extends Dispatcher.Client {

	/**
	 * How many messages one turn handles at most, so that other clients get theirs.
	 */
	private static final int MAX_TURN = 256;

	/**
	 * How long replies wait for other replies, in nanoseconds, unless a handler takes
	 * longer.
	 */
	private static final long MAX_REPLY_DELAY = 500_000;

	private static final int MAX_WAITING = 1024;

	private static final int MAX_WAITING_SIZE = 65_536;

	private final TransportSession session;

	private final Listener listener;

	private InboundMessages waiting = new InboundMessages();

	private State state = State.OPEN;

	/**
	 * What to do when all messages are handled, until it is done.
	 */
	private @Nullable Runnable onEnd;

	/**
	 * Whether a turn was requested and has not ended.
	 */
	private boolean scheduled;

	/**
	 * Whether the client has to take replies before the next turn.
	 */
	private boolean congested;

	InboundTurns(TransportSession session, Listener listener) {
		this.session = session;
		this.listener = listener;
	}

	synchronized boolean isIdle() {
		return !this.scheduled && !this.congested && this.waiting.isEmpty();
	}

	/**
	 * Add messages.
	 * @param messages the messages, no longer the caller's
	 * @return an empty object for the next messages
	 */
	InboundMessages add(InboundMessages messages) {
		InboundMessages empty = messages;
		boolean schedule;
		synchronized (this) {
			if (this.waiting.isEmpty()) {
				empty = this.waiting;
				this.waiting = messages;
			}
			else {
				this.waiting.takeAll(messages);
			}
			schedule = needsTurn();
		}
		if (schedule) {
			this.listener.onMessagesWaiting();
		}
		return empty;
	}

	private boolean needsTurn() {
		if (this.scheduled || this.congested || (this.waiting.isEmpty() && this.onEnd == null)) {
			return false;
		}
		this.scheduled = true;
		return true;
	}

	/**
	 * Let nothing more in, and run an action when all messages are handled: at once, if
	 * none waits and the action calls no code of the application. While an action waits,
	 * later calls only tell whether the client is lost.
	 * @param lost whether the client will take no more replies, so that they are not
	 * waited for
	 * @param action the action
	 */
	void end(boolean lost, Runnable action) {
		boolean here = false;
		boolean schedule;
		synchronized (this) {
			if (this.onEnd == null) {
				here = isIdle() && this.session.endsSilently();
				this.onEnd = (here) ? null : action;
			}
			if (lost) {
				this.congested = false;
			}
			this.state = (lost || this.state == State.LOST) ? State.LOST : State.ENDING;
			schedule = needsTurn();
		}
		if (here) {
			action.run();
		}
		else if (schedule) {
			this.listener.onMessagesWaiting();
		}
	}

	synchronized boolean isFull() {
		return this.congested || this.waiting.size() > MAX_WAITING_SIZE || this.waiting.count() > MAX_WAITING;
	}

	@Override
	void turn() {
		long flushed = System.nanoTime();
		Object next = poll();
		for (int i = 1; next != null; i++) {
			InboundMessages.deliver(next, this.session);
			if (System.nanoTime() - flushed > MAX_REPLY_DELAY) {
				this.session.flush();
				flushed = System.nanoTime();
			}
			next = (i < MAX_TURN && !flushIfCongested()) ? poll() : null;
		}
		this.session.flush();
		flushIfCongested();
		endTurn();
	}

	@Override
	void execute(Runnable task) {
		this.listener.execute(task);
	}

	@Override
	void abort() {
		this.listener.onTurnFailed();
	}

	private synchronized @Nullable Object poll() {
		return this.waiting.poll();
	}

	private void endTurn() {
		Runnable action = takeEnd();
		boolean again;
		try {
			if (action != null) {
				action.run();
			}
		}
		finally {
			synchronized (this) {
				// Only now, so that no other action runs meanwhile
				this.scheduled = false;
				again = needsTurn();
			}
		}
		if (again) {
			this.listener.onMessagesWaiting();
		}
		if (action == null && !isFull()) {
			this.listener.onRelief();
		}
	}

	private synchronized @Nullable Runnable takeEnd() {
		Runnable action = (this.waiting.isEmpty()) ? this.onEnd : null;
		this.onEnd = (action != null) ? null : this.onEnd;
		return action;
	}

	/**
	 * Write the replies if there are many.
	 * @return whether the client has to take replies before the next turn
	 */
	boolean flushIfCongested() {
		if (!this.session.isCongested()) {
			return false;
		}
		this.session.flush();
		synchronized (this) {
			this.congested = this.state != State.LOST;
		}
		relieve();
		synchronized (this) {
			return this.congested;
		}
	}

	/**
	 * Go on if the client has taken enough replies.
	 */
	void relieve() {
		boolean schedule;
		synchronized (this) {
			if (!this.congested || this.session.isCongested()) {
				return;
			}
			this.congested = false;
			schedule = needsTurn();
		}
		if (schedule) {
			this.listener.onMessagesWaiting();
		}
		this.listener.onRelief();
	}

	@Override
	public String toString() {
		return this.session.toString();
	}

	/**
	 * The life of the way in. After {@code OPEN} no more messages come in; those that
	 * wait are handled and, unless the client is lost, answered.
	 */
	private enum State {

		OPEN, ENDING, LOST

	}

	/**
	 * Receives what becomes of the messages that wait.
	 */
	interface Listener {

		/**
		 * Messages wait: {@link InboundTurns#turn()} has to be called on another thread.
		 */
		void onMessagesWaiting();

		/**
		 * There is room for more messages.
		 */
		void onRelief();

		/**
		 * Run a task on a thread of the connector.
		 * @param task the task
		 * @throws java.util.concurrent.RejectedExecutionException if there is no thread
		 */
		void execute(Runnable task);

		/**
		 * A message could not be handled: the connection has to end, without waiting for
		 * anything.
		 */
		void onTurnFailed();

	}

}
