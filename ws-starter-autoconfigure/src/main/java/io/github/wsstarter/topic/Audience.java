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

import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * All subscribers of one topic or user, in one or more partitions. A subscriber stays in
 * its partition, so that it receives messages in the order in which they were published.
 * <p>
 * {@link #add} and {@link #remove} are called by one thread at a time, see
 * {@link Audiences}. {@link #publish} is also called by one thread at a time, as brokers
 * guarantee, but possibly while a subscriber is added. Publisher and new subscriber each
 * take two steps on volatile fields, in opposite order: <pre>
 *   publisher                            new subscriber
 *   1. count: sequence = n               1. enter: become member of a partition
 *   2. offer: put event n into all       2. start: read sequence, take the events
 *             partitions with members              after that number
 * </pre> If the subscriber enters before the publisher offers event {@code n}, the event
 * reaches the subscriber's partition. The subscriber takes it, unless it reads {@code n}
 * or a larger number. If the subscriber enters later, it reads {@code n} or a larger
 * number, because the publisher counts first. In both cases the subscriber misses only
 * events up to the number that it reads.
 *
 * @author The ws-starter authors
 */
final class Audience {

	/**
	 * The number of subscribers from which on another partition is worthwhile.
	 */
	private static final int FEW = 64;

	private final TopicOptions options;

	private final FanOut fanOut;

	/**
	 * Written while a subscriber is added.
	 */
	private volatile Partition[] partitions;

	/**
	 * The number of published messages, written by the thread that publishes.
	 */
	private volatile long sequence;

	Audience(TopicOptions options, FanOut fanOut) {
		this.options = options;
		this.fanOut = fanOut;
		this.partitions = new Partition[] { new Partition(fanOut) };
	}

	TopicOptions options() {
		return this.options;
	}

	Partition add(Subscriber subscriber) {
		Partition partition = choose();
		partition.enter(subscriber);
		subscriber.start(() -> this.sequence);
		return partition;
	}

	private Partition choose() {
		Partition[] partitions = this.partitions;
		Partition smallest = partitions[0];
		for (Partition partition : partitions) {
			if (partition.size() < smallest.size()) {
				smallest = partition;
			}
		}
		if (smallest.size() < FEW || partitions.length >= this.fanOut.parallelism()) {
			return smallest;
		}
		Partition added = new Partition(this.fanOut);
		Partition[] more = Arrays.copyOf(partitions, partitions.length + 1);
		more[partitions.length] = added;
		this.partitions = more;
		return added;
	}

	int size() {
		int size = 0;
		for (Partition partition : this.partitions) {
			size += partition.size();
		}
		return size;
	}

	void publish(LongFunction<Event> factory) {
		long sequence = this.sequence + 1;
		this.sequence = sequence;
		Event event = factory.apply(sequence);
		for (Partition partition : this.partitions) {
			if (partition.size() > 0) {
				partition.offer(event);
			}
		}
	}

}
