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

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.wsstarter.test.TestProxy;
import io.github.wsstarter.test.WsTestClient;
import io.github.wsstarter.test.WsTestSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TestProxy}.
 *
 * @author The ws-starter authors
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class TestProxyTests {

	@LocalServerPort
	private int port;

	private TestProxy proxy;

	private WsTestClient client;

	@BeforeEach
	void start() {
		this.proxy = TestProxy.start(this.port);
		this.client = WsTestClient.ofServer(this.proxy.port());
	}

	@AfterEach
	void stop() {
		this.proxy.close();
	}

	private WsTestSession connect(WsTestClient client) {
		return client.path("/ws/rooms/lobby").connect();
	}

	@Test
	void delayHoldsMessagesBack() {
		try (WsTestSession session = connect(this.client)) {
			this.proxy.delay(Duration.ofMillis(100));
			long start = System.nanoTime();
			session.sendBinary((byte) 1).expectBinary((byte) 1);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		}
	}

	@Test
	void stallHoldsMessagesBackUntilResumed() {
		try (WsTestSession session = connect(this.client.withTimeout(Duration.ofSeconds(2)))) {
			this.proxy.stall();
			session.sendBinary((byte) 1);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.expectBinary((byte) 1));
		}
		try (WsTestSession session = resumed()) {
			this.proxy.stall();
			session.sendBinary((byte) 2);
			this.proxy.resume();
			session.expectBinary((byte) 2);
		}
	}

	private WsTestSession resumed() {
		this.proxy.resume();
		return connect(this.client);
	}

	@Test
	void cutEndsConnectionsUntilRestored() {
		try (WsTestSession session = connect(this.client)) {
			this.proxy.cut();
			session.expectClose(1006);
			assertThatException().isThrownBy(() -> connect(this.client));
		}
		this.proxy.restore();
		try (WsTestSession session = connect(this.client)) {
			session.sendBinary((byte) 1).expectBinary((byte) 1);
		}
	}

	@Test
	void halfCloseEndsOneDirection() {
		try (WsTestSession session = connect(this.client)) {
			this.proxy.halfCloseToClient();
			session.expectClose(1006);
		}
		try (WsTestSession session = connect(this.client)) {
			this.proxy.halfCloseToServer();
			session.expectClose(1006);
		}
	}

	@Test
	void proxyThatAcceptsConnectionsIsNotRestored() {
		this.proxy.restore();
		connect(this.client).close();
	}

	@Test
	void closedProxyTakesNoCommands() {
		this.proxy.close();
		assertClosed(this.proxy::restore);
		assertClosed(this.proxy::stall);
		assertClosed(this.proxy::halfCloseToServer);
		assertClosed(this.proxy::halfCloseToClient);
		assertClosed(this.proxy::refuseUpgrades);
		assertClosed(() -> this.proxy.delay(Duration.ZERO));
		this.proxy.resume();
		this.proxy.cut();
		this.proxy.close();
	}

	private static void assertClosed(ThrowingCallable command) {
		assertThatIllegalStateException().isThrownBy(command).withMessage("The proxy is closed");
	}

	@Test
	@SuppressWarnings("NullAway")
	void wrongArgumentsAreRejected() {
		for (int target : new int[] { -5, 0, 65536 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> TestProxy.start(target))
				.withMessage("Port must be between 1 and 65535, not " + target);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.proxy.delay(Duration.ofMillis(-1)))
			.withMessageContaining("'delay'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.proxy.delay(null)).withMessageContaining("'delay'");
	}

	@Test
	void upgradesAreRefusedAndStreamsPass() {
		this.proxy.refuseUpgrades();
		this.client.path("/ws/rooms/lobby").expectRefused(403);
		assertThat(this.proxy.refused()).isOne();
		try (WsTestSession session = this.client.path("/ws/rooms/lobby").overSse().connect()) {
			session.sendBinary((byte) 1).expectBinary((byte) 1);
		}
	}

}
