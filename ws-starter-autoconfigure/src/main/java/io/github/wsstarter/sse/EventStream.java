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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The response to a request for a stream of events. No method waits for the client: the
 * stream writes as much as the container accepts, and the container calls back when it
 * accepts more.
 * <p>
 * A container reuses its objects for other requests as soon as this one is complete.
 * Therefore they are only used by a thread that holds {@code lock}, and not once
 * {@code state} is {@link State#COMPLETED}. Two callbacks of the container change the
 * state before they try to acquire the lock, so that a thread that holds the lock stops
 * as soon as it can. They wait for that thread, but for at most a second, because the
 * container may in turn wait for the callback. After that, the thread that holds the lock
 * does what is left when it releases the lock.
 *
 * @author The ws-starter authors
 */
final class EventStream {

	/**
	 * The name of a request attribute with a {@link Runnable} that cuts off the
	 * connection, for containers that wait for the client when a response is completed.
	 */
	static final String ABORT_ATTRIBUTE = EventStream.class.getName() + ".abort";

	private static final Log logger = LogFactory.getLog(EventStream.class);

	/**
	 * The size of a write, which fits into the buffers of containers along with the chunk
	 * header of HTTP.
	 */
	private static final int CHUNK = 8000;

	private static final byte[] NOTHING = new byte[0];

	private static final long CALLBACK_WAIT_MILLIS = 1000;

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Changed by any thread, only from a state to a later one.
	 */
	private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

	private final AsyncContext context;

	private final ServletOutputStream output;

	private final @Nullable Runnable abort;

	/**
	 * What is being written; guarded by {@code lock}, like all fields below.
	 */
	private byte[] pending = NOTHING;

	private int offset;

	/**
	 * The bytes that the container has accepted. Written with {@code lock} held, read by
	 * any thread.
	 */
	private volatile long accepted;

	private boolean flushNeeded;

	private boolean started;

	EventStream(AsyncContext context) throws IOException {
		this.context = context;
		this.output = context.getResponse().getOutputStream();
		this.abort = (context.getRequest().getAttribute(ABORT_ATTRIBUTE) instanceof Runnable runnable) ? runnable
				: null;
	}

	void start(WriteListener listener) {
		boolean interrupted = lock();
		try {
			this.started = true;
			this.output.setWriteListener(listener);
		}
		finally {
			unlock(interrupted);
		}
	}

	/**
	 * Set what {@link #advance()} writes next.
	 * @param bytes the bytes, which must not be changed afterwards
	 */
	void put(byte[] bytes) {
		boolean interrupted = lock();
		try {
			this.pending = bytes;
			this.offset = 0;
		}
		finally {
			unlock(interrupted);
		}
	}

	/**
	 * Write as much as the container accepts.
	 * @return whether everything is written and flushed and more may be put. If not, the
	 * container calls back, or the stream has not started or has ended
	 * @throws IOException if the connection failed
	 */
	boolean advance() throws IOException {
		boolean interrupted = lock();
		try {
			while (isReady()) {
				if (this.offset < this.pending.length) {
					int length = Math.min(CHUNK, this.pending.length - this.offset);
					this.output.write(this.pending, this.offset, length);
					this.offset += length;
					accept(length);
					this.flushNeeded = true;
				}
				if (this.flushNeeded && isReady()) {
					this.output.flush();
					this.flushNeeded = false;
				}
				else if (!this.flushNeeded) {
					this.pending = NOTHING;
					this.offset = 0;
					return true;
				}
			}
			return false;
		}
		finally {
			unlock(interrupted);
		}
	}

	private void accept(int length) {
		long before = this.accepted;
		this.accepted = before + length;
	}

	/**
	 * Return how many bytes the container has accepted.
	 * @return the number of bytes
	 */
	long accepted() {
		return this.accepted;
	}

	/**
	 * Complete the response. Called when everything is written or a write failed.
	 */
	void complete() {
		moveTo(State.COMPLETING);
		unlock(lock());
	}

	/**
	 * End the stream, whatever is being written.
	 */
	void abort() {
		boolean interrupted = lock();
		try {
			if (isOpen() && this.abort != null) {
				moveTo(State.CUT_OFF);
				this.abort.run();
			}
			else if (isOpen()) {
				moveTo(State.COMPLETING);
			}
		}
		finally {
			unlock(interrupted);
		}
	}

	/**
	 * Called when the container reports that the stream failed, and expects it to be
	 * completed.
	 */
	void onFailed() {
		moveTo(State.COMPLETING);
		awaitOthers();
	}

	/**
	 * Called when the container reports that the request failed. If the response was
	 * completed before, it is completed again: Tomcat forgets the completion when a
	 * request fails, and would dispatch the request to the page for errors.
	 */
	void onRequestFailed() {
		if (this.state.get() == State.COMPLETED) {
			completeResponse();
		}
		else {
			onFailed();
		}
	}

	/**
	 * Called when the container reports that the response is complete.
	 */
	void onCompleted() {
		moveTo(State.COMPLETED);
		awaitOthers();
	}

	private boolean isReady() {
		return this.started && isOpen() && this.output.isReady();
	}

	private boolean isOpen() {
		return this.state.get() == State.OPEN;
	}

	private void moveTo(State next) {
		this.state.accumulateAndGet(next, (current, later) -> (later.compareTo(current) > 0) ? later : current);
	}

	private void awaitOthers() {
		try {
			if (this.lock.tryLock() || this.lock.tryLock(CALLBACK_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				unlock(Thread.interrupted());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Acquire the lock, and clear the thread's interrupt flag until the lock is released:
	 * a container closes the connection that an interrupted thread writes to.
	 * @return whether the thread was interrupted
	 */
	private boolean lock() {
		this.lock.lock();
		return Thread.interrupted();
	}

	/**
	 * Release the lock, and do what a change of the state requires. The state is looked
	 * at again after the lock was released, because it may have changed just before, by a
	 * thread that could not acquire the lock.
	 * @param interrupted whether the thread was interrupted when it acquired the lock
	 */
	private void unlock(boolean interrupted) {
		settle();
		this.lock.unlock();
		while (this.state.get() == State.COMPLETING && this.lock.tryLock()) {
			settle();
			this.lock.unlock();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void settle() {
		if (!isOpen()) {
			this.pending = NOTHING;
			this.offset = 0;
		}
		if (this.state.compareAndSet(State.COMPLETING, State.COMPLETED)) {
			completeResponse();
		}
	}

	private void completeResponse() {
		try {
			this.context.complete();
		}
		catch (IllegalStateException ex) {
			logger.debug(LogMessage.format("The container completed the stream by itself: %s", ex));
		}
	}

	/**
	 * The states of a stream, in their order.
	 */
	private enum State {

		/**
		 * Not ended. Events are written as soon as the stream has started.
		 */
		OPEN,

		/**
		 * The connection was cut off. The container reports that the stream failed.
		 */
		CUT_OFF,

		/**
		 * The response is to be completed by the thread that holds the lock.
		 */
		COMPLETING,

		/**
		 * The objects of the container must not be used any more.
		 */
		COMPLETED

	}

}
