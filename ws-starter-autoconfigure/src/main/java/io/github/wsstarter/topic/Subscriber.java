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

import java.util.List;
import java.util.function.LongSupplier;

/**
 * A member of an {@link Audience}, which gets the events of the audience in their order.
 * It starts with the first event after the number that it reads when it joins, and takes
 * each event once.
 *
 * @author The ws-starter authors
 */
abstract class Subscriber {

	/**
	 * The index in the subscriber's partition, guarded by the partition's monitor.
	 */
	private int index;

	/**
	 * The number of the last event that this subscriber has taken, or was not meant to
	 * take. Guarded by this object's monitor. A subscriber that has not started yet takes
	 * nothing.
	 */
	private long taken = Long.MAX_VALUE;

	int index() {
		return this.index;
	}

	void setIndex(int index) {
		this.index = index;
	}

	/**
	 * Take events from now on.
	 * @param published returns the number of the last event that was published before
	 */
	synchronized void start(LongSupplier published) {
		this.taken = published.getAsLong();
	}

	/**
	 * Take the events that this subscriber has not taken yet. Called with this object's
	 * monitor held.
	 * @param events events in their order
	 * @return whether there were such events
	 */
	boolean takeNew(List<Event> events) {
		boolean any = false;
		for (Event event : events) {
			if (event.sequence() > this.taken) {
				this.taken = event.sequence();
				take(event);
				any = true;
			}
		}
		return any;
	}

	/**
	 * Take an event. Called with this object's monitor held.
	 * @param event the event
	 */
	abstract void take(Event event);

	/**
	 * Deliver the events that this subscriber has not taken yet. Called by the one thread
	 * that runs the partition.
	 * @param events events in their order
	 */
	abstract void deliver(List<Event> events);

}
