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

package io.github.wsstarter.session;

import java.time.Duration;

import io.github.wsstarter.message.Overflow;

/**
 * The settings of the sessions of one endpoint.
 *
 * @param heartbeatInterval the time after which a quiet client is pinged; zero for never
 * @param heartbeatTimeout the time within which a pinged client has to answer
 * @param textLimit the maximum size of an incoming text message, in bytes of UTF-8
 * @param binaryLimit the maximum size of an incoming binary message, in bytes
 * @param sendLimit the maximum number of bytes queued for one client
 * @param sendTimeLimit the time within which a client has to accept a write, or
 * {@link #STEADY_BYTES} of it
 * @param overflow the policy for messages that do not fit into the queue
 * @param messagesPerSecond the maximum number of messages that a client may send in a
 * second; zero for no limit
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record SessionOptions(Duration heartbeatInterval, Duration heartbeatTimeout, int textLimit, int binaryLimit,
		int sendLimit, Duration sendTimeLimit, Overflow overflow, int messagesPerSecond) {

	/**
	 * The number of bytes that a slow client has to read within the time limit, or to
	 * send in the body of a request. A client that is slower, such as one byte at a time,
	 * could hold memory for hours.
	 */
	static final int STEADY_BYTES = 65_536;

	/**
	 * Return the time within which a steady client has sent a message.
	 * @param limit the maximum size of the message, in bytes
	 * @return the time limit for the whole message
	 */
	public Duration timeLimit(int limit) {
		return this.sendTimeLimit.multipliedBy(1 + limit / STEADY_BYTES);
	}

	public SessionOptions withHeartbeatInterval(Duration heartbeatInterval) {
		return new SessionOptions(heartbeatInterval, this.heartbeatTimeout, this.textLimit, this.binaryLimit,
				this.sendLimit, this.sendTimeLimit, this.overflow, this.messagesPerSecond);
	}

	public SessionOptions withMessageLimits(int textLimit, int binaryLimit) {
		return new SessionOptions(this.heartbeatInterval, this.heartbeatTimeout, textLimit, binaryLimit, this.sendLimit,
				this.sendTimeLimit, this.overflow, this.messagesPerSecond);
	}

}
