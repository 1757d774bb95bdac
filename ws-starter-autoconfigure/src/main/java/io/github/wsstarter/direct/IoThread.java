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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.wsstarter.diagnostics.ClientLog;

/**
 * A thread that serves many sockets, one after another: it reports that a socket has
 * something to read, or that it takes more. It never waits for one of them.
 *
 * @author The ws-starter authors
 */
final class IoThread implements Runnable {

	private static final Log logger = LogFactory.getLog(IoThread.class);

	private static final int BUFFER_SIZE = 65_536;

	/**
	 * How long to wait for a socket at most, in milliseconds, before tasks are run that
	 * did not wake this thread.
	 */
	private static final long MAX_WAIT = 1000;

	private final ClientLog log = new ClientLog(logger);

	private final Consumer<SelectionKey> ready = this::ready;

	private final Selector selector;

	private final Dispatcher dispatcher;

	private final Thread thread;

	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	/**
	 * Whether this thread will look at its tasks before it waits again. Set by a thread
	 * that wakes this one, and cleared by this thread before it looks. Only one of the
	 * threads that wake this one uses the selector: if it lost the processor while it
	 * holds the selector's lock, this thread would wait for it, and with it all clients.
	 */
	private final AtomicBoolean awake = new AtomicBoolean();

	/**
	 * What reads from sockets that may have more to read although the selector does not
	 * know. Used by this thread only.
	 */
	private final Queue<Runnable> unread = new ArrayDeque<>();

	/**
	 * The times of deadlines, in the order in which they expire. Used by this thread
	 * only.
	 */
	private final Map<Client, Long> deadlines = new LinkedHashMap<>();

	private volatile boolean stopped;

	/**
	 * The name of the endpoint whose handler this thread calls. Written by this thread.
	 */
	private volatile @Nullable String handling;

	/**
	 * When the handler was called. Written by this thread.
	 */
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

	SelectionKey register(SocketChannel channel) throws ClosedChannelException {
		// The client has to be attached to the key before its interest is set, which only
		// this thread does: the selector has a lock for it
		return channel.register(this.selector, 0);
	}

	void execute(Runnable task) {
		this.tasks.add(task);
		wakeUp();
	}

	void executeLater(Runnable task) {
		// Runs within a second
		this.tasks.add(task);
	}

	void wakeUp() {
		if (Thread.currentThread() != this.thread && this.awake.compareAndSet(false, true)) {
			this.selector.wakeup();
		}
	}

	ByteBuffer buffer() {
		return this.buffer.clear();
	}

	void readAgain(Runnable read) {
		// After the others had their turn
		this.unread.add(read);
	}

	void setDeadline(Client client, long nanos) {
		// The time is the same for all clients, so that the order is that of the
		// deadlines
		this.deadlines.putIfAbsent(client, System.nanoTime() + nanos);
	}

	void clearDeadline(Client client) {
		this.deadlines.remove(client);
	}

	void handling(@Nullable String endpoint) {
		if (endpoint != null) {
			this.handlingSince = System.nanoTime();
		}
		this.handling = endpoint;
	}

	@Nullable String handling() {
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
				this.log.survive("turn", ex, "Unexpected failure on %s, which continues", this.thread);
			}
		}
		for (SelectionKey key : this.selector.keys()) {
			if (key.attachment() instanceof Client client) {
				client.onEnd();
			}
		}
		runTasks();
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Selector failed to close", ex);
		}
	}

	private void turn() throws IOException {
		// On an interrupted thread the selector would never wait
		Thread.interrupted();
		this.awake.set(false);
		if (!this.unread.isEmpty() || !this.tasks.isEmpty()) {
			this.selector.selectNow(this.ready);
		}
		else {
			this.selector.select(this.ready, waitMillis());
		}
		this.dispatcher.check();
		runTasks();
		for (int i = this.unread.size(); i > 0; i--) {
			this.unread.remove().run();
		}
		expireDeadlines();
	}

	private void expireDeadlines() {
		while (!this.deadlines.isEmpty() && nanosToDeadline() <= 0) {
			Client client = this.deadlines.keySet().iterator().next();
			this.deadlines.remove(client);
			client.onDeadline();
		}
	}

	private long nanosToDeadline() {
		return this.deadlines.values().iterator().next() - System.nanoTime();
	}

	private void ready(SelectionKey key) {
		Client client = (Client) key.attachment();
		try {
			int ready = key.readyOps();
			if ((ready & SelectionKey.OP_WRITE) != 0) {
				key.interestOpsAnd(~SelectionKey.OP_WRITE);
				client.onWritable();
			}
			if ((ready & SelectionKey.OP_READ) != 0) {
				client.onReadable();
			}
		}
		catch (CancelledKeyException ex) {
			client.onEnd();
		}
		catch (Throwable ex) {
			this.log.survive("client", ex, "Failed to serve %s, which is cut off", client);
			client.onEnd();
		}
	}

	private long waitMillis() {
		if (this.dispatcher.isWaiting()) {
			return 1;
		}
		if (this.deadlines.isEmpty()) {
			return MAX_WAIT;
		}
		long left = TimeUnit.NANOSECONDS.toMillis(nanosToDeadline()) + 1;
		return Math.max(1, Math.min(left, MAX_WAIT));
	}

	private void runTasks() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	void stop() {
		this.stopped = true;
		this.selector.wakeup();
	}

	/**
	 * Receives the events of one socket, on the I/O thread. Its methods must not wait for
	 * anything.
	 */
	interface Client {

		void onReadable();

		void onWritable();

		void onDeadline();

		/**
		 * The socket is closed, or this thread stops. May be called several times.
		 */
		void onEnd();

	}

}
