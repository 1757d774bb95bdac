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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.socket.CloseStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionWatch} and clients that read slowly.
 *
 * @author The ws-starter authors
 */
class SessionWatchTests {

	private static final int STEADY = SessionOptions.STEADY_BYTES;

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final TestSessions sessions = new TestSessions();

	private final TestTransport transport = new TestTransport();

	private TransportSession session;

	@BeforeEach
	void open() {
		this.sessions.options.sendLimit(10 * STEADY).sendTimeLimit(LIMIT);
		this.session = this.sessions.open(this.transport);
		this.transport.advance = 1_000_000;
		this.transport.stall();
		this.session.send("x".repeat(4 * STEADY));
		this.session.tick();
	}

	@Test
	void longWriteThatProgressesIsNotAborted() {
		for (int i = 0; i < 10; i++) {
			pass(LIMIT, STEADY);
			assertThat(this.session.isOpen()).isTrue();
		}
	}

	@Test
	void writeThatTricklesIsAborted() {
		for (int i = 0; i < 4; i++) {
			pass(LIMIT.dividedBy(5), STEADY / 5);
			assertThat(this.session.isOpen()).isTrue();
		}
		pass(LIMIT.dividedBy(5), STEADY / 5);
		assertThat(this.session.isOpen()).isFalse();
		assertThat(this.transport.closesNow).extracting(CloseStatus::getCode).containsExactly(1013);
	}

	@Test
	void writeThatStallsIsAborted() {
		pass(LIMIT.dividedBy(2), STEADY);
		pass(LIMIT.dividedBy(2), 0);
		assertThat(this.session.isOpen()).isTrue();
		pass(LIMIT.dividedBy(2), 0);
		assertThat(this.transport.closesNow).extracting(CloseStatus::getCode).containsExactly(1013);
	}

	@Test
	void closeWaitsForWriteThatProgresses() {
		this.session.close(new CloseStatus(4000, "bye"));
		for (int i = 0; i < 10; i++) {
			pass(LIMIT, STEADY);
			assertThat(this.sessions.registry.count()).isOne();
		}
		this.transport.resume();
		assertThat(this.transport.closes).extracting(CloseStatus::getCode).containsExactly(4000);
		pass(LIMIT, 0);
		assertThat(this.sessions.registry.count()).isZero();
	}

	@Test
	void closeDoesNotWaitForManySmallWrites() {
		for (int i = 0; i < 100; i++) {
			this.session.send("y".repeat(100));
		}
		this.session.close(new CloseStatus(4000, "bye"));
		this.transport.writtenOne();
		pass(LIMIT, 0);
		int rounds = 0;
		for (; this.sessions.registry.count() > 0; rounds++) {
			this.transport.writtenOne();
			pass(LIMIT.dividedBy(4), 100);
		}
		assertThat(rounds).isEqualTo(4);
		assertThat(this.transport.closesNow).extracting(CloseStatus::getCode).containsExactly(4000);
	}

	@Test
	void clientThatReadsLittleAtATimeButAllStays() {
		for (int i = 0; i < 10; i++) {
			this.session.send("small");
		}
		for (int i = 0; i < 10; i++) {
			this.transport.writtenOne();
			pass(LIMIT.minusMillis(1), 1);
			assertThat(this.session.isOpen()).isTrue();
		}
	}

	private void pass(Duration duration, int bytes) {
		this.transport.advance += bytes;
		this.sessions.clock.advance(duration);
		this.session.tick();
	}

}
