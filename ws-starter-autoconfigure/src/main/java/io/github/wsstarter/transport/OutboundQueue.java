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

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;

/**
 * The messages that wait for one client, bounded in bytes.
 * <p>
 * Any thread offers. One thread at a time owns the right to write, from the call that
 * grants it ({@link Offer#WRITE} or {@link #claim()}) until {@link #written()} takes it
 * back. All fields are guarded by this object's monitor, which is never held while
 * something is written or completed.
 * <p>
 * What happens to a message that does not fit is decided for each message. Only those of
 * {@link Overflow#DROP_OLDEST} are ever dropped after they were taken. They make way for
 * each other, and for what must not be dropped; a message of {@link Overflow#CLOSE} or
 * {@link Overflow#KEEP_LATEST} that does not fit even then overflows, since nobody would
 * tell the client that the latest it has is not the latest.
 *
 * @author The ws-starter authors
 */
public final class OutboundQueue implements OutboundSource {

	/**
	 * What {@link #progress()} returns while nothing is being written.
	 */
	public static final long NOT_WRITING = -1;

	private static final int MAX_BYTES_PER_CHAR = 3;

	private final int limit;

	private final Overflow overflow;

	private final Supplier<RuntimeException> dropped;

	private final Callback callback;

	private final Executor executor;

	private final OutgoingList inFlight = new OutgoingList();

	private final WaitingMessages waiting = new WaitingMessages();

	private long bytes;

	private boolean writing;

	/**
	 * Whether what was appended waits for someone to claim the right to write.
	 */
	private boolean collecting;

	private int collected;

	private State state = State.OPEN;

	private long writes;

	private int waiters;

	/**
	 * Create a new instance.
	 * @param limit the most bytes to hold, those being written included
	 * @param overflow what to do with a message beyond the limit that does not say so
	 * itself
	 * @param dropped what to tell the sender of a message that is dropped
	 * @param callback told how the queue ends
	 * @param executor runs what the application attached to the stages of its messages,
	 * and never rejects it
	 */
	public OutboundQueue(int limit, Overflow overflow, Supplier<RuntimeException> dropped, Callback callback,
			Executor executor) {
		this.limit = limit;
		this.overflow = overflow;
		this.dropped = dropped;
		this.callback = callback;
		this.executor = executor;
	}

	/**
	 * Add a message.
	 * @param outgoing the message, by itself not larger than the limit
	 * @param claim whether the caller is willing to write
	 * @return what became of it
	 */
	public Offer offer(Outgoing outgoing, boolean claim) {
		Overflow overflow = outgoing.overflow(this.overflow);
		List<Outgoing> victims;
		Offer result;
		synchronized (this) {
			if (this.state != State.OPEN) {
				return Offer.CLOSED;
			}
			victims = makeRoom(outgoing, overflow);
			if (fits(outgoing)) {
				this.waiting.add(outgoing, overflow == Overflow.DROP_OLDEST);
				this.bytes += outgoing.size();
				result = (claim && claim()) ? Offer.WRITE : Offer.QUEUED;
			}
			else {
				result = (isDropped(overflow)) ? Offer.DROPPED : Offer.OVERFLOW;
			}
		}
		settle(victims, this.dropped);
		if (result == Offer.DROPPED && outgoing.isConfirmed()) {
			settle(List.of(outgoing), this.dropped);
		}
		return result;
	}

	private boolean fits(Outgoing outgoing) {
		return this.bytes + outgoing.size() <= this.limit;
	}

	private static boolean isDropped(Overflow overflow) {
		return overflow == Overflow.DROP_OLDEST || overflow == Overflow.DROP_NEWEST;
	}

	/**
	 * Remove what a message replaces, and if it does not fit, what makes way for it.
	 * @param outgoing the message
	 * @param overflow what happens if it does not fit
	 * @return those that were removed and have a sender to tell
	 */
	private List<Outgoing> makeRoom(Outgoing outgoing, Overflow overflow) {
		List<Outgoing> victims = List.of();
		Outgoing victim = this.waiting.supersede(outgoing);
		if (victim == null) {
			victim = dropFor(outgoing, overflow);
		}
		while (victim != null) {
			if (victim.isConfirmed()) {
				victims = (!victims.isEmpty()) ? victims : new ArrayList<>();
				victims.add(victim);
			}
			this.bytes -= victim.size();
			victim = dropFor(outgoing, overflow);
		}
		return victims;
	}

	private @Nullable Outgoing dropFor(Outgoing outgoing, Overflow overflow) {
		return (fits(outgoing) || overflow == Overflow.DROP_NEWEST) ? null : this.waiting.drop();
	}

