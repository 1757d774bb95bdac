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

package io.github.wsstarter.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

/**
 * The messages that wait for one client, bounded in bytes, including those being written.
 * <p>
 * Any thread may offer messages. One thread at a time has the right to write, from the
 * call that grants it ({@link Offer#WRITE} or {@link #claim()}) until {@link #written()}
 * takes it back. All fields are guarded by this object's monitor, which is never held
 * while messages are written or stages are completed.
 * <p>
 * Each message has an overflow policy. Once queued, only messages of
 * {@link Overflow#DROP_OLDEST} are dropped: to make room for each other, and for messages
 * that must not be dropped. A message of {@link Overflow#CLOSE} or
 * {@link Overflow#KEEP_LATEST} that still does not fit overflows, because the client
 * would not learn that it has missed a message.
 *
 * @author The ws-starter authors
 */
public final class OutboundQueue implements OutboundSource {

	/**
	 * The {@link #progress() progress} while nothing is being written. Otherwise it is a
	 * number that grows when a write ends: by one, and by the bytes of its messages.
	 */
	public static final long NOT_WRITING = -1;

	private static final int MAX_BYTES_PER_CHAR = 3;

	private final int limit;

	private final Overflow overflow;

	private final Supplier<RuntimeException> dropped;

	private final OutboundQueueListener listener;

	private final Executor executor;

	private final MemoryCounter memory;

	private final InFlight inFlight;

	private final WaitingMessages waiting;

	private boolean writing;

	/**
	 * Whether appended replies wait for a thread that claims the right to write.
	 */
	private boolean collecting;

	private State state = State.OPEN;

	private long progress;

	private int waiters;

	public OutboundQueue(int limit, Overflow overflow, Supplier<RuntimeException> dropped,
			OutboundQueueListener listener, Executor executor, MemoryAccount account) {
		this.limit = limit;
		this.overflow = overflow;
		this.dropped = dropped;
		this.listener = listener;
		this.executor = executor;
		this.memory = new MemoryCounter(account);
		this.inFlight = new InFlight(this.memory);
		this.waiting = new WaitingMessages(this.memory);
	}

	/**
	 * Add a message.
	 * @param outgoing the message, by itself not larger than the limit
	 * @param claim whether the caller would write
	 * @return the result
	 */
	public Offer offer(Outgoing outgoing, boolean claim) {
		Overflow overflow = outgoing.overflow(this.overflow);
		List<Outgoing> victims;
		Offer result;
		synchronized (this) {
			if (this.state != State.OPEN) {
				return Offer.CLOSED;
			}
			if (!this.memory.mayGrow(backlog())) {
				return Offer.EXCESS;
			}
			victims = this.waiting.makeRoom(outgoing, overflow != Overflow.DROP_NEWEST,
					this.limit - this.inFlight.bytes());
			if (bytes() + outgoing.size() <= this.limit) {
				this.waiting.add(outgoing, overflow == Overflow.DROP_OLDEST);
				if (bytes() > MemoryCounter.STEP) {
					this.memory.add(outgoing.hold());
				}
				result = (claim && claim()) ? Offer.WRITE : Offer.QUEUED;
			}
			else {
				result = (overflow == Overflow.DROP_OLDEST || overflow == Overflow.DROP_NEWEST) ? Offer.DROPPED
						: Offer.OVERFLOW;
			}
		}
		Outgoing.settle(victims, this.dropped, this.executor);
		if (result == Offer.DROPPED) {
			Outgoing.settle(List.of(outgoing), this.dropped, this.executor);
		}
		return result;
	}

	/**
	 * Return the memory of all messages that have not been written.
	 * @return the number of bytes, roughly
	 */
	public synchronized long backlog() {
		return this.inFlight.memory() + this.waiting.memory();
	}

	private long bytes() {
		return this.inFlight.bytes() + this.waiting.bytes();
	}

	/**
	 * Claim the right to write.
	 * @return whether there is something to write and no other thread is writing
	 */
	public synchronized boolean claim() {
		if (this.collecting) {
			this.collecting = false;
			return true;
		}
		if (this.writing || this.waiting.isEmpty() || this.state == State.ABORTED) {
			return false;
		}
		this.writing = true;
		return true;
	}

	/**
	 * Append a reply to the next write, if no other message has to leave before it. The
	 * thread that claims the right to write next writes all appended replies.
	 * @param text the reply
	 * @param appender appends the reply and returns its size in bytes, zero if there is
	 * no room. Called with this object's monitor held, so that no write begins meanwhile
	 * @return whether the reply was appended
	 */
	public synchronized boolean append(String text, ToIntFunction<String> appender) {
		if (this.state != State.OPEN || !this.waiting.isEmpty() || (this.writing && !this.collecting)
				|| bytes() + MAX_BYTES_PER_CHAR * (long) text.length() > this.limit) {
			return false;
		}
		int size = appender.applyAsInt(text);
		if (size == 0) {
			return false;
		}
		this.writing = true;
		this.collecting = true;
		this.inFlight.append(size);
		return true;
	}

	@Override
	public synchronized @Nullable OutboundMessage poll() {
		Outgoing next = this.waiting.poll();
		if (next == null) {
			return null;
		}
		this.inFlight.add(next);
		return next.message();
	}

	@Override
	public boolean written() {
		List<Outgoing> done;
		boolean more;
		boolean drained = false;
		synchronized (this) {
			this.progress += 1 + this.inFlight.bytes();
			done = this.inFlight.clear();
			if (this.waiters > 0) {
				notifyAll();
			}
			more = !this.waiting.isEmpty();
			this.writing = more;
			if (!more && this.state == State.CLOSING) {
				this.state = State.CLOSED;
				drained = true;
			}
		}
		Outgoing.settle(done, () -> null, this.executor);
		if (drained) {
			this.listener.onDrained();
		}
		return more;
	}

	@Override
	public void failed(Throwable cause) {
		// Ends the session, so that the messages fail because of that
		this.listener.onFailed(cause);
		abort(() -> cause);
	}

	/**
	 * Close the queue. The listener is notified when all queued messages are written.
	 */
	public void close() {
		synchronized (this) {
			if (this.state != State.OPEN) {
				return;
			}
			this.state = State.CLOSING;
			notifyAll();
			if (this.writing || !this.waiting.isEmpty()) {
				return;
			}
			this.state = State.CLOSED;
		}
		this.listener.onDrained();
	}

	/**
	 * Close the queue and discard all messages.
	 * @param cause supplies the failure of each message
	 */
	public void abort(Supplier<? extends Throwable> cause) {
		List<Outgoing> victims = new ArrayList<>();
		synchronized (this) {
			this.state = State.ABORTED;
			victims.addAll(this.inFlight.clear());
			victims.addAll(this.waiting.clear());
			this.memory.flush();
			notifyAll();
		}
		Outgoing.settle(victims, cause, this.executor);
	}

	public synchronized boolean isCongested() {
		return bytes() > this.limit / 2 && this.state == State.OPEN;
	}

	/**
	 * Wait while the queue is congested. An interrupt ends the wait, and so does the end
	 * of a session whose client does not read.
	 */
	public synchronized void awaitRelief() {
		this.waiters++;
		try {
			while (isCongested()) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.waiters--;
		}
	}

	public synchronized long progress() {
		return (this.writing && !this.collecting) ? this.progress : NOT_WRITING;
	}

	private enum State {

		OPEN, CLOSING, CLOSED, ABORTED

	}

}
