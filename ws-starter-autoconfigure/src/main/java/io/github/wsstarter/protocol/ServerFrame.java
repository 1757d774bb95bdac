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

import io.github.wsstarter.message.Position;

/**
 * A frame that the server sends. The components stand in the order of the fields.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface ServerFrame {

	/**
	 * The first frame.
	 *
	 * @param session the session's id
	 * @param heartbeat after how long a quiet client is pinged, zero if never
	 * @param limits the limits that the client has to keep to
	 */
	record Welcome(String session, Duration heartbeat, Limits limits) implements ServerFrame {
	}

	/**
	 * A message of the endpoint.
	 *
	 * @param data the message
	 */
	record Message(Data data) implements ServerFrame {
	}

	/**
	 * A reply to a request.
	 *
	 * @param id the id of the request
	 * @param data the reply, or {@code null} if there is nothing (more) to say
	 * @param more whether further replies may follow
	 */
	record Reply(long id, @Nullable Data data, boolean more) implements ServerFrame {
	}

	/**
	 * An event of a topic.
	 *
	 * @param position the topic, and where in it the event stands
	 * @param data the event
	 * @param snapshot whether this is the topic's state at the time of the subscription
	 */
	record Event(Position position, Data data, boolean snapshot) implements ServerFrame {
	}

	/**
	 * The client's frame was done.
	 *
	 * @param id the id of that frame
	 * @param subscription what became of it, if it was a subscription
	 */
	record Ack(long id, @Nullable Subscription subscription) implements ServerFrame {
	}

	/**
	 * The client's frame was not done.
	 *
	 * @param id the id of that frame, if it has one that can be read
	 * @param code what is wrong, for programs
	 * @param message what is wrong, for developers
	 * @param retryable whether the same may work later
	 */
	record Error(@Nullable Long id, String code, String message, boolean retryable) implements ServerFrame {

		/**
		 * Create an error frame.
		 * @param id the id of the client's frame, if it has one that can be read
		 * @param code what is wrong, for programs
		 * @param message what is wrong, for developers
		 * @return the frame
		 */
		public static Error of(@Nullable Long id, ErrorCode code, String message) {
			return new Error(id, code.code(), message, code.isRetryable());
		}

	}

	/**
	 * The server ended a subscription.
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
	 * The server goes away.
	 *
	 * @param reconnect how long the client is to wait before it comes back
	 */
	record Goodbye(Duration reconnect) implements ServerFrame {
	}

	/**
	 * The limits that a client has to keep to.
	 *
	 * @param text the largest text message, in bytes
	 * @param binary the largest binary message, in bytes
	 * @param subscriptions the most topics
	 */
	record Limits(int text, int binary, int subscriptions) {
	}

	/**
	 * A subscription that was made.
	 *
	 * @param position the topic, and where it is
	 * @param recovered whether the client gets all that it missed
	 */
	record Subscription(Position position, boolean recovered) {
	}

}
