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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.wsstarter.memory.HeapShare;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionMonitor}.
 *
 * @author The ws-starter authors
 */
class SessionMonitorTests {

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	@Test
	void looksAfterSessionsUntilStopped() {
		SessionOptions options = new TestOptions().heartbeat(Duration.ofMillis(40), Duration.ofMillis(40)).build();
		SessionMonitor clock = new SessionMonitor(this.sessions.registry, List.of(options), this.sessions.memory);
		assertThat(clock.isRunning()).isFalse();
		this.sessions.open(this.transport);
		clock.start();
		assertThat(clock.isRunning()).isTrue();
		this.sessions.clock.advance(Duration.ofSeconds(25));
		Awaitility.await().until(() -> !this.transport.pings.isEmpty());
		this.sessions.clock.advance(Duration.ofSeconds(10));
		Awaitility.await().until(() -> this.sessions.registry.count() == 0);
		clock.stop();
		assertThat(clock.isRunning()).isFalse();
	}

	@Test
	void knowsWhetherASessionIsWriting() {
		SessionMonitor monitor = new SessionMonitor(this.sessions.registry, List.of(this.sessions.options.build()),
				this.sessions.memory);
		TransportSession session = this.sessions.open(this.transport);
		assertThat(monitor.isWriting()).isFalse();
		this.transport.stall();
		session.send("hello");
		assertThat(monitor.isWriting()).isTrue();
		this.transport.resume();
		assertThat(monitor.isWriting()).isFalse();
	}

	@Test
	void goesOnAfterAnError() {
		SessionMonitor clock = new SessionMonitor(this.sessions.registry, List.of(this.sessions.options.build()),
				this.sessions.memory);
		TransportSession session = this.sessions.open(new TestTransport() {

			@Override
			public void ping(ByteBuffer payload) {
				super.ping(payload);
				throw new OutOfMemoryError("unable to create native thread");
			}

		});
		this.sessions.clock.advance(Duration.ofSeconds(25));
		clock.start();
		Awaitility.await().until(() -> {
			this.sessions.clock.advance(Duration.ofSeconds(1));
			return !session.isOpen();
		});
		clock.stop();
	}

	@Test
	void closesTheSessionsForWhichTheMostWaitsUntilThereIsNoExcess() {
		this.sessions.options.sendLimit(1 << 20);
		TransportSession small = stalled(20_000);
		TransportSession large = stalled(500_000);
		TransportSession largest = stalled(800_000);
		TransportSession idle = this.sessions.open(new TestTransport());
		HeapShare share = this.sessions.memory;
		share.add(Integer.MAX_VALUE / 4 * 5L - 1_000_000);
		assertThat(share.excess()).isPositive();
		SessionMonitor monitor = new SessionMonitor(this.sessions.registry, List.of(this.sessions.options.build()),
				share);
		monitor.start();
		try {
			monitor.checkNow();
			assertThat(largest.isOpen()).isFalse();
			assertThat(List.of(small, large, idle)).allMatch(TransportSession::isOpen);
			assertThat(share.excess()).isNotPositive();
			large.memory().add(600_000);
			Awaitility.await().until(() -> !large.isOpen());
			share.add(1_200_000);
			Awaitility.await().until(() -> !small.isOpen());
			assertThat(idle.isOpen()).isTrue();
		}
		finally {
			monitor.stop();
		}
	}

	private TransportSession stalled(int size) {
		TestTransport transport = new TestTransport();
		transport.stall();
		TransportSession session = this.sessions.open(transport);
		session.send(new byte[size]);
		return session;
	}

}
