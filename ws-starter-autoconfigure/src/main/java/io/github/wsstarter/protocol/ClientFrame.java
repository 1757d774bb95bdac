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

/**
 * A frame that a client sends. Its fields are there and of the right type, nothing more
 * has been checked. Ids are integers from 0 to 2<sup>53</sup> - 1.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface ClientFrame {

	/**
	 * A message to the endpoint.
	 *
	 * @param data the message
	 */
	record Message(Data data) implements ClientFrame {
	}

	/**
	 * A message to the endpoint that the client wants a reply to.
	 *
	 * @param id the client's id of this frame
	 * @param data the message
	 */
	record Request(long id, Data data) implements ClientFrame {
	}

	/**
	 * The wish to get the events of a topic.
	 *
	 * @param id the client's id of this frame
	 * @param topic the topic
	 * @param since the last event the client saw, or {@code null}
	 */
	record Subscribe(long id, String topic, @Nullable Since since) implements ClientFrame {
	}

	/**
	 * The wish to get no more events of a topic.
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
	 * @param data the message
	 */
	record Publish(long id, String topic, Data data) implements ClientFrame {
	}

	/**
	 * The question whether the server is there.
	 */
	record Ping() implements ClientFrame {
	}

	/**
	 * Where a client wants to go on in a topic.
	 *
	 * @param epoch the epoch that the offset refers to, which may be anything
	 * @param offset the offset of the last event the client saw
	 */
	record Since(String epoch, long offset) {
	}

}
