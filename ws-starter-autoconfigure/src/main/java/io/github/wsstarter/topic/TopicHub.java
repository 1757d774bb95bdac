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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.Topics;
import io.github.wsstarter.WsSession;
import io.github.wsstarter.broker.MessageBroker;
import io.github.wsstarter.broker.TopicMessage;
import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.diagnostics.PropertyName;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.TopicName;
import io.github.wsstarter.message.Utf8;
import io.github.wsstarter.session.SessionListener;
import io.github.wsstarter.session.Subscriptions;
import io.github.wsstarter.session.TransportSession;

/**
 * Holds the subscriptions of this application instance, and delivers published messages
 * to them. Every message goes through the broker, which calls back. Thread-safe.
 * <p>
 * Publishing encodes the payload and passes it to the broker. The threads of
 * {@link FanOut} deliver it. Messages that one thread publishes to one topic reach each
 * subscriber in that order. Each user has an audience too, whose subscribers are the
 * user's sessions.
 * <p>
 * The thread that closes a session removes it. Another thread may subscribe the session
 * at the same time. A session is marked as closed before its listeners are called.
 * Therefore either the closing thread finds the new subscription and removes it, or the
 * subscribing thread finds that the session is closed and removes it. Locks are acquired
 * in this order: the monitor of {@link SessionTopics}, an entry of {@link Audiences}, a
 * new subscription or the locks of the broker. A subscription that delivers is locked
 * while none of these is held.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class TopicHub implements Topics, Subscriptions, SessionListener, MessageBroker.Listener {

	private final ClientLog log = new ClientLog(LogFactory.getLog(TopicHub.class));

	private final MessageBroker broker;

	private final MessageCodec codec;

	private final TopicSettings settings;

	private final FanOut fanOut;

	/**
	 * The maximum size of a message in bytes.
	 */
	private final int limit;

	private final @Nullable SubprotocolEncoder encoder;

	private final Audiences topics;

	private final Audiences users;

	private final Map<TransportSession, SessionTopics> sessions = new ConcurrentHashMap<>();

	/**
	 * Create a hub without subscriptions.
	 * @param broker the broker, whose listener has to be this hub
	 * @param codec the codec of published objects
	 * @param settings the settings of topics
	 * @param fanOut the threads that deliver messages
	 * @param limit the largest number of bytes that may be queued for a session of any
	 * endpoint
	 * @param encoder the encoder for sessions with a subprotocol, or {@code null}
	 */
	public TopicHub(MessageBroker broker, MessageCodec codec, TopicSettings settings, FanOut fanOut, int limit,
			@Nullable SubprotocolEncoder encoder) {
		this.broker = broker;
		this.codec = codec;
		this.settings = settings;
		this.fanOut = fanOut;
		this.limit = limit;
		this.encoder = encoder;
		this.topics = new Audiences((topic) -> {
			broker.subscribe(topic);
			return new Audience(settings.options(topic), fanOut);
		}, broker::unsubscribe);
		this.users = new Audiences((user) -> new Audience(TopicOptions.DEFAULTS, fanOut), (user) -> {
		});
	}

	@Override
	public void publish(String topic, Object payload) {
		TopicName.check(topic);
		publish(topic, encode(payload), null);
	}

	@Override
	public void publish(String topic, Object payload, String key) {
		TopicName.check(topic);
		Assert.notNull(key, "'key' must not be null");
		publish(topic, encode(payload), key);
	}

	private void publish(String topic, Payload payload, @Nullable String key) {
		this.fanOut.awaitRoom();
		this.broker.publish(topic, payload, key);
	}

	@Override
	public void sendToUser(String user, Object payload) {
		Assert.notNull(user, "'user' must not be null");
		Payload encoded = encode(payload);
		this.fanOut.awaitRoom();
		this.broker.sendToUser(user, encoded);
	}

	private Payload encode(Object payload) {
		Payload encoded = Payload.of(payload, this.codec);
		Assert.isTrue(!isTooLarge(encoded), () -> "A message of more than %d bytes exceeds '%s', for all endpoints"
			.formatted(this.limit, PropertyName.of("buffer.send")));
		if (encoded instanceof Payload.Text text) {
			Utf8.requireWellFormed(text.value());
		}
		return encoded;
	}

	/**
	 * Return whether a payload is too large to be published.
	 * @param payload the payload
	 * @return whether the sessions of no endpoint can receive it
	 */
	public boolean isTooLarge(Payload payload) {
		return payload.exceeds(this.limit);
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
		forgetIfClosed(session);
		if (added != null && added.isHeld()) {
			held(added, topics).resume(session.getHandshake().positions().get(topic));
		}
	}

	@Override
	public void unsubscribe(TransportSession session, String topic) {
		Subscription removed = removeSubscription(session, topic);
		if (removed != null && removed.isByClient() && this.encoder != null) {
			removed.end(this.encoder.unsubscribed(topic));
		}
		else if (removed != null) {
			removed.end();
		}
	}

	/**
	 * Subscribe a session to a topic for its client, replacing an existing subscription.
	 * Messages of the topic are held back until {@link HeldSubscription#release}.
	 * @param session the session
	 * @param topic the valid name of the topic
	 * @return the subscription
	 */
	public HeldSubscription hold(TransportSession session, String topic) {
		SessionTopics topics = topics(session);
		Subscription added = topics.hold(topic);
		forgetIfClosed(session);
		return held(added, topics);
	}

	private HeldSubscription held(Subscription subscription, SessionTopics topics) {
		return new HeldSubscription(subscription, topics, this.broker, this.settings.options(subscription.name()),
				this.encoder, this.log);
	}

	public boolean isSubscribed(TransportSession session, String topic) {
		SessionTopics topics = this.sessions.get(session);
		return topics != null && topics.contains(topic);
	}

	public int subscriptionCount(TransportSession session) {
		SessionTopics topics = this.sessions.get(session);
		return (topics != null) ? topics.size() : 0;
	}

	/**
	 * End a subscription for the client, which knows that it ends. No message of the
	 * topic is queued for the session afterwards.
	 * @param session the session
	 * @param topic the topic
	 * @return whether there was a subscription
	 */
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
			forgetIfClosed(opened);
		}
	}

	@Override
	public void sessionClosed(WsSession session, CloseStatus status) {
		if (session instanceof TransportSession closed) {
			forget(closed);
		}
	}

	private void forgetIfClosed(TransportSession session) {
		if (!session.isOpen()) {
			forget(session);
		}
	}

	private void forget(TransportSession session) {
		SessionTopics topics = this.sessions.remove(session);
		if (topics != null) {
			topics.close();
		}
	}

	@Override
	public void published(TopicMessage message) {
		Audience audience = this.topics.find(message.topic());
		if (audience != null) {
			audience
				.publish((sequence) -> Event.ofTopic(sequence, message, audience.options(), this.encoder, this.log));
		}
	}

	@Override
	public void sentToUser(String user, Payload payload) {
		Audience audience = this.users.find(user);
		if (audience != null) {
			audience.publish((sequence) -> Event.ofUser(sequence, payload, this.encoder, this.log));
		}
	}

	int size() {
		return this.sessions.size() + this.topics.size() + this.users.size();
	}

}
