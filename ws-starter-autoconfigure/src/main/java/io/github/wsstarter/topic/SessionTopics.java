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

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.session.TransportSession;

/**
 * The subscriptions of one session: to topics, and to the messages of its user. This
 * object's monitor guards all fields, so that the session's subscriptions and the members
 * of audiences change together. It is not held while a subscription ends, because that
 * may wait for a thread that queues messages.
 *
 * @author The ws-starter authors
 */
final class SessionTopics {

	private final TransportSession session;

	private final EventOutlet outlet;

	private final Audiences topics;

	private final Audiences users;

	private final Map<String, Subscription> subscriptions = new HashMap<>();

	private final Set<String> resumed = new HashSet<>(0);

	private @Nullable Subscription user;

	private boolean closed;

	SessionTopics(TransportSession session, Audiences topics, Audiences users) {
		this.session = session;
		this.outlet = new EventOutlet(session);
		this.topics = topics;
		this.users = users;
	}

	synchronized void join(String user) {
		if (!this.closed && this.user == null) {
			this.user = Subscription.live(this.outlet, user);
			this.users.add(this.user);
		}
	}

	/**
	 * Subscribe on behalf of the application. Events are held back if the session resumes
	 * an earlier one that had a position in the topic, and subscribes for the first time.
	 * @param topic the topic
	 * @return the subscription, or {@code null} if there is already one or the session is
	 * closed
	 */
	synchronized @Nullable Subscription add(String topic) {
		if (this.closed || this.subscriptions.containsKey(topic)) {
			return null;
		}
		boolean resume = this.session.getHandshake().positions().containsKey(topic) && this.resumed.add(topic);
		Subscription added = (resume) ? Subscription.held(this.outlet, topic, false)
				: Subscription.live(this.outlet, topic);
		this.subscriptions.put(topic, added);
		this.topics.add(added);
		return added;
	}

	/**
	 * Subscribe on behalf of the client, with events held back. An existing subscription
	 * is replaced.
	 * @param topic the topic
	 * @return the subscription
	 */
	Subscription hold(String topic) {
		Subscription added = Subscription.held(this.outlet, topic, true);
		Subscription replaced;
		synchronized (this) {
			if (this.closed) {
				added.end();
				return added;
			}
			replaced = this.subscriptions.put(topic, added);
			this.topics.add(added);
			if (replaced != null) {
				this.topics.remove(replaced);
			}
		}
		if (replaced != null) {
			replaced.end();
		}
		return added;
	}

	synchronized boolean contains(String topic) {
		return this.subscriptions.containsKey(topic);
	}

	synchronized int size() {
		return this.subscriptions.size();
	}

	/**
	 * Remove a subscription. The caller ends it.
	 * @param topic the topic
	 * @return the subscription, or {@code null} if there is none
	 */
	synchronized @Nullable Subscription remove(String topic) {
		Subscription removed = this.subscriptions.remove(topic);
		if (removed != null) {
			this.topics.remove(removed);
		}
		return removed;
	}

	/**
	 * End a subscription, and remove it unless another one has replaced it.
	 * @param subscription the subscription
	 */
	void cancel(Subscription subscription) {
		synchronized (this) {
			if (this.subscriptions.remove(subscription.name(), subscription)) {
				this.topics.remove(subscription);
			}
		}
		subscription.end();
	}

	/**
	 * Remove all subscriptions and refuse new ones, because the session is closed.
	 */
	synchronized void close() {
		this.closed = true;
		this.subscriptions.values().forEach(this.topics::remove);
		this.subscriptions.clear();
		if (this.user != null) {
			this.users.remove(this.user);
			this.user = null;
		}
	}

}
