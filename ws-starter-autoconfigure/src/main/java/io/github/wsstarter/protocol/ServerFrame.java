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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * A frame from the server. The components have the order of the fields.
 *
 * @author The ws-starter authors
 */
sealed interface ServerFrame {

	/**
	 * The first frame.
	 *
	 * @param session the session's id
	 * @param heartbeat the time after which a silent client is pinged; zero for never
	 * @param limits the limits that the client has to observe
	 */
	record Welcome(String session, Duration heartbeat, Limits limits) implements ServerFrame {
	}

	/**
	 * A message of the endpoint.
	 *
	 * @param data the message
	 */
	record Message(Payload data) implements ServerFrame {
	}

	/**
	 * A reply to a request.
	 *
	 * @param id the id of the request
	 * @param data the reply, or {@code null} if there is no (further) reply
	 * @param more whether further replies may follow
	 */
	record Reply(long id, @Nullable Payload data, boolean more) implements ServerFrame {
	}

	/**
	 * An event of a topic.
	 *
	 * @param topic the topic
	 * @param position the position of the event in the topic
	 * @param data the event
	 * @param snapshot whether this is the topic's state at the time of the subscription
	 */
	record Event(String topic, Position position, Payload data, boolean snapshot) implements ServerFrame {
	}

	/**
	 * Confirms that a frame of the client was processed.
	 *
	 * @param id the id of that frame
	 * @param subscription the subscription, if the frame made one
	 */
	record Ack(long id, @Nullable Subscription subscription) implements ServerFrame {
	}

	/**
	 * Reports that a frame of the client was not processed.
	 *
	 * @param id the id of that frame, if it is known
	 * @param code the error for programs
	 * @param message the error for developers
	 * @param retryable whether the same frame may succeed later
	 */
	record Error(@Nullable Long id, String code, String message, boolean retryable) implements ServerFrame {

		static Error of(@Nullable Long id, ErrorCode code, String message) {
			return new Error(id, code.code(), message, code.isRetryable());
		}

		static Error of(@Nullable Long id, ErrorMessage error) {
			return new Error(id, error.code(), error.message(), false);
		}

	}

	/**
	 * Reports that the server ended a subscription.
	 *
	 * @param topic the topic
	 */
	record Unsubscribe(String topic) implements ServerFrame {
	}

	/**
	 * The answer to a ping.
	 */
	record Pong() implements ServerFrame {
	}

	/**
	 * Announces that the server shuts down.
	 *
	 * @param reconnect the time that the client has to wait before it reconnects
	 */
	record Goodbye(Duration reconnect) implements ServerFrame {
	}

	/**
	 * The limits that a client has to observe.
	 *
	 * @param text the maximum size of a text message, in bytes
	 * @param binary the maximum size of a binary message, in bytes
	 * @param subscriptions the maximum number of topics
	 */
	record Limits(int text, int binary, int subscriptions) {
	}

	/**
	 * A new subscription.
	 *
	 * @param topic the topic
	 * @param position the position of the topic
	 * @param recovered whether the client gets all messages that it missed
	 */
	record Subscription(String topic, Position position, boolean recovered) {
	}

}
