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

package io.github.wsstarter.websocket.container;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

/**
 * Writes to one connection through the container's API.
 * <p>
 * The blocking half of that API is the fast one: it writes several messages at once and
 * does not involve another thread. It is used where the current thread may wait for the
 * client, see {@link ContainerThreads}. The asynchronous half is used everywhere else.
 * Only one of the two is in use at a time, because the {@link OutboundSource} has one
 * owner.
 * <p>
 * The asynchronous half cannot send a message in parts, so that a large message is left
 * to a shared thread, and sent whole only if too many threads wait for clients already.
 *
 * @author The ws-starter authors
 */
final class ContainerWriter {

	private static final int MAX_BATCH = 64;

	/**
	 * The number of bytes after which a batch ends. A client that reads slowly has to
	 * take a whole batch within the time limit.
	 */
	private static final int MAX_BATCH_BYTES = 65_536;

	/**
	 * The time for which shared threads do not wait for a client that has delayed others,
	 * in nanoseconds.
	 */
	private static final long SLOW_FOR = TimeUnit.SECONDS.toNanos(5);

	private final Session connection;

	private final BlockingRemote remote;

	private final ContainerThreads threads;

	/**
	 * The thread that serves the connection, while it does. Messages that a handler sends
	 * to its own client are written asynchronously at once, so that they are on their way
	 * before the next frame is read, which may be a close frame.
	 * <p>
	 * Written by that thread. Other threads may read an old value, which does no harm:
	 * they compare it with themselves, and no thread misses a value that it wrote.
	 */
	private @Nullable Thread reader;

	/**
	 * Written by the thread that watches shared threads, read by shared threads.
	 */
	private volatile long slowUntil = System.nanoTime();

	ContainerWriter(Session connection, ContainerThreads threads) {
		this.connection = connection;
		this.remote = new BlockingRemote(connection);
		this.threads = threads;
	}

	void setServing(boolean serving) {
		this.reader = (serving) ? Thread.currentThread() : null;
		if (!serving) {
			// A method of the endpoint may have left the thread interrupted, and the
			// container would then fail to answer a ping or a close frame
			Thread.interrupted();
		}
	}

	/**
	 * Write messages. The thread's interrupt flag is cleared until they are written,
	 * because the container closes the connection that an interrupted thread writes to.
	 * @param source the messages
	 * @param mayBlock whether the thread may wait for the client
	 */
	void write(OutboundSource source, boolean mayBlock) {
		boolean interrupted = Thread.interrupted();
		try {
			writeUninterrupted(source, mayBlock);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private void writeUninterrupted(OutboundSource source, boolean mayBlock) {
		if (mayBlock) {
			writeHere(source, null);
		}
		else if (Thread.currentThread() == this.reader || !this.threads.flush(new SharedFlush(source, null))) {
			writeAsync(source);
		}
	}

	private void writeHere(OutboundSource source, @Nullable OutboundMessage first) {
		if (!this.threads.tryBlockingWrite()) {
			if (first == null || startAsync(source, first)) {
				writeAsync(source);
			}
			return;
		}
		boolean more;
		try {
			more = writeBlocking(source, (first != null) ? first : source.poll());
		}
		finally {
			this.threads.endBlockingWrite();
		}
		if (more) {
			write(source, false);
		}
	}

	private boolean writeBlocking(OutboundSource source, @Nullable OutboundMessage first) {
		try {
			OutboundMessage next = (first != null) ? source.poll() : null;
			if (first != null && next != null) {
				writeBatch(source, first, next);
			}
			else if (first != null) {
				this.remote.send(first);
			}
		}
		catch (IOException | RuntimeException ex) {
			source.failed(ex);
			return false;
		}
		return source.written();
	}

	private void writeBatch(OutboundSource source, OutboundMessage first, OutboundMessage second) throws IOException {
		this.remote.beginBatching();
		try {
			this.remote.send(first);
			writeFurther(source, second);
			this.remote.endBatching();
		}
		catch (IOException | RuntimeException ex) {
			this.remote.abortBatching();
			throw ex;
		}
	}

	private void writeFurther(OutboundSource source, OutboundMessage second) throws IOException {
		OutboundMessage next = second;
		int bytes = 0;
		for (int i = 1; next != null; i++) {
			this.remote.send(next);
			bytes += next.size();
			next = (i < MAX_BATCH && bytes < MAX_BATCH_BYTES) ? source.poll() : null;
		}
	}

	private void writeAsync(OutboundSource source) {
		boolean more = true;
		while (more) {
			OutboundMessage message = source.poll();
			if (message == null) {
				more = source.written();
			}
			else {
				boolean left = BlockingRemote.isLarge(message) && this.threads.flush(new SharedFlush(source, message));
				more = !left && startAsync(source, message);
			}
		}
	}

	private boolean startAsync(OutboundSource source, OutboundMessage message) {
		AsyncWrite write = new AsyncWrite(source, () -> write(source, false));
		try {
			return write.start(message, this.connection.getAsyncRemote());
		}
		catch (RuntimeException ex) {
			source.failed(ex);
			return false;
		}
	}

	long advance() {
		return this.remote.advance();
	}

	/**
	 * A write on a thread that also writes for other clients.
	 */
	private final class SharedFlush implements Flush {

		private final OutboundSource source;

		/**
		 * A large message that was taken from the source already.
		 */
		private final @Nullable OutboundMessage first;

		SharedFlush(OutboundSource source, @Nullable OutboundMessage first) {
			this.source = source;
			this.first = first;
		}

		@Override
		public void run() {
			if (this.first == null && System.nanoTime() - ContainerWriter.this.slowUntil < 0) {
				writeAsync(this.source);
			}
			else {
				writeHere(this.source, this.first);
			}
		}

		@Override
		public void onHeldUp() {
			ContainerWriter.this.slowUntil = System.nanoTime() + SLOW_FOR;
		}

	}

}
