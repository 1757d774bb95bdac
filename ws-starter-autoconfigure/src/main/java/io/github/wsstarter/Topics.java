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
 * {@code :} and {@code ~}, separated by dots, and at most 200 characters. A topic needs
 * no declaration to be published to; clients may subscribe to those that an endpoint
 * declares with {@link OnSubscribe @OnSubscribe}, endpoints to all.
 * <p>
 * Messages published to one topic by one thread arrive in that order. A session gets each
 * at most once; with history, a client that comes back within {@code ws.topics.history}
 * gets all it missed exactly once or learns that it cannot.
 * <p>
 * All methods are thread-safe and none waits for a client.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Topics {

	/**
	 * Send a message to all subscribers of a topic.
	 * @param topic the topic
	 * @param payload the payload, see {@link WsSession#send}. It is encoded once, before
	 * this method returns
	 * @throws IllegalArgumentException if the topic's name is invalid or the payload
	 * cannot be encoded
	 */
	void publish(String topic, Object payload);

	/**
	 * Send a message about one of the things that a topic is about to all subscribers.
	 * Where the overflow policy of the topic is {@code keep-latest}, a message replaces
	 * one of the same key that still waits for a slow client.
	 * @param topic the topic
	 * @param payload the payload, see {@link WsSession#send}. It is encoded once, before
	 * this method returns
	 * @param key the key of the thing
	 * @throws IllegalArgumentException if the topic's name is invalid or the payload
	 * cannot be encoded
	 */
	void publish(String topic, Object payload, String key);

	/**
	 * Send a message to all sessions of a user.
	 * @param user the name of the sessions' principal
	 * @param payload the payload, see {@link WsSession#send}
	 * @throws IllegalArgumentException if the payload cannot be encoded
	 */
	void sendToUser(String user, Object payload);

	/**
	 * Return how many sessions of this application instance are subscribed to a topic.
	 * @param topic the topic
	 * @return the number of sessions
	 */
	int subscriberCount(String topic);

}