	/**
	 * Ask for the right to write.
	 * @return whether there is something to write and nobody else writes it
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
	 * Add a reply to what will be written next, if nothing has to leave before it. Who
	 * claims the right to write gets all that was appended with it.
	 * @param text the reply
	 * @param appender appends it, and returns how many bytes it takes; zero if there is
	 * no room
	 * @return whether it was appended
	 */
	public synchronized boolean append(String text, ToIntFunction<String> appender) {
		if (this.state != State.OPEN || !this.waiting.isEmpty() || (this.writing && !this.collecting)
				|| this.bytes + MAX_BYTES_PER_CHAR * (long) text.length() > this.limit) {
			return false;
		}
		int size = appender.applyAsInt(text);
		if (size == 0) {
			return false;
		}
		this.writing = true;
		this.collecting = true;
		this.collected += size;
		this.bytes += size;
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
		List<Outgoing> done = null;
		boolean more;
		boolean drained = false;
		synchronized (this) {
			for (Outgoing next = this.inFlight.poll(); next != null; next = this.inFlight.poll()) {
				this.bytes -= next.size();
				if (next.isConfirmed()) {
					done = (done != null) ? done : new ArrayList<>();
					done.add(next);
				}
			}
			this.bytes -= this.collected;
			this.collected = 0;
			this.writes++;
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
		if (done != null) {
			settle(done, () -> null);
		}
		if (drained) {
			this.callback.drained();
		}
		return more;
	}

	@Override
	public void failed(Throwable cause) {
		abort(() -> cause);
		this.callback.failed(cause);
	}

	/**
	 * Take no more messages, and call back when those that wait are written.
	 */
	public void close() {
		synchronized (this) {
			if (this.state != State.OPEN) {
				return;
			}
			this.state = State.CLOSING;
			if (this.writing || !this.waiting.isEmpty()) {
				return;
			}
			this.state = State.CLOSED;
		}
		this.callback.drained();
	}

	/**
	 * Take no more messages and forget all there are.
	 * @param cause what to tell their senders
	 */
	public void abort(Supplier<? extends Throwable> cause) {
		List<Outgoing> victims;
		synchronized (this) {
			this.state = State.ABORTED;
			victims = new ArrayList<>();
			this.inFlight.drainTo(victims);
			this.waiting.drainTo(victims);
			victims.removeIf((victim) -> !victim.isConfirmed());
			this.bytes = 0;
			this.collected = 0;
			notifyAll();
		}
		settle(victims, cause);
	}

	/**
	 * Return whether more than half of what may be queued is.
	 * @return whether the client had better not be asked for more
	 */
	public synchronized boolean isCongested() {
		return this.bytes > this.limit / 2 && this.state == State.OPEN;
	}

	/**
	 * Wait while the queue is congested.
	 * @param millis how long to wait at most
	 */
	public synchronized void awaitRelief(long millis) {
		this.waiters++;
		TimedWait.on(this, this::isCongested, millis);
		this.waiters--;
	}

	/**
	 * Return a number that changes whenever a write ends.
	 * @return the number, or {@link #NOT_WRITING} while nothing is being written
	 */
	public synchronized long progress() {
		return (this.writing && !this.collecting) ? this.writes : NOT_WRITING;
	}

	/**
	 * Set the outcome of messages. The current thread may be one that must not block, so
	 * the executor runs what the application attached to their stages: in order, and in
	 * one task.
	 * @param settled the messages
	 * @param failure supplies the reason why a message was not sent, or {@code null}
	 */
	private void settle(List<Outgoing> settled, Supplier<? extends @Nullable Throwable> failure) {
		List<Outgoing> observed = List.of();
		for (Outgoing outgoing : settled) {
			if (outgoing.settle(failure.get())) {
				observed = (!observed.isEmpty()) ? observed : new ArrayList<>();
				observed.add(outgoing);
			}
		}
		if (!observed.isEmpty()) {
			this.executor.execute(tellAll(observed));
		}
	}

	private static Runnable tellAll(List<Outgoing> observed) {
		return () -> observed.forEach(Outgoing::tell);
	}

	/**
	 * What became of an offered message.
	 */
	public enum Offer {

		/**
		 * It waits, and the caller has to write.
		 */
		WRITE,

		/**
		 * It waits for whoever writes or claims.
		 */
		QUEUED,

		/**
		 * It was dropped, as it does not fit.
		 */
		DROPPED,

		/**
		 * It was not taken, as it does not fit and must not be dropped.
		 */
		OVERFLOW,

		/**
		 * It was not taken, as the queue is closed.
		 */
		CLOSED

	}

	/**
	 * Told how the queue ends.
	 */
	public interface Callback {

		/**
		 * The queue was closed and all it held is written.
		 */
		void drained();

		/**
		 * A write failed.
		 * @param cause the reason
		 */
		void failed(Throwable cause);

	}

	private enum State {

		OPEN, CLOSING, CLOSED, ABORTED

	}

}
