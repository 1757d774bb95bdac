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

/**
 * Asks for far more than fits into the queue of a session, and does not read it.
 *
 * @author The ws-starter authors
 */
final class SlowReadersAttack implements Attack, ConnectionListener {

	private static final int RECEIVE_BUFFER = 4096;

	private static final Duration INTERVAL = Duration.ofSeconds(1);

	private final ByteBuf question = Frames.encode(Frames.TEXT, "more".getBytes(StandardCharsets.US_ASCII));

	private final Load load;

	private final Attackers attackers;

	/**
	 * The number of clients that are open, which do not all ask at the same time.
	 */
	private int opened;

	SlowReadersAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
	}

	@Override
	public void begin() {
		for (int i = 0; i < this.load.order("clients"); i++) {
			this.attackers.connect(this, RECEIVE_BUFFER, "/ws/flood");
		}
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.channel().config().setAutoRead(false);
		this.load.schedule(INTERVAL.multipliedBy(this.opened++).dividedBy(this.load.order("clients")),
				() -> ask(connection));
	}

	private void ask(ClientConnection connection) {
		if (connection.channel().isActive()) {
			connection.send(this.question.retainedSlice());
			this.load.schedule(INTERVAL, () -> ask(connection));
		}
	}

	@Override
	public void refused(ClientConnection connection, String status) {
	}

}
