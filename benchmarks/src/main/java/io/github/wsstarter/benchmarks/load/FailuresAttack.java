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

import io.netty.buffer.ByteBuf;

/**
 * Connects, makes a handler fail, and connects again as soon as the server has closed the
 * session.
 *
 * @author The ws-starter authors
 */
final class FailuresAttack implements Attack, ConnectionListener {

	private final ByteBuf message = Frames.encode(Frames.TEXT, "fail".getBytes(StandardCharsets.US_ASCII));

	private final Load load;

	private final Attackers attackers;

	FailuresAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
	}

	@Override
	public void begin() {
		for (int i = 0; i < this.load.order("clients"); i++) {
			connect();
		}
	}

	private void connect() {
		this.attackers.connect(this, 0, "/ws/failing");
	}

	@Override
	public void opened(ClientConnection connection) {
		connection.send(this.message.retainedSlice());
	}

	@Override
	public void refused(ClientConnection connection, String status) {
	}

	@Override
	public void closed(ClientConnection connection, int code) {
		connect();
	}

}
