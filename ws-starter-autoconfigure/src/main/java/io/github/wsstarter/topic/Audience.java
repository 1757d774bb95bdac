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
 * All subscribers of one topic, in as many partitions as there is work for. A subscriber
 * stays in its partition, so that it gets messages in the order in which they were
 * published.
 * <p>
 * {@link #add} and {@link #remove} are called by one thread at a time, see
 * {@link Audiences}; so is {@link #publish}, as brokers call their listener, but maybe
 * while somebody is added. A publisher first counts a message and then looks for
 * partitions to put it in; who is added first gets into a partition and then reads the
 * count, which are the messages it is not meant to get. As all that is volatile, no
 * message falls between.
 *
 * @author The ws-starter authors
 */
final class Audience {

	private static final int FEW = 64;

	private final TopicOptions options;

	private final FanOut fanOut;

	private volatile Partition[] partitions;

	private volatile long sequence;

	Audience(TopicOptions options, FanOut fanOut) {
		this.options = options;
		this.fanOut = fanOut;
		this.partitions = new Partition[] { new Partition(fanOut) };
	}

	TopicOptions options() {
		return this.options;
	}

	/**
	 * Add a subscriber.
	 * @param subscription the subscription
	 * @return the partition it is in
	 */
	Partition add(Subscription subscription) {
		Partition partition = choose();
		partition.add(subscription);
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

	long sequence() {
		return this.sequence;
	}

	/**
	 * Put a message on its way to all subscribers.
	 * @param event makes the event of its number
	 */
	void publish(LongFunction<Event> event) {
		long sequence = this.sequence + 1;
		this.sequence = sequence;
		Event next = event.apply(sequence);
		for (Partition partition : this.partitions) {
			if (partition.size() > 0) {
				partition.offer(next);
			}
		}
	}

}
