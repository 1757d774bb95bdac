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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.message.InboundMessage;

/**
 * Passes one message at a time to a handler, in order, and holds a few messages while the
 * handler is busy. If too many messages are held, the caller waits. The handler is busy
 * at first. All fields are guarded by this object's monitor, and written with it held.
 *
 * @author The ws-starter authors
 */
final class InboundQueue {

	private static final int MAX_HELD = 16;

	private final Queue<InboundMessage> held = new ArrayDeque<>(0);

	/**
	 * The maximum size of the held messages. A larger message is held alone.
	 */
	private final int limit;

	private final MemoryCounter memory;

	private int heldSize;

	private int waiting;

	/**
	 * Whether messages are held. Read without the monitor.
	 */
	private volatile boolean holding;

	/**
	 * What the thread that reads does once no message is held any more, and when it began
	 * to wait for that.
	 */
	private @Nullable Runnable onEmpty;

	private long onEmptySince;

	private State state = State.BUSY;

	InboundQueue(int limit, MemoryAccount memory) {
		this.limit = limit;
		this.memory = new MemoryCounter(memory);
	}

	synchronized Admission admit(InboundMessage message, long millis) {
		if (isFull(message)) {
			awaitRoom(message, millis);
		}
		return switch (this.state) {
			case IDLE -> {
				this.state = State.BUSY;
				yield Admission.HANDLE;
			}
			case BUSY, PENDING -> hold(message);
			case ENDING, ENDED -> Admission.DISCARD;
		};
	}

	private void awaitRoom(InboundMessage message, long millis) {
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		this.waiting++;
		try {
			for (long left = deadline - System.nanoTime(); left > 0
					&& isFull(message); left = deadline - System.nanoTime()) {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiting--;
		}
	}

	synchronized boolean tryAdmit() {
		if (this.state != State.IDLE) {
			return false;
		}
		this.state = State.BUSY;
		return true;
	}

	private Admission hold(InboundMessage message) {
		if (isFull(message)) {
			return Admission.OVERFLOW;
		}
		this.held.add(message);
		this.holding = true;
		this.heldSize += message.size();
		this.memory.set(this.heldSize);
		return Admission.HOLD;
	}

	/**
	 * Return whether {@link #admit} would return without waiting. Called by the thread
	 * that reads: no other thread takes the room away.
	 * @param message the next message
	 * @return whether there is room
	 */
	boolean hasRoom(InboundMessage message) {
		if (!this.holding) {
			return true;
		}
		synchronized (this) {
			return !isFull(message);
		}
	}

	private boolean isFull(InboundMessage message) {
		return (this.state == State.BUSY || this.state == State.PENDING) && (this.held.size() >= MAX_HELD
				|| (!this.held.isEmpty() && (long) this.heldSize + message.size() > this.limit));
	}

	/**
	 * Called when the handler has returned and will be done later.
	 * @return {@code false} if the queue has ended and the caller has to tell the handler
	 */
	synchronized boolean pending() {
		if (this.state == State.BUSY) {
			this.state = State.PENDING;
			return true;
		}
		this.state = State.ENDED;
		return false;
	}

	/**
	 * Called when the pending work of the handler is done.
	 * @return {@code false} if the queue has ended and the handler has been told
	 */
	synchronized boolean resume() {
		if (this.state != State.PENDING) {
			return false;
		}
		this.state = State.BUSY;
		return true;
	}

	/**
	 * Called when the handler is done.
	 * @return whether the caller has to continue with {@link #next()}. If not, another
	 * thread may call the handler
	 */
	synchronized boolean release() {
		if (this.state == State.ENDED) {
			return false;
		}
		if (this.state != State.ENDING) {
			this.state = (this.held.isEmpty()) ? State.IDLE : State.BUSY;
		}
		return this.state != State.IDLE;
	}

	/**
	 * Return the next message for the handler.
	 * @return the message, or {@code null} if the queue has ended and the caller has to
	 * tell the handler
	 */
	synchronized @Nullable InboundMessage next() {
		InboundMessage next = this.held.poll();
		if (next == null) {
			this.state = State.ENDED;
			return null;
		}
		this.heldSize -= next.size();
		this.memory.set(this.heldSize);
		this.holding = !this.held.isEmpty();
		notifyAll();
		return next;
	}

	/**
	 * Set what the thread that reads does once no message is held, without waiting for
	 * that.
	 * @param action the action, which is called once, by the thread that takes it
	 * @return whether no message is held now. The action is not needed then
	 */
	synchronized boolean whenEmpty(Runnable action) {
		if (!this.holding) {
			return true;
		}
		this.onEmpty = action;
		this.onEmptySince = System.nanoTime();
		return false;
	}

	/**
	 * Take the action that is due now.
	 * @return the action, or {@code null} if there is none or messages are held
	 */
	synchronized @Nullable Runnable takeOnEmpty() {
		Runnable due = (this.holding) ? null : this.onEmpty;
		this.onEmpty = (due != null) ? null : this.onEmpty;
		return due;
	}

	synchronized boolean hasWaited(long millis) {
		return this.onEmpty != null && System.nanoTime() - this.onEmptySince >= TimeUnit.MILLISECONDS.toNanos(millis);
	}

	/**
	 * Pass no more messages.
	 * @return whether the caller has to tell the handler. If not, the thread that calls
	 * the handler does it, see {@link #next()}
	 */
	synchronized boolean end() {
		this.held.clear();
		this.holding = false;
		notifyAll();
		if (this.state == State.BUSY) {
			this.state = State.ENDING;
			return false;
		}
		this.state = State.ENDED;
		return true;
	}

	synchronized boolean isIdle() {
		return this.state == State.IDLE;
	}

	boolean isEmpty() {
		return !this.holding;
	}

	/**
	 * Return whether the client cannot be heard, as the thread that reads may be
	 * occupied.
	 * @return whether a message is being handled or waits to be held
	 */
	synchronized boolean isReaderOccupied() {
		return this.state == State.BUSY || this.waiting > 0 || this.onEmpty != null;
	}

	enum Admission {

		HANDLE, HOLD, OVERFLOW, DISCARD

	}

	private enum State {

		IDLE, BUSY, PENDING, ENDING, ENDED

	}

}
