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

/**
 * Few threads that write to many clients, although a write may wait for its client.
 * <p>
 * Flushes are taken in the order in which they came, by as many threads as there are
 * places. With few places more messages wait for a client when its turn comes, and leave
 * in one write. While flushes wait, one more thread looks at the others in short rounds:
 * one whose client has it wait since before the last round loses its place to another
 * thread. Two more run until the next round, because clients tend to stall together. A
 * thread without a place goes on with other flushes when its own ends and a place is
 * free, and ends otherwise.
 * <p>
 * All fields are guarded by this object's monitor, which is never held while a flush runs
 * or a thread starts. No flush is left behind: whoever adds one starts a thread if a
 * place is free; if none is, those who have them look for more flushes before they leave,
 * and are being watched.
 *
 * @author The ws-starter authors
 */
final class FlushThreads {

	private static final Log logger = LogFactory.getLog(FlushThreads.class);

	private static final int IDLE_SECONDS = 30;

	private static final long ROUND = TimeUnit.MILLISECONDS.toNanos(2);

	/**
	 * After how many rounds without anything to look at the watch ends.
	 */
	private static final int IDLE_ROUNDS = 50;

	private static final int EXTRA_PLACES = 2;

	private final int places;

	private final int most;

	private final ThreadPoolExecutor threads;

	private final Queue<Flush> waiting = new ArrayDeque<>();

	private final Set<FlushWorker> workers = new HashSet<>();

	/**
	 * How many workers have a place.
	 */
	private int active;

	private int extraPlaces;

	private int round;

	private int idleRounds;

	private boolean watched;

	private boolean shutdown;

	/**
	 * Create a new instance.
	 * @param places how many threads flush at a time while no client has one wait
	 * @param most how many there may be at all
	 */
	FlushThreads(int places, int most) {
		this.places = places;
		this.most = most;
		CustomizableThreadFactory factory = new CustomizableThreadFactory("ws-flush-");
		factory.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), factory);
	}

	/**
	 * Have a thread flush. Does not wait.
	 * @param flush what to do
	 * @return whether it will be done. If not, this was shut down or there are no threads
	 */
	boolean execute(Flush flush) {
		FlushWorker worker = null;
		boolean watch = false;
		synchronized (this) {
			if (this.shutdown) {
				return false;
			}
			this.waiting.add(flush);
			if (hasPlace()) {
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

	private boolean hasPlace() {
		return this.active < this.places + this.extraPlaces && this.workers.size() < this.most;
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
			logger.debug(LogMessage.format("Thread was not started: %s", ex));
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
			catch (RuntimeException ex) {
				logger.error("Flush failed", ex);
			}
		}
	}

	/**
	 * Return what a thread does next.
	 * @param worker the thread, which has done what it did before
	 * @return the next flush or {@code null} if the thread is to end
	 */
	private synchronized @Nullable Flush next(FlushWorker worker) {
		if (!worker.isOverdue()) {
			this.active--;
		}
		Flush next = (this.active < this.places + this.extraPlaces) ? this.waiting.poll() : null;
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
			watched = look(added);
			added.forEach(this::start);
			added.clear();
		}
	}

	/**
	 * Look at all threads.
	 * @param added where to put those that are to take the places of others
	 * @return whether to do so again
	 */
	private synchronized boolean look(Collection<FlushWorker> added) {
		this.round++;
		this.extraPlaces = 0;
		if (this.waiting.isEmpty()) {
			this.idleRounds++;
			this.watched = this.idleRounds < IDLE_ROUNDS;
			return this.watched;
		}
		this.idleRounds = 0;
		for (FlushWorker worker : this.workers) {
			if (worker.becomesOverdue(this.round)) {
				this.active--;
				this.extraPlaces += EXTRA_PLACES;
			}
		}
		while (hasPlace() && added.size() < this.waiting.size()) {
			added.add(add());
		}
		return true;
	}

	/**
	 * Take no more flushes. What waits is still done.
	 */
	void shutdown() {
		synchronized (this) {
			this.shutdown = true;
		}
		this.threads.shutdown();
	}

}
