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

package io.github.wsstarter.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Sends several messages at once to a method whose reply is pending for some time, and
 * sends as many again every second without waiting for the replies.
 *
 * @author The ws-starter authors
 */
final class PendingAttack implements Attack, ConnectionListener {

	private static final int MESSAGES = 18;

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final Load load;

	private final Attackers attackers;

	private final ByteBuf messages = Unpooled.directBuffer();

	PendingAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
		for (int i = 0; i < MESSAGES; i++) {
			this.messages.writeBytes(Frames.encode(Frames.TEXT, "a".getBytes(StandardCharsets.US_ASCII)));
		}
	}

	@Override
	public void begin() {
		for (int i = 0; i < this.load.order("clients"); i++) {
			connect();
		}
	}

	private void connect() {
		this.attackers.connect(this, 0, "/ws/pending");
	}

	@Override
	public void opened(ClientConnection connection) {
		if (connection.channel().isActive()) {
			connection.send(this.messages.retainedSlice());
			this.load.schedule(INTERVAL, () -> opened(connection));
		}
	}

	@Override
	public void refused(ClientConnection connection, String status) {
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		this.load.schedule(INTERVAL, this::connect);
	}

}
