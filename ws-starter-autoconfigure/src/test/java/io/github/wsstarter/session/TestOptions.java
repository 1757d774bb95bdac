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
 * Builds {@link SessionOptions}. By default, there is no heartbeat and no limit of the
 * message rate, messages may have 1,000 bytes, and a write may take ten seconds.
 *
 * @author The ws-starter authors
 */
public final class TestOptions {

	private Duration heartbeatInterval = Duration.ZERO;

	private Duration heartbeatTimeout = Duration.ofSeconds(10);

	private int textLimit = 1000;

	private int binaryLimit = 1000;

	private int sendLimit = 10_000;

	private Duration sendTimeLimit = Duration.ofSeconds(10);

	private Overflow overflow = Overflow.CLOSE;

	private int messagesPerSecond;

	public TestOptions heartbeat(Duration interval, Duration timeout) {
		this.heartbeatInterval = interval;
		this.heartbeatTimeout = timeout;
		return this;
	}

	public TestOptions messageLimits(int textLimit, int binaryLimit) {
		this.textLimit = textLimit;
		this.binaryLimit = binaryLimit;
		return this;
	}

	public TestOptions sendLimit(int sendLimit) {
		this.sendLimit = sendLimit;
		return this;
	}

	public TestOptions sendTimeLimit(Duration sendTimeLimit) {
		this.sendTimeLimit = sendTimeLimit;
		return this;
	}

	public TestOptions overflow(Overflow overflow) {
		this.overflow = overflow;
		return this;
	}

	public TestOptions messagesPerSecond(int messagesPerSecond) {
		this.messagesPerSecond = messagesPerSecond;
		return this;
	}

	public SessionOptions build() {
		return new SessionOptions(this.heartbeatInterval, this.heartbeatTimeout, this.textLimit, this.binaryLimit,
				this.sendLimit, this.sendTimeLimit, this.overflow, this.messagesPerSecond);
	}

}
