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
 * The settings of one endpoint's sessions.
 *
 * @param heartbeatInterval after how long a quiet client is pinged; zero for never
 * @param heartbeatTimeout how long a pinged client may stay silent
 * @param textLimit the largest incoming text message, in bytes of UTF-8
 * @param binaryLimit the largest incoming binary message, in bytes
 * @param sendLimit the most bytes queued for one client
 * @param sendTimeLimit how long one write may take
 * @param overflow what happens when the queue is full
 * @param messagesPerSecond how many messages a client may send in a second; zero for any
 * number
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record SessionOptions(Duration heartbeatInterval, Duration heartbeatTimeout, int textLimit, int binaryLimit,
		int sendLimit, Duration sendTimeLimit, Overflow overflow, int messagesPerSecond) {

	/**
	 * Return these settings with another interval of the heartbeat.
	 * @param heartbeatInterval after how long a quiet client is pinged; zero for never
	 * @return the settings
	 */
	public SessionOptions withHeartbeatInterval(Duration heartbeatInterval) {
		return new SessionOptions(heartbeatInterval, this.heartbeatTimeout, this.textLimit, this.binaryLimit,
				this.sendLimit, this.sendTimeLimit, this.overflow, this.messagesPerSecond);
	}

	/**
	 * Return these settings with other limits of incoming messages.
	 * @param textLimit the largest incoming text message, in bytes of UTF-8
	 * @param binaryLimit the largest incoming binary message, in bytes
	 * @return the settings
	 */
	public SessionOptions withMessageLimits(int textLimit, int binaryLimit) {
		return new SessionOptions(this.heartbeatInterval, this.heartbeatTimeout, textLimit, binaryLimit, this.sendLimit,
				this.sendTimeLimit, this.overflow, this.messagesPerSecond);
	}

}
