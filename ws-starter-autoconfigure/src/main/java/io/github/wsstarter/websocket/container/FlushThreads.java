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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

import io.github.wsstarter.diagnostics.ClientLog;

/**
 * Writes to many clients from few threads, although a write may have to wait for its
 * client.
 * <p>
 * Flushes run in the order in which they were submitted, on as many threads as there are
 * slots. Few slots make for large writes: the longer a client waits for its turn, the
 * more messages leave in one write. While flushes are waiting, one more thread inspects
 * the others in short rounds. A thread that has been waiting for its client since before
 * the previous round loses its slot to another thread. Until the next round, two extra
 * slots are opened for each such thread, because clients tend to stall together. When the
 * flush of a thread without a slot ends, the thread takes a free slot, or ends if there
 * is none.
 * <p>
 * Neither of the two other schedulers of the starter can do this. The dispatcher of the
 * direct engine runs handlers on a limited number of threads, and adds a thread whenever
 * a connection waits too long for its turn. The threads of the fan-out of topics never
 * wait for a client at all. Here, a thread cannot be taken away from a client that does
 * not read, and an additional thread is only of use if the others are waiting.
 * <p>
 * Nor can a cached pool behind a limit of blocking writes, which costs 700 lines less. In
 * the benchmark {@code fanout}, the container engine delivers 2.8 times as many messages
 * as Spring's handlers with these threads, and 1.6 times as many with such a pool,
 * because most writes then carry one message.
 * <p>
 * All fields are guarded by this object's monitor, which is never held while a flush runs
 * or a thread starts. No flush is left behind: the caller that submits a flush starts a
 * thread if a slot is free. If no slot is free, the threads that have the slots look for
 * more flushes before they end, and are being inspected.
 *
 * @author The ws-starter authors
 */
final class FlushThreads {

	private static final Log logger = LogFactory.getLog(FlushThreads.class);

	private static final int IDLE_SECONDS = 30;

	private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(2);

	/**
	 * The number of successive rounds without a waiting flush after which inspection
	 * ends.
	 */
	private static final int IDLE_ROUNDS = 50;

	private static final int EXTRA_SLOTS = 2;

	private final ClientLog log = new ClientLog(logger);

	/**
	 * The number of threads that flush at a time while no thread waits for a client.
	 */
	private final int slots;

	private final int maxThreads;

	private final ThreadPoolExecutor threads;

	private final Queue<Flush> waiting = new ArrayDeque<>();

	private final Set<FlushWorker> workers = new HashSet<>();

	/**
	 * The number of workers that have a slot.
	 */
	private int active;

	private int extraSlots;

	private int round;

	private int idleRounds;

	private boolean watched;

	private boolean shutdown;

	FlushThreads(int slots, int maxThreads) {
		this.slots = slots;
		this.maxThreads = maxThreads;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("ws-flush-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), factory);
	}

	/**
	 * Submit a flush. Does not block.
	 * @param flush the flush
	 * @return whether the flush will be run. If not, these threads were shut down or no
	 * thread could be started
	 */
	boolean execute(Flush flush) {
		FlushWorker worker = null;
		boolean watch = false;
		synchronized (this) {
			if (this.shutdown) {
				return false;
			}
			this.waiting.add(flush);
			if (hasFreeSlot()) {
				worker = add();
			}
			else if (!this.watched) {
				this.watched = true;
				watch = true;
			}
		}
		if (watch && !start(this::watch)) {
			unwatched();
		}
		return worker == null || start(worker) || !cancel(flush);
	}

	private boolean hasFreeSlot() {
		return this.active < this.slots + this.extraSlots && this.workers.size() < this.maxThreads;
	}

	private FlushWorker add() {
		FlushWorker worker = new FlushWorker(this.round);
		this.workers.add(worker);
		this.active++;
		return worker;
	}

	private boolean start(FlushWorker worker) {
		boolean started = start(() -> work(worker));
		if (!started) {
			remove(worker);
		}
		return started;
	}

	private boolean start(Runnable task) {
		try {
			this.threads.execute(task);
			return true;
		}
		catch (RejectedExecutionException | OutOfMemoryError ex) {
			logger.debug(LogMessage.format("Failed to start a thread: %s", ex));
			return false;
		}
	}

	private synchronized void remove(FlushWorker worker) {
		this.workers.remove(worker);
		this.active--;
	}

	private synchronized void unwatched() {
		this.watched = false;
	}

	private synchronized boolean cancel(Flush flush) {
		return this.waiting.remove(flush);
	}

	private void work(FlushWorker worker) {
		for (Flush flush = next(worker); flush != null; flush = next(worker)) {
			try {
				flush.run();
			}
			catch (Throwable ex) {
				this.log.survive("flush", ex, "Write to a client failed: %s", flush);
			}
			finally {
				// An interrupt by this flush must not reach the next one
				Thread.interrupted();
			}
		}
	}

	private synchronized @Nullable Flush next(FlushWorker worker) {
		if (!worker.isOverdue()) {
			this.active--;
		}
		Flush next = (this.active < this.slots + this.extraSlots) ? this.waiting.poll() : null;
		if (next != null) {
			this.active++;
			worker.begin(next, this.round);
		}
		else {
			this.workers.remove(worker);
		}
		return next;
	}

	private void watch() {
		List<FlushWorker> added = new ArrayList<>();
		boolean watched = true;
		while (watched) {
			LockSupport.parkNanos(ROUND);
			try {
				watched = inspect(added);
				added.forEach(this::start);
				added.clear();
			}
			catch (Throwable ex) {
				this.log.survive("inspection", ex, "Failed to inspect %s", this);
			}
		}
	}

	private synchronized boolean inspect(Collection<FlushWorker> added) {
		this.round++;
		this.extraSlots = 0;
		if (this.waiting.isEmpty()) {
			this.idleRounds++;
			this.watched = this.idleRounds < IDLE_ROUNDS;
			return this.watched;
		}
		this.idleRounds = 0;
		for (FlushWorker worker : this.workers) {
			if (worker.becomesOverdue(this.round)) {
				this.active--;
				this.extraSlots += EXTRA_SLOTS;
			}
		}
		while (hasFreeSlot() && added.size() < this.waiting.size()) {
			added.add(add());
		}
		return true;
	}

	/**
	 * Accept no more flushes. Waiting flushes are still run.
	 */
	void shutdown() {
		synchronized (this) {
			this.shutdown = true;
		}
		this.threads.shutdown();
	}

}
