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

package io.github.wsstarter.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Some of the subscribers of a topic, who get its messages one after another from
 * whichever thread is about it, while those of other partitions get them from other
 * threads.
 * <p>
 * What waits was put in by publishers, one at a time for a topic, and is taken out by the
 * one thread that runs this. Which one that is, the number of what waits decides: who
 * makes it more than zero, or leaves it at that, has this run. Who is subscribed is
 * guarded by this object's monitor, which is held for no more than a copy.
 *
 * @author The ws-starter authors
 */
final class Partition implements Runnable {

	private static final Log logger = LogFactory.getLog(Partition.class);

	private static final int MOST = 32;

	/**
	 * When no more messages are taken in: at a small part of what may be queued for a
	 * session by default, as all of them are queued before any is written.
	 */
	private static final int MOST_BYTES = 32 * 1024;

	private final FanOut fanOut;

	private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger workInProgress = new AtomicInteger();

	private final List<Subscription> members = new ArrayList<>(1);

	private Subscription @Nullable [] snapshot;

	private volatile int size;

	/**
	 * What is being delivered, the oldest first. As {@code bytes} touched only by the
	 * thread that runs this.
	 */
	private final List<Event> events = new ArrayList<>(1);

	private long bytes;

	Partition(FanOut fanOut) {
		this.fanOut = fanOut;
	}

	synchronized void add(Subscription subscription) {
		subscription.setIndex(this.members.size());
		this.members.add(subscription);
		this.snapshot = null;
		this.size = this.members.size();
	}

	synchronized void remove(Subscription subscription) {
		int index = subscription.index();
		Subscription last = this.members.remove(this.members.size() - 1);
		if (last != subscription) {
			this.members.set(index, last);
			last.setIndex(index);
		}
		this.snapshot = null;
		this.size = this.members.size();
	}

	int size() {
		return this.size;
	}

	void offer(Event event) {
		this.fanOut.added(event.size());
		this.waiting.add(event);
		if (this.workInProgress.getAndIncrement() == 0) {
			this.fanOut.execute(this);
		}
	}

	/**
	 * Go round all subscribers once. Each gets, in one go, what it has not had yet of
	 * what has been published by then, so that those who come late in this round get
	 * more, and those who come early get it in the next.
	 */
	@Override
	public void run() {
		takeIn();
		int due = this.events.size();
		try {
			for (Subscription subscription : subscribers()) {
				deliver(subscription);
				if (!this.waiting.isEmpty()) {
					takeIn();
				}
			}
		}
		finally {
			drop(due);
			if (this.workInProgress.addAndGet(-due) > 0) {
				this.fanOut.execute(this);
			}
		}
	}

	private void takeIn() {
		while (this.events.size() < MOST && this.bytes < MOST_BYTES) {
			Event next = this.waiting.poll();
			if (next == null) {
				return;
			}
			this.events.add(next);
			this.bytes += next.size();
		}
	}

	/**
	 * Forget what all subscribers have got.
	 * @param due how many events that is
	 */
	private void drop(int due) {
		long dropped = 0;
		List<Event> first = this.events.subList(0, due);
		for (Event event : first) {
			dropped += event.size();
		}
		first.clear();
		this.bytes -= dropped;
		this.fanOut.removed(dropped);
	}

	private void deliver(Subscription subscription) {
		try {
			subscription.deliver(this.events);
		}
		catch (Throwable ex) {
			logger.error(LogMessage.format("Delivery to %s failed", subscription), ex);
		}
	}

	private synchronized Subscription[] subscribers() {
		Subscription[] subscribers = this.snapshot;
		if (subscribers == null) {
			subscribers = this.members.toArray(Subscription[]::new);
			this.snapshot = subscribers;
		}
		return subscribers;
	}

}
