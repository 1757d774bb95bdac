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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads from many sockets, one after another, as they have something to
 * read; and writes to those that could not take all at once. It never waits for any of
 * them.
 *
 * @author The ws-starter authors
 */
final class IoThread implements Runnable {

	private static final Log logger = LogFactory.getLog(IoThread.class);

	private static final int BUFFER_SIZE = 65_536;

	/**
	 * How long to wait for a socket before looking for other tasks, in milliseconds.
	 */
	private static final long LONGEST_WAIT = 1000;

	private final Selector selector;

	private final Dispatcher dispatcher;

	private final Thread thread;

	private final byte[] bytes = new byte[BUFFER_SIZE];

	private final ByteBuffer buffer = ByteBuffer.wrap(this.bytes);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	/**
	 * Connections that have more to read, although the selector would not know. As
	 * {@code closing} touched by this thread only.
	 */
	private final Queue<DirectConnection> unfinished = new ArrayDeque<>();

	private final Queue<Deadline> closing = new ArrayDeque<>();

	private volatile boolean stopped;

	/**
	 * What this thread handles a message of, and since when. Written by this thread only.
	 */
	private volatile @Nullable DirectConnection handling;

	private volatile long handlingSince;

	IoThread(String name, Dispatcher dispatcher) {
		this.dispatcher = dispatcher;
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.thread = new Thread(this, name);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * Serve a connection from now on, but listen to nothing yet.
	 * @param channel the socket
	 * @param connection the connection
	 * @return what tells what to listen to
	 * @throws ClosedChannelException if the socket is closed
	 */
	SelectionKey register(SocketChannel channel, DirectConnection connection) throws ClosedChannelException {
		return channel.register(this.selector, 0, connection);
	}

	/**
	 * Run something on this thread, soon.
	 * @param task the task, which must not wait for anything
	 */
	void execute(Runnable task) {
		this.tasks.add(task);
		wakeUp();
	}

	/**
	 * Run something on this thread, within a second.
	 * @param task the task, which must not wait for anything
	 */
	void executeLater(Runnable task) {
		this.tasks.add(task);
	}

	void wakeUp() {
		if (Thread.currentThread() != this.thread) {
			this.selector.wakeup();
		}
	}

	/**
	 * Return the buffer to read into, on this thread.
	 * @return the buffer, backed by {@link #bytes()}
	 */
	ByteBuffer buffer() {
		return this.buffer.clear();
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Come back to a connection after the others, on this thread.
	 * @param connection the connection
	 */
	void readAgain(DirectConnection connection) {
		this.unfinished.add(connection);
	}

	/**
	 * Give up on a connection after a while, on this thread.
	 * @param connection the connection
	 * @param nanos the time, the same for all
	 * @return to be cancelled on this thread if the connection ends before
	 */
	Deadline giveUpLater(DirectConnection connection, long nanos) {
		Deadline deadline = new Deadline(connection, System.nanoTime() + nanos);
		this.closing.add(deadline);
		return deadline;
	}

	/**
	 * Tell that a handler is called on this thread, or that it has returned.
	 * @param connection whose message it handles; {@code null} when it has returned
	 */
	void handling(@Nullable DirectConnection connection) {
		if (connection != null) {
			this.handlingSince = System.nanoTime();
		}
		this.handling = connection;
	}

	@Nullable DirectConnection handling() {
		return this.handling;
	}

	long handlingSince() {
		return this.handlingSince;
	}

	@Override
	public void run() {
		while (!this.stopped) {
			try {
				turn();
			}
			catch (Throwable ex) {
				logger.error("I/O thread failed, and goes on", ex);
			}
		}
		this.selector.keys().forEach((key) -> ((DirectConnection) key.attachment()).lost());
		runTasks();
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Selector failed to close", ex);
		}
	}

	private void turn() throws IOException {
		// With it, the selector would never wait
		Thread.interrupted();
		if (!this.unfinished.isEmpty() || !this.tasks.isEmpty()) {
			this.selector.selectNow(IoThread::ready);
		}
		else {
			this.selector.select(IoThread::ready, patience());
		}
		this.dispatcher.check();
		runTasks();
		for (int i = this.unfinished.size(); i > 0; i--) {
			this.unfinished.remove().read();
		}
		giveUp();
	}

	private static void ready(SelectionKey key) {
		((DirectConnection) key.attachment()).ready(key);
	}

	/**
	 * Return how long to wait for a socket.
	 * @return the time in milliseconds
	 */
	private long patience() {
		if (this.dispatcher.isWaiting()) {
			return 1;
		}
		Deadline next = this.closing.peek();
		if (next == null) {
			return LONGEST_WAIT;
		}
		long left = TimeUnit.NANOSECONDS.toMillis(next.time - System.nanoTime()) + 1;
		return Math.max(1, Math.min(left, LONGEST_WAIT));
	}

	private void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private void giveUp() {
		Deadline next = this.closing.peek();
		while (next != null && next.time - System.nanoTime() <= 0) {
			this.closing.remove().expire();
			next = this.closing.peek();
		}
	}

	void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * When to give up on a connection. Holds on to it no longer than needed.
	 */
	static final class Deadline {

		private final long time;

		private @Nullable DirectConnection connection;

		Deadline(DirectConnection connection, long time) {
			this.connection = connection;
			this.time = time;
		}

		void cancel() {
			this.connection = null;
		}

		private void expire() {
			if (this.connection != null) {
				this.connection.abort();
			}
		}

	}

}
