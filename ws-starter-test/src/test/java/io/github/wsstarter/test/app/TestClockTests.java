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

package io.github.wsstarter.test.app;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import io.github.wsstarter.Topics;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.test.TestClock;
import io.github.wsstarter.test.WsTest;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TestClock} in an application.
 *
 * @author The ws-starter authors
 */
@WsTest(endpoints = RoomEndpoint.class,
		properties = { "ws.limits.messages-per-second=2", "ws.topics.patterns[0].pattern=rooms.{room}",
				"ws.topics.patterns[0].history.size=10", "ws.topics.patterns[0].history.ttl=1m" })
@Import(TestClock.class)
class TestClockTests {

	@Autowired
	WsTestClient client;

	@Autowired
	TestClock clock;

	@Test
	void quietClientThatAnswersStays() {
		try (WsTestSession session = this.client.endpoint("room", "x").connect()) {
			for (int i = 0; i < 10; i++) {
				this.clock.advance(Duration.ofSeconds(25));
				session.expectPing().sendBinary((byte) 1).expectBinary((byte) 1);
			}
			assertThat(session.session().getRoundTripTime()).isZero();
		}
	}

	@Test
	void clientThatIgnoresPingsIsClosed() {
		try (WsTestSession session = this.client.endpoint("room", "x").connect().ignorePings()) {
			this.clock.advance(Duration.ofSeconds(25));
			session.expectPing();
			this.clock.advance(Duration.ofMillis(9999));
			assertThat(session.session().isOpen()).isTrue();
			this.clock.advance(Duration.ofMillis(1));
			session.expectClose(1006);
		}
	}

	@Test
	@SuppressWarnings("NullAway")
	void timeDoesNotGoBack() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.clock.advance(Duration.ofMillis(-1)))
			.withMessageContaining("'duration'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.clock.advance(null))
			.withMessageContaining("'duration'");
	}

	@Test
	void rateIsThatOfTheClock() {
		try (WsTestSession session = this.client.endpoint("room", "x").connect()) {
			for (int i = 0; i < 10; i++) {
				session.sendBinary((byte) 1).expectBinary((byte) 1);
				this.clock.advance(Duration.ofMillis(500));
			}
			session.sendBinary((byte) 1).sendBinary((byte) 2).sendBinary((byte) 3);
			session.expectBinary((byte) 1).expectBinary((byte) 2).expectClose(1008);
		}
	}

	@Test
	void historyAgesWithTheClock(@Autowired Topics topics) {
		Position seen;
		try (WsTestSession session = this.client.endpoint("room", "x").withProtocol().connect()) {
			session.subscribe("rooms.x").expectAck();
			seen = session.position("rooms.x");
			topics.publish("rooms.x", 1);
			session.expectEvent("rooms.x", 1);
		}
		this.clock.advance(Duration.ofSeconds(59));
		try (WsTestSession session = this.client.endpoint("room", "x").withProtocol().connect()) {
			session.subscribe("rooms.x", seen).expectAck(true).expectEvent("rooms.x", 1);
		}
		this.clock.advance(Duration.ofSeconds(2));
		try (WsTestSession session = this.client.endpoint("room", "x").withProtocol().connect()) {
			session.subscribe("rooms.x", seen).expectAck(false).expectNothing();
		}
	}

}
