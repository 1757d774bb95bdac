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

package io.github.wsstarter.handshake;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandshakeJournal}.
 *
 * @author The ws-starter authors
 */
class HandshakeJournalTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final HandshakeJournal journal = new HandshakeJournal(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void remembersWhatIsKnownOfARefusal() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/ws/echo");
		request.setContextPath("/app");
		request.setRemoteAddr("10.0.0.1");
		request.addHeader("Origin", "https://evil.com");
		this.journal.add(new TestHandshakeRequest("echo", request), 403, "the reason");
		assertThat(this.journal.list()).containsExactly(
				new RefusedHandshake(NOW, "10.0.0.1", "https://evil.com", "/app/ws/echo", "echo", 403, "the reason"));
	}

	@Test
	void keepsTheLastHundredNewestFirst() {
		for (int i = 0; i < 250; i++) {
			this.journal.add(new TestHandshakeRequest("echo"), 403, "reason " + i);
		}
		assertThat(this.journal.list()).hasSize(100);
		assertThat(this.journal.list().get(0).reason()).isEqualTo("reason 249");
		assertThat(this.journal.list().get(99).reason()).isEqualTo("reason 150");
	}

	@Test
	void boundsAndCleansWhatClientsSupply() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/" + "a".repeat(10000));
		request.addHeader("Origin", "https://e\r\nvil\u0000\u001b[31m\u202e\u2028.com");
		request.setRemoteAddr("b".repeat(1000));
		this.journal.add(new TestHandshakeRequest("echo", request), 403, "c\n" + "d".repeat(1000));
		RefusedHandshake refused = this.journal.list().get(0);
		assertThat(refused.path()).hasSize(256).startsWith("/aaa").endsWith("a\u2026");
		assertThat(refused.remoteAddress()).hasSize(256);
		assertThat(refused.reason()).hasSize(256).startsWith("c?d");
		assertThat(refused.origin()).isEqualTo("https://e??vil??[31m??.com");
	}

	@Test
	void cutsNoCharacterInHalf() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "a".repeat(254) + "\ud83d\ude00" + "bb");
		this.journal.add(new TestHandshakeRequest("echo", request), 403, "reason");
		assertThat(this.journal.list().get(0).path()).isEqualTo("a".repeat(254) + "?\u2026");
	}

	@Test
	void mayBeUsedByManyThreads() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				futures.add(executor.submit(() -> {
					for (int n = 0; n < 2000; n++) {
						this.journal.add(new TestHandshakeRequest("echo"), 403, "reason");
						assertThat(this.journal.list()).hasSizeBetween(1, 100);
					}
				}));
			}
			for (Future<?> future : futures) {
				future.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.journal.list()).hasSize(100);
	}

}
