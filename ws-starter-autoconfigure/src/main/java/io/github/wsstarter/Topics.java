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

package io.github.wsstarter;

/**
 * Named streams of messages that sessions subscribe to.
 * <p>
 * The name of a topic has one to eight parts of letters, digits, {@code _}, {@code -},
 * {@code :} and {@code ~}, separated by dots, and at most 200 characters. A topic does
 * not have to be declared to be published to. Clients may subscribe to the topics that an
 * endpoint declares with {@link OnSubscribe @OnSubscribe}; endpoints may subscribe
 * sessions to all topics.
 * <p>
 * Messages that one thread publishes to one topic arrive in the order in which they were
 * published. A session receives each message at most once. With history, a client that
 * reconnects within {@code ws.topics.history} receives each message that it missed
 * exactly once, or learns that messages are lost.
 * <p>
 * All methods are thread-safe. No method waits for a client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Topics {

	/**
	 * Send a message to all subscribers of a topic.
	 * @param topic the topic
	 * @param payload the payload, see {@link WsSession#send}; encoded once, before this
	 * method returns
	 * @throws IllegalArgumentException if the topic's name is invalid, or the payload
	 * cannot be encoded or is larger than what may be queued for a session of any
	 * endpoint
	 */
	void publish(String topic, Object payload);

	/**
	 * Send a message with a key to all subscribers of a topic. If the overflow policy of
	 * the topic is {@code keep-latest}, the message replaces a message with the same key
	 * that still waits for a slow client.
	 * @param topic the topic
	 * @param payload the payload, see {@link WsSession#send}; encoded once, before this
	 * method returns
	 * @param key the key, which identifies what the message is about
	 * @throws IllegalArgumentException if the topic's name is invalid, or the payload
	 * cannot be encoded or is larger than what may be queued for a session of any
	 * endpoint
	 */
	void publish(String topic, Object payload, String key);

	/**
	 * Send a message to all sessions of a user.
	 * @param user the name of the sessions' principal
	 * @param payload the payload, see {@link WsSession#send}
	 * @throws IllegalArgumentException if the payload cannot be encoded or is larger than
	 * what may be queued for a session of any endpoint
	 */
	void sendToUser(String user, Object payload);

	/**
	 * Return how many sessions of this application instance are subscribed to a topic.
	 * @param topic the topic
	 * @return the number of sessions
	 */
	int subscriberCount(String topic);

}
