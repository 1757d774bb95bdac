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

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.session.TransportSession;

/**
 * The topics as a subprotocol uses them: subscriptions that clients request, and messages
 * that clients publish. Topic names have to be valid. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface ClientSubscriptions {

	/**
	 * Subscribe a session to a topic, replacing an existing subscription. Messages of the
	 * topic are held back until {@link HeldSubscription#release}.
	 * @param session the session
	 * @param topic the topic
	 * @return the subscription
	 */
	HeldSubscription hold(TransportSession session, String topic);

	/**
	 * Return whether a session is subscribed to a topic.
	 * @param session the session
	 * @param topic the topic
	 * @return whether the session is subscribed
	 */
	boolean isSubscribed(TransportSession session, String topic);

	/**
	 * Return the number of topics that a session is subscribed to.
	 * @param session the session
	 * @return the number of topics
	 */
	int subscriptionCount(TransportSession session);

	/**
	 * End a subscription. No message of the topic is queued for the session afterwards.
	 * @param session the session
	 * @param topic the topic
	 * @return whether there was a subscription
	 */
	boolean remove(TransportSession session, String topic);

	/**
	 * Return whether clients may publish to a topic.
	 * @param topic the topic
	 * @return whether clients may publish
	 */
	boolean isClientPublish(String topic);

	/**
	 * Publish a payload that is already encoded.
	 * @param topic the topic
	 * @param payload the payload
	 */
	void publish(String topic, Payload payload);

}
