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

package io.github.wsstarter.direct;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.session.TransportSession;

/**
 * Passes the messages of one client to its session in turns, on threads of the
 * {@link Dispatcher}. A turn handles the messages that wait, and lets all replies leave
 * in one write. While the client does not take its replies, or the session holds a
 * message because a reply is pending, there is no turn.
 * <p>
 * Thread-safe: all fields are guarded by this object's monitor, which is not held while
 * the session or the listener is called, except to ask the session about its state.
 *
 * @author The ws-starter authors
 */
final class InboundTurns extends TurnTaker {

	/**
	 * How many messages one turn handles at most, so that other clients get theirs.
	 */
	private static final int MAX_TURN = 256;

	/**
	 * After which time a turn ends, in nanoseconds, as it took long.
	 */
	private static final long MAX_TURN_TIME = 10_000_000;

	/**
	 * How long replies wait for other replies, in nanoseconds, unless a handler takes
	 * longer.
	 */
	private static final long MAX_REPLY_DELAY = 500_000;

	private static final int MAX_WAITING = 1024;

	private static final int MAX_WAITING_SIZE = 65_536;

	private final TransportSession session;

	private final InboundTurnsListener listener;

	private final long maxTurnTime;

	private InboundMessages waiting = new InboundMessages();

	/**
	 * The memory of the messages that wait.
	 */
	private final MemoryCounter memory;

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
	 * Whether the client has to take replies, or a pending reply has to come, before the
	 * next turn.
	 */
	private boolean stopped;

	InboundTurns(TransportSession session, InboundTurnsListener listener) {
		this(session, listener, MAX_TURN_TIME);
	}

	InboundTurns(TransportSession session, InboundTurnsListener listener, long maxTurnTime) {
		this.session = session;
		this.listener = listener;
		this.maxTurnTime = maxTurnTime;
		this.memory = new MemoryCounter(session.memory());
	}

	synchronized boolean isIdle() {
		return !this.scheduled && !this.stopped && this.waiting.isEmpty();
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
			this.memory.set(this.waiting.heldBytes());
			schedule = needsTurn();
		}
		if (schedule) {
			this.listener.onMessagesWaiting();
		}
		return empty;
	}

	private boolean needsTurn() {
		if (this.scheduled || this.stopped || (this.waiting.isEmpty() && this.onEnd == null)) {
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
			this.state = (lost || this.state == State.LOST) ? State.LOST : State.ENDING;
			this.stopped = this.stopped && mayStop();
			schedule = needsTurn();
		}
		if (here) {
			action.run();
		}
		else if (schedule) {
			this.listener.onMessagesWaiting();
		}
	}

	private boolean mayStop() {
		// If the client is lost, replies are not waited for, and messages that the
		// session does not take at once are discarded
		if (this.state == State.LOST && !this.session.isReady()) {
			this.waiting = new InboundMessages();
		}
		return this.state != State.LOST;
	}

	synchronized boolean isFull() {
		return (this.stopped && this.session.isCongested()) || this.waiting.size() > MAX_WAITING_SIZE
				|| this.waiting.count() > MAX_WAITING;
	}

	@Override
	void turn() {
		long start = System.nanoTime();
		long now = start;
		long flushed = start;
		Object next = (stopIfBusy()) ? null : poll();
		for (int i = 1; next != null; i++) {
			InboundMessages.deliver(next, this.session);
			now = System.nanoTime();
			if (now - flushed > MAX_REPLY_DELAY) {
				this.session.flush();
				flushed = now;
			}
			next = (i < MAX_TURN && now - start < this.maxTurnTime && !stopIfBusy()) ? poll() : null;
		}
		this.session.flush();
		stopIfBusy();
		setSlow(now - start >= this.maxTurnTime);
		endTurn();
	}

	@Override
	void abort() {
		this.listener.onTurnFailed();
	}

	private synchronized @Nullable Object poll() {
		Object next = this.waiting.poll();
		this.memory.set(this.waiting.heldBytes());
		return next;
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
	 * Stop if the client has to take replies, which are written then, or if a pending
	 * reply has to come.
	 * @return whether there is no turn for now
	 */
	boolean stopIfBusy() {
		boolean congested = this.session.isCongested();
		boolean ready = this.session.isReady();
		if (!congested && ready) {
			return false;
		}
		if (congested) {
			this.session.flush();
		}
		synchronized (this) {
			this.stopped = mayStop();
		}
		if (!ready) {
			this.session.whenReady(this::relieve);
		}
		relieve();
		synchronized (this) {
			return this.stopped;
		}
	}

	/**
	 * Go on if the client has taken enough replies and no reply is pending.
	 */
	void relieve() {
		boolean schedule;
		synchronized (this) {
			if (!this.stopped || this.session.isCongested() || !this.session.isReady()) {
				return;
			}
			this.stopped = false;
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

}
