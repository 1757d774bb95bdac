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
import io.github.wsstarter.message.Position;

/**
 * Carries published messages to the {@link Listener} of every application instance,
 * including the one that publishes. Sessions receive published messages only through the
 * broker.
 * <p>
 * A broker gives each message of a topic its position. Within an epoch, offsets increase
 * by one from message to message. The listener is called in that order, and never
 * concurrently for one topic. A topic keeps its epoch at least as long as an instance is
 * subscribed to it or it has history, unless the broker loses its state. In that case a
 * new epoch begins, and messages of the old one are no longer delivered. Delivery is at
 * most once.
 * <p>
 * Implementations are thread-safe. No method waits for a client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface MessageBroker {

	/**
	 * Set the listener that receives messages. Called once, before any other method.
	 * @param listener the listener
	 */
	void setListener(Listener listener);

	/**
	 * Publish a message to a topic. The messages that one thread publishes to one topic
	 * keep their order.
	 * @param topic the valid name of the topic
	 * @param payload the payload
	 * @param key the key that identifies the messages of which only the latest counts, or
	 * {@code null}
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
	 * Subscribe this instance to a topic. Messages that are published after this call
	 * reach the listener.
	 * @param topic the topic, which this instance is not subscribed to
	 */
	void subscribe(String topic);

	/**
	 * End the subscription of this instance to a topic.
	 * @param topic the topic, which this instance is subscribed to
	 */
	void unsubscribe(String topic);

	/**
	 * Return the position of a topic, and the messages that were published after an
	 * earlier position. The listener has been called with no message after the returned
	 * position before this call, and will be called with every message after it. A broker
	 * that does not know the missed messages returns a result that is not recovered.
	 * @param topic the topic, which this instance is subscribed to
	 * @param since the earlier position, which comes from a client and may be anything;
	 * {@code null} to get only the position of the topic
	 * @return the missed messages, now or later
	 */
	CompletionStage<Recovery> recover(String topic, @Nullable Position since);

	/**
	 * Receives messages. Implementations only queue them, so that the methods return
	 * immediately.
	 */
	interface Listener {

		/**
		 * Called when a message was published to a topic, never concurrently for one
		 * topic.
		 * @param message the message
		 */
		void published(TopicMessage message);

		/**
		 * Called when a message was sent to a user, never concurrently for one user.
		 * @param user the user's name
		 * @param payload the payload
		 */
		void sentToUser(String user, Payload payload);

	}

}
