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

package io.github.wsstarter.protocol;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * A frame from a client. Its fields are present and of the right type, nothing else has
 * been checked. Ids are integers from 0 to 2<sup>53</sup> - 1.
 *
 * @author The ws-starter authors
 */
sealed interface ClientFrame {

	/**
	 * A message to the endpoint.
	 *
	 * @param data the message, never bytes
	 */
	record Message(Payload data) implements ClientFrame {
	}

	/**
	 * A message to the endpoint that requires a reply.
	 *
	 * @param id the client's id of this frame
	 * @param data the message, never bytes
	 */
	record Request(long id, Payload data) implements ClientFrame {
	}

	/**
	 * A request to receive the events of a topic.
	 *
	 * @param id the client's id of this frame
	 * @param topic the topic
	 * @param since the position of the last event that the client received, or
	 * {@code null}
	 */
	record Subscribe(long id, String topic, @Nullable Position since) implements ClientFrame {
	}

	/**
	 * A request to stop the events of a topic.
	 *
	 * @param id the client's id of this frame
	 * @param topic the topic
	 */
	record Unsubscribe(long id, String topic) implements ClientFrame {
	}

	/**
	 * A message to all subscribers of a topic.
	 *
	 * @param id the client's id of this frame
	 * @param topic the topic
	 * @param data the message, never bytes
	 */
	record Publish(long id, String topic, Payload data) implements ClientFrame {
	}

	/**
	 * A request for a sign of life.
	 */
	record Ping() implements ClientFrame {
	}

}
