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

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.Payload;

/**
 * Carries published messages to the {@link Listener} of every application instance, the
 * own one included: there is no other way from who publishes to the sessions.
 * <p>
 * A broker gives each message of a topic its place. Within an epoch, offsets go up by one
 * from message to message, and the listener is called in that order, never twice at a
 * time for one topic. A topic keeps its epoch at least as long as an instance is
 * subscribed to it or it has history, unless the broker loses its state; then a new epoch
 * begins and messages of the old one no longer come. Delivery is at most once.
 * <p>
 * Implementations are thread-safe. No method waits for a client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface MessageBroker {

	/**
	 * Set who is called with messages. Called once, before any other method.
	 * @param listener the listener
	 */
	void setListener(Listener listener);

	/**
	 * Publish a message to a topic. The messages that one thread publishes to one topic
	 * keep their order.
	 * @param topic the topic, whose name is valid
	 * @param payload the payload
	 * @param key what of the topic the message is about, or {@code null}
	 */
	void publish(String topic, Payload payload, @Nullable String key);

	/**
	 * Send a message to all sessions of a user. The messages that one thread sends to one
	 * user keep their order.
	 * @param user the user's name
	 * @param payload the payload
	 */
	void sendToUser(String user, Payload payload);

	/**
	 * This instance has a subscriber for a topic. What is published from now on reaches
	 * the listener.
	 * @param topic the topic, which this instance is not subscribed to
	 */
	void subscribe(String topic);

	/**
	 * This instance has no subscriber for a topic any more.
	 * @param topic the topic, which this instance is subscribed to
	 */
	void unsubscribe(String topic);

	/**
	 * Return where a topic is and what was published since a place in it. The position is
	 * not before any message that the listener was called with before this call; every
	 * message after the position reaches the listener. A broker that cannot tell what was
	 * missed says that it is not recovered.
	 * @param topic the topic, which this instance is subscribed to
	 * @param since the place, which comes from a client and may be anything; {@code null}
	 * to get the position only
	 * @return the missed messages, now or later
	 */
	CompletionStage<Recovery> recover(String topic, @Nullable Cursor since);

	/**
	 * Called with messages. Returns soon, as it only queues them.
	 */
	interface Listener {

		/**
		 * A message was published to a topic. Calls for a topic come one after another.
		 * @param message the message
		 */
		void published(TopicMessage message);

		/**
		 * A message was sent to a user. Calls for a user come one after another.
		 * @param user the user's name
		 * @param payload the payload
		 */
		void sentToUser(String user, Payload payload);

	}

}
