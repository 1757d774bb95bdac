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

import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Publishes without a pause to a topic whose subscribers read slowly.
 *
 * @author The ws-starter authors
 */
final class PublishersAttack implements Attack {

	private static final int SUBSCRIBERS = 100;

	private static final int RECEIVE_BUFFER = 4096;

	private static final int MESSAGE = 256;

	private static final int AT_ONCE = 16;

	private static final Duration READ_INTERVAL = Duration.ofMillis(100);

	private static final String PATH = "/ws/growth?first=0&count=%d&total=1";

	private final ByteBuf messages = Unpooled.directBuffer();

	private final Load load;

	private final Attackers attackers;

	PublishersAttack(Load load, Attackers attackers) {
		this.load = load;
		this.attackers = attackers;
		for (int i = 0; i < AT_ONCE; i++) {
			this.messages.writeBytes(Frames.encode(Frames.TEXT, Frames.text("%018d".formatted(0), MESSAGE)));
		}
	}

	@Override
	public void begin() {
		for (int i = 0; i < SUBSCRIBERS; i++) {
			subscribe();
		}
		for (int i = 0; i < this.load.order("clients"); i++) {
			this.attackers.connect(new Publisher(), 0, PATH.formatted(0));
		}
	}

	private void subscribe() {
		this.attackers.connect(new Subscriber(), RECEIVE_BUFFER, PATH.formatted(1));
	}

	/**
	 * Sends messages as fast as the system takes them.
	 */
	private final class Publisher implements ConnectionListener {

		@Override
		public void opened(ClientConnection connection) {
			connection.channel()
				.writeAndFlush(PublishersAttack.this.messages.retainedSlice())
				.addListener((written) -> {
					if (written.isSuccess()) {
						PublishersAttack.this.load.execute(() -> opened(connection));
					}
				});
		}

		@Override
		public void refused(ClientConnection connection, String status) {
		}

	}

	/**
	 * Reads a little at a time, and comes back when the server has closed the session.
	 */
	private final class Subscriber implements ConnectionListener {

		@Override
		public void opened(ClientConnection connection) {
			connection.channel().config().setAutoRead(false);
			read(connection);
		}

		private void read(ClientConnection connection) {
			if (connection.channel().isActive()) {
				connection.channel().read();
				PublishersAttack.this.load.schedule(READ_INTERVAL, () -> read(connection));
			}
		}

		@Override
		public void refused(ClientConnection connection, String status) {
		}

		@Override
		public void closed(ClientConnection connection, int code) {
			PublishersAttack.this.load.schedule(READ_INTERVAL, PublishersAttack.this::subscribe);
		}

	}

}
