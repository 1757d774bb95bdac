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

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.TopicName;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.session.TransportSession;

/**
 * Knows who is subscribed to what in this application instance, and gets published
 * messages there. Whatever is published goes through the broker, which calls back.
 * <p>
 * Publishing encodes the payload and hands it over; the threads of {@link FanOut} do the
 * rest. Messages that one thread publishes to one topic reach each subscriber in that
 * order. Users are audiences as well, each session of a user being a subscriber.
 * <p>
 * A session that closes is removed by the thread that closes it. One that is subscribed
 * at that moment by another thread is either seen by the former or seen to be closed by
 * the latter, as a session says that it is closed before its listeners learn of it. Locks
 * are taken in this order: the session's topics, an entry of {@link Audiences}, a new
 * subscription or what the broker locks. Subscriptions that deliver are locked with none
 * of these held.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TopicHub
		implements Topics, Subscriptions, ClientSubscriptions, SessionListener, MessageBroker.Listener {

	private final MessageBroker broker;

	private final MessageCodec codec;

	private final TopicSettings settings;

	private final FanOut fanOut;

	private final @Nullable SubprotocolEncoder encoder;

	private final Audiences topics;

	private final Audiences users;

	private final Map<TransportSession, SessionTopics> sessions = new ConcurrentHashMap<>();

	/**
	 * Create a new instance.
	 * @param broker carries what is published; its listener has to be this instance
	 * @param codec encodes objects
	 * @param settings the settings of topics
	 * @param fanOut gets messages to subscribers
	 * @param encoder encodes for sessions with a subprotocol, if there are any
	 */
	public TopicHub(MessageBroker broker, MessageCodec codec, TopicSettings settings, FanOut fanOut,
			@Nullable SubprotocolEncoder encoder) {
		this.broker = broker;
		this.codec = codec;
		this.settings = settings;
		this.fanOut = fanOut;
		this.encoder = encoder;
		this.topics = new Audiences((topic) -> new Audience(settings.options(topic), fanOut), broker::subscribe,
				broker::unsubscribe);
		this.users = new Audiences((user) -> new Audience(TopicOptions.DEFAULTS, fanOut), (user) -> {
		}, (user) -> {
		});
	}

	@Override
	public void publish(String topic, Object payload) {
		TopicName.check(topic);
		publish(topic, Payload.of(payload, this.codec), null);
	}

	@Override
	public void publish(String topic, Object payload, String key) {
		TopicName.check(topic);
		Assert.notNull(key, "'key' must not be null");
		publish(topic, Payload.of(payload, this.codec), key);
	}

	@Override
	public void publish(String topic, Payload payload) {
		publish(topic, payload, null);
	}

	private void publish(String topic, Payload payload, @Nullable String key) {
		this.fanOut.awaitRoom();
		this.broker.publish(topic, payload, key);
	}

	@Override
	public void sendToUser(String user, Object payload) {
		Assert.notNull(user, "'user' must not be null");
		Payload encoded = Payload.of(payload, this.codec);
		this.fanOut.awaitRoom();
		this.broker.sendToUser(user, encoded);
	}

	@Override
	public int subscriberCount(String topic) {
		Audience audience = this.topics.find(topic);
		return (audience != null) ? audience.size() : 0;
	}

	@Override
	public void subscribe(TransportSession session, String topic) {
		TopicName.check(topic);
		SessionTopics topics = topics(session);
		Subscription added = topics.add(topic);
		removeIfClosed(session);
		if (added != null && added.isHeld()) {
			resumable(topic, added, topics).release(session.getHandshake().positions().get(topic),
					(position, recovered) -> List.of());
		}
	}

	@Override
	public void unsubscribe(TransportSession session, String topic) {
		Subscription removed = removeSubscription(session, topic);
		if (removed == null) {
			return;
		}
		if (removed.isByClient() && this.encoder != null) {
			removed.end(this.encoder.unsubscribed(topic));
		}
		else {
			removed.end();
		}
	}

	@Override
	public HeldSubscription hold(TransportSession session, String topic) {
		SessionTopics topics = topics(session);
		Subscription added = topics.hold(topic);
		removeIfClosed(session);
		return resumable(topic, added, topics);
	}

	private ResumableSubscription resumable(String topic, Subscription subscription, SessionTopics topics) {
		return new ResumableSubscription(topic, subscription, topics, this.broker, this.settings.options(topic),
				this.encoder);
	}

	@Override
	public boolean isSubscribed(TransportSession session, String topic) {
		SessionTopics topics = this.sessions.get(session);
		return topics != null && topics.contains(topic);
	}

	@Override
	public int subscriptionCount(TransportSession session) {
		SessionTopics topics = this.sessions.get(session);
		return (topics != null) ? topics.size() : 0;
	}

	@Override
	public boolean remove(TransportSession session, String topic) {
		Subscription removed = removeSubscription(session, topic);
		if (removed != null) {
			removed.end();
		}
		return removed != null;
	}

	private @Nullable Subscription removeSubscription(TransportSession session, String topic) {
		SessionTopics topics = this.sessions.get(session);
		return (topics != null) ? topics.remove(topic) : null;
	}

	@Override
	public boolean isClientPublish(String topic) {
		return this.settings.options(topic).clientPublish();
	}

	private SessionTopics topics(TransportSession session) {
		return this.sessions.computeIfAbsent(session, (added) -> new SessionTopics(added, this.topics, this.users));
	}

	@Override
	public void sessionOpened(WsSession session) {
		Principal principal = session.getPrincipal();
		if (principal != null && session instanceof TransportSession opened) {
			topics(opened).join(principal.getName());
			removeIfClosed(opened);
		}
	}

	@Override
	public void sessionClosed(WsSession session, CloseStatus status) {
		if (session instanceof TransportSession closed) {
			remove(closed);
		}
	}

	private void removeIfClosed(TransportSession session) {
		if (!session.isOpen()) {
			remove(session);
		}
	}

	private void remove(TransportSession session) {
		SessionTopics topics = this.sessions.remove(session);
		if (topics != null) {
			topics.close();
		}
	}

	@Override
	public void published(TopicMessage message) {
		Audience audience = this.topics.find(message.topic());
		if (audience != null) {
			audience.publish((sequence) -> Event.ofTopic(sequence, message, audience.options(), this.encoder));
		}
	}

	@Override
	public void sentToUser(String user, Payload payload) {
		Audience audience = this.users.find(user);
		if (audience != null) {
			audience.publish((sequence) -> Event.ofUser(sequence, payload, this.encoder));
		}
	}

	/**
	 * Return how much is remembered, which is nothing when nobody is subscribed.
	 * @return the number of sessions, topics and users
	 */
	int size() {
		return this.sessions.size() + this.topics.size() + this.users.size();
	}

}
