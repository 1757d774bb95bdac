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

package io.github.wsstarter.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.HeapShare;
import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * The position and the history of one topic. This object's monitor guards all fields. It
 * also defines the order of the topic's messages: the receiver is called while the
 * monitor is held, and therefore must only queue the message. Times are in milliseconds.
 *
 * @author The ws-starter authors
 */
final class TopicLog {

	/**
	 * The memory of a message in the history without its payload, roughly.
	 */
	private static final int ENTRY_SIZE = 160;

	private final String topic;

	private final String epoch;

	private final HistoryOptions options;

	private final HeapShare share;

	/**
	 * The memory of the history.
	 */
	private final MemoryCounter memory;

	private final Deque<Entry> history = new ArrayDeque<>(0);

	private long offset;

	private boolean subscribed;

	private long idleSince;

	private boolean dropped;

	TopicLog(String topic, String epoch, HistoryOptions options, HeapShare share) {
		this.share = share;
		this.memory = new MemoryCounter(share);
		this.topic = topic;
		this.epoch = epoch;
		this.options = options;
	}

	/**
	 * Give a message its position, and keep it if the topic has history.
	 * @param payload the payload
	 * @param key the key
	 * @param now the time in milliseconds
	 * @param receiver called with the message if the topic is subscribed
	 * @return {@code false} if this log was dropped and the caller has to look up the
	 * topic's log again
	 */
	synchronized boolean publish(Payload payload, @Nullable String key, long now, Consumer<TopicMessage> receiver) {
		if (this.dropped) {
			return false;
		}
		this.offset++;
		TopicMessage message = new TopicMessage(this.topic, position(), payload, key);
		if (this.options.isKept() && this.share.isOverrun()) {
			forget();
		}
		else if (this.options.isKept()) {
			expire(now);
			if (this.history.size() == this.options.size()) {
				removeOldest();
			}
			this.history.add(new Entry(message, now));
			this.memory.add(size(message));
		}
		if (this.subscribed) {
			receiver.accept(message);
		}
		return true;
	}

	synchronized void subscribe() {
		this.subscribed = true;
	}

	synchronized void unsubscribe(long now) {
		this.subscribed = false;
		this.idleSince = now;
	}

	synchronized Recovery recover(@Nullable Position since, long now) {
		expire(now);
		if (since == null || !since.epoch().equals(this.epoch) || since.offset() > this.offset
				|| this.offset - since.offset() > this.history.size()) {
			return new Recovery(position(), false, List.of());
		}
		List<TopicMessage> missed = new ArrayList<>();
		for (Entry entry : this.history) {
			if (entry.message().position().offset() > since.offset()) {
				missed.add(entry.message());
			}
		}
		return new Recovery(position(), true, missed);
	}

	/**
	 * Remove expired messages, and drop this log if it has neither subscribers nor
	 * history. A log with history settings may stay for a while after its last subscriber
	 * has left, because the subscriber may return.
	 * @param now the time in milliseconds
	 * @param stay whether the log may stay for a while
	 * @return whether this log is dropped
	 */
	synchronized boolean sweep(long now, boolean stay) {
		expire(now);
		if (!this.subscribed && this.history.isEmpty()
				&& !(stay && now - this.idleSince < this.options.ttl().toMillis())) {
			this.dropped = true;
		}
		return this.dropped;
	}

	private void expire(long now) {
		long ttl = this.options.ttl().toMillis();
		for (Entry oldest = this.history.peek(); oldest != null
				&& now - oldest.publishedAt() >= ttl; oldest = this.history.peek()) {
			removeOldest();
		}
	}

	/**
	 * Remove all messages, because there is no memory for them.
	 */
	synchronized void forget() {
		while (!this.history.isEmpty()) {
			removeOldest();
		}
	}

	/**
	 * Return when the newest message of the history was published.
	 * @return the time in milliseconds
	 */
	synchronized long newestAt() {
		Entry newest = this.history.peekLast();
		return (newest != null) ? newest.publishedAt() : Long.MAX_VALUE;
	}

	private void removeOldest() {
		this.memory.add(-size(this.history.remove().message()));
	}

	private static int size(TopicMessage message) {
		return ENTRY_SIZE + message.payload().size();
	}

	private Position position() {
		return new Position(this.epoch, this.offset);
	}

	private record Entry(TopicMessage message, long publishedAt) {

	}

}
