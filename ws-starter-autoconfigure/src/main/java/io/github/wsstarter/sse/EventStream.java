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
import java.util.concurrent.locks.ReentrantLock;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * The response to a request that asked for events. Nothing here waits for the client: as
 * much is written as the container takes, which then calls back when it takes more.
 * <p>
 * A container uses its objects for other requests as soon as this one is complete. So all
 * of its API is called with {@code lock} held and only until {@code ended} or
 * {@code completed}, and the container's own thread sets these, with the lock, before it
 * lets go of the response. No call within the lock waits, but if a container's should,
 * its other threads are not held up for longer than a second.
 *
 * @author The ws-starter authors
 */
final class EventStream {

	/**
	 * The name of a request attribute with a {@link Runnable} that cuts the connection
	 * off, where completing a response would wait for the client.
	 */
	static final String ABORT_ATTRIBUTE = EventStream.class.getName() + ".abort";

	private static final Log logger = LogFactory.getLog(EventStream.class);

	/**
	 * Fits into the buffers of containers along with what HTTP adds to it.
	 */
	private static final int CHUNK = 8000;

	private static final byte[] NOTHING = new byte[0];

	private final ReentrantLock lock = new ReentrantLock();

	private final AsyncContext context;

	private final ServletOutputStream output;

	private final @Nullable Runnable abort;

	private byte[] pending = NOTHING;

	private int offset;

	private boolean dirty;

	private boolean started;

	private boolean ended;

	private boolean completed;

	EventStream(AsyncContext context) throws IOException {
		this.context = context;
		this.output = context.getResponse().getOutputStream();
		this.abort = (context.getRequest().getAttribute(ABORT_ATTRIBUTE) instanceof Runnable runnable) ? runnable
				: null;
	}

	/**
	 * Begin to write.
	 * @param listener called back when the container takes more
	 */
	void start(WriteListener listener) {
		this.lock.lock();
		try {
			this.started = true;
			this.output.setWriteListener(listener);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Set what to write next. Takes effect with {@link #advance()}.
	 * @param bytes the bytes, which must not be changed afterwards
	 */
	void put(byte[] bytes) {
		this.lock.lock();
		try {
			this.pending = bytes;
			this.offset = 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Write as much as the container takes.
	 * @return whether all is written and flushed and more may be put. If not, the
	 * container calls back, or the stream has not begun or has ended
	 * @throws IOException if the connection failed
	 */
	boolean advance() throws IOException {
		this.lock.lock();
		try {
			while (this.started && !this.ended && this.output.isReady()) {
				if (this.offset < this.pending.length) {
					int length = Math.min(CHUNK, this.pending.length - this.offset);
					this.output.write(this.pending, this.offset, length);
					this.offset += length;
					this.dirty = true;
				}
				if (this.dirty && this.output.isReady()) {
					this.output.flush();
					this.dirty = false;
				}
				else if (!this.dirty) {
					this.pending = NOTHING;
					this.offset = 0;
					return true;
				}
			}
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the stream in an orderly way. Only when all is written.
	 */
	void complete() {
		this.lock.lock();
		try {
			this.ended = true;
			completeOnce();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the stream without waiting for what is being written.
	 */
	void abort() {
		this.lock.lock();
		try {
			if (this.ended) {
				return;
			}
			this.ended = true;
			this.pending = NOTHING;
			if (this.abort != null) {
				this.abort.run();
			}
			else {
				completeOnce();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The container says that the stream failed, and expects it to be completed.
	 */
	void failed() {
		end(this::completeOnce);
	}

	/**
	 * The container says that the stream is complete and takes back its objects.
	 */
	void completed() {
		end(() -> this.completed = true);
	}

	private void end(Runnable action) {
		boolean locked = false;
		try {
			locked = this.lock.tryLock(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.ended = true;
		this.pending = NOTHING;
		action.run();
		if (locked) {
			this.lock.unlock();
		}
	}

	private void completeOnce() {
		if (this.completed) {
			return;
		}
		this.completed = true;
		try {
			this.context.complete();
		}
		catch (IllegalStateException ex) {
			logger.debug(LogMessage.format("The container completed the stream by itself: %s", ex));
		}
	}

}
