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

import org.jspecify.annotations.Nullable;

/**
 * A part of the subscribers of an audience. One thread at a time delivers events to the
 * subscribers of a partition, while other threads serve other partitions.
 * <p>
 * Publishers add events to a queue, and the thread that runs this partition removes them.
 * The partition is scheduled whenever the number of waiting events becomes, or remains,
 * positive. This object's monitor guards the members. It is held no longer than it takes
 * to copy them.
 *
 * @author The ws-starter authors
 */
final class Partition implements Runnable {

	private static final int MAX_EVENTS = 32;

	/**
	 * The size of the current events from which on no more are added. It is a small part
	 * of a session's queue, because all events are queued before the first is written.
	 */
	private static final int MAX_BYTES = 32 * 1024;

	private final FanOut fanOut;

	private final Queue<Event> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger workInProgress = new AtomicInteger();

	private final List<Subscriber> members = new ArrayList<>(1);

	private Subscriber @Nullable [] snapshot;

	/**
	 * Written with this object's monitor held.
	 */
	private volatile int size;

	/**
	 * The events that are being delivered, the oldest first. Used only by the thread that
	 * runs this partition, like {@code bytes}.
	 */
	private final List<Event> events = new ArrayList<>(1);

	private long bytes;

	Partition(FanOut fanOut) {
		this.fanOut = fanOut;
	}

	synchronized void enter(Subscriber subscriber) {
		subscriber.setIndex(this.members.size());
		this.members.add(subscriber);
		this.snapshot = null;
		this.size = this.members.size();
	}

	synchronized void leave(Subscriber subscriber) {
		int index = subscriber.index();
		Subscriber last = this.members.remove(this.members.size() - 1);
		if (last != subscriber) {
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
	 * Deliver to all subscribers once. Each one takes all current events that it has not
	 * taken yet. Events that are published meanwhile become current at once: subscribers
	 * that are late in this round take them in this round, the others in the next.
	 */
	@Override
	public void run() {
		takeIn();
		int due = this.events.size();
		try {
			for (Subscriber subscriber : subscribers()) {
				deliver(subscriber);
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
		while (this.events.size() < MAX_EVENTS && this.bytes < MAX_BYTES) {
			Event next = this.waiting.poll();
			if (next == null) {
				return;
			}
			this.events.add(next);
			this.bytes += next.size();
		}
	}

	/**
	 * Remove the events that all subscribers have taken.
	 * @param due the number of these events
	 */
	private void drop(int due) {
		long dropped = 0;
		for (int i = 0; i < due; i++) {
			// Needs no memory, even if delivery has failed because there is none
			dropped += this.events.remove(0).size();
		}
		this.bytes -= dropped;
		this.fanOut.removed(dropped);
	}

	private void deliver(Subscriber subscriber) {
		try {
			subscriber.deliver(this.events);
		}
		catch (Throwable ex) {
			this.fanOut.failed(subscriber, ex);
		}
	}

	private synchronized Subscriber[] subscribers() {
		Subscriber[] subscribers = this.snapshot;
		if (subscribers == null) {
			subscribers = this.members.toArray(Subscriber[]::new);
			this.snapshot = subscribers;
		}
		return subscribers;
	}

}
