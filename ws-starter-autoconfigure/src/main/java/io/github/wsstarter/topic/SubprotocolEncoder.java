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

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * Encodes published messages for sessions with a subprotocol. A published message is
 * encoded once at most, and all these sessions share the result. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface SubprotocolEncoder {

	/**
	 * Encode a message of a topic.
	 * @param topic the topic
	 * @param position the position of the message in the topic
	 * @param payload the payload
	 * @return the message
	 */
	OutboundMessage event(String topic, Position position, Payload payload);

	/**
	 * Encode a message to a user.
	 * @param payload the payload
	 * @return the message
	 */
	OutboundMessage message(Payload payload);

	/**
	 * Encode the end of a subscription.
	 * @param topic the topic
	 * @return the message
	 */
	OutboundMessage unsubscribed(String topic);

}
