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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Heartbeat} and the way in which a session uses it.
 *
 * @author The ws-starter authors
 */
class HeartbeatTests {

	private static final Duration INTERVAL = Duration.ofSeconds(25);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	@Test
	void quietClientIsPingedOnce() {
		TransportSession session = this.sessions.open(this.transport);
		advance(session, INTERVAL);
		advance(session, Duration.ofSeconds(1));
		assertThat(this.transport.pings).hasSize(1);
	}

	@Test
	void clientThatSendsIsNotPinged() {
		TransportSession session = this.sessions.open(this.transport);
		session.receive(new InboundMessage.Text("first"));
		advance(session, Duration.ZERO);
		for (int i = 0; i < 10; i++) {
			advance(session, INTERVAL.minusSeconds(1));
			assertThat(this.transport.pings).isEmpty();
			session.receive(new InboundMessage.Text("alive"));
			advance(session, Duration.ZERO);
		}
	}

	@Test
	void silentClientIsClosedWith1006() {
		TransportSession session = this.sessions.open(this.transport);
		advance(session, INTERVAL);
		advance(session, TIMEOUT.minusSeconds(1));
		assertThat(session.isOpen()).isTrue();
		advance(session, Duration.ofSeconds(1));
		this.sessions.runTasks();
		assertThat(this.sessions.handler.events).containsExactly("opened", "closed 1006");
		assertThat(this.transport.closesNow).containsExactly(CloseStatus.NO_CLOSE_FRAME);
		assertThat(this.sessions.registry.count()).isZero();
	}

	@Test
	void anyTrafficCountsAsLife() {
		TransportSession session = this.sessions.open(this.transport);
		for (int i = 0; i < 5; i++) {
			advance(session, INTERVAL);
			session.receive(new InboundMessage.Binary(ByteBuffer.allocate(1)));
			advance(session, TIMEOUT);
		}
		assertThat(session.isOpen()).isTrue();
	}

	@Test
	void roundTripIsMeasured() {
		TransportSession session = this.sessions.open(this.transport);
		assertThat(session.getRoundTripTime()).isNull();
		advance(session, INTERVAL);
		this.sessions.clock.advance(Duration.ofMillis(42));
		session.receive(new InboundMessage.Pong(this.transport.pings.get(0)));
		assertThat(session.getRoundTripTime()).isEqualTo(Duration.ofMillis(42));
	}

	@Test
	void foreignPongMeasuresNothing() {
		TransportSession session = this.sessions.open(this.transport);
		advance(session, INTERVAL);
		session.receive(new InboundMessage.Pong(ByteBuffer.allocate(0)));
		session.receive(new InboundMessage.Pong(ByteBuffer.allocate(8)));
		assertThat(session.getRoundTripTime()).isNull();
	}

	@Test
	void clientThatCannotBeHeardIsNotClosed() {
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.handler.onText = (text, replies) -> {
			for (int i = 0; i < 10; i++) {
				advance(session, INTERVAL);
				advance(session, TIMEOUT);
			}
			return null;
		};
		session.receive(new InboundMessage.Text("block"));
		assertThat(session.isOpen()).isTrue();
		assertThat(this.transport.pings).isEmpty();
	}

	@Test
	void clientWhoseReplyIsPendingIsStillWatched() {
		TransportSession session = this.sessions.open(this.transport);
		this.sessions.handler.onText = (text, replies) -> new CompletableFuture<>();
		session.receive(new InboundMessage.Text("pending"));
		advance(session, Duration.ZERO);
		advance(session, INTERVAL);
		advance(session, TIMEOUT);
		assertThat(session.isOpen()).isFalse();
	}

	@Test
	void clientThatIsWrittenToIsLeftToTheSendTimeLimit() {
		Heartbeat heartbeat = new Heartbeat(INTERVAL, TIMEOUT, 0, 0);
		assertThat(heartbeat.check(INTERVAL.toNanos(), false, true)).isEqualTo(Heartbeat.Verdict.FINE);
		assertThat(heartbeat.check(INTERVAL.toNanos(), false, false)).isEqualTo(Heartbeat.Verdict.PING);
	}

	@Test
	void zeroIntervalDisablesHeartbeat() {
		Heartbeat heartbeat = new Heartbeat(Duration.ZERO, TIMEOUT, 0, 0);
		assertThat(heartbeat.check(Duration.ofDays(1).toNanos(), false, false)).isEqualTo(Heartbeat.Verdict.FINE);
	}

	@Test
	void firstPingsAreSpreadOverTheInterval() {
		Heartbeat early = new Heartbeat(INTERVAL, TIMEOUT, 0, 0.8);
		Heartbeat late = new Heartbeat(INTERVAL, TIMEOUT, 0, 0.2);
		long now = Duration.ofSeconds(5).toNanos();
		assertThat(early.check(now, false, false)).isEqualTo(Heartbeat.Verdict.PING);
		assertThat(late.check(now, false, false)).isEqualTo(Heartbeat.Verdict.FINE);
	}

	private void advance(TransportSession session, Duration duration) {
		this.sessions.clock.advance(duration);
		session.tick();
	}

}
