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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link SessionLimitCheck}.
 *
 * @author The ws-starter authors
 */
class SessionLimitCheckTests {

	@Test
	void isUnlimitedByDefaultAndWithZero() {
		for (SessionLimits limits : List.of(SessionLimits.none(), new SessionLimits(0, 0, 0))) {
			SessionLimitCheck check = new SessionLimitCheck(limits, Map.of(), 64);
			for (int i = 0; i < 100; i++) {
				TestHandshakeRequest request = request("echo", "user", "10.0.0.1");
				assertThat(check.check(request).isRefused()).isFalse();
				assertThat(request.callbackCount()).isZero();
			}
			assertThat(check.isIdle()).isTrue();
		}
	}

	@Test
	void limitsTotalOverAllEndpoints() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(2, null, null), Map.of(), 64);
		TestHandshakeRequest first = accept(check, request("a", null, "10.0.0.1"));
		accept(check, request("b", null, "10.0.0.2"));
		assertRefused(check.check(request("c", null, "10.0.0.3")), HttpStatus.SERVICE_UNAVAILABLE,
				"ws.limits.sessions");
		first.end();
		accept(check, request("c", null, "10.0.0.3"));
	}

	@Test
	void limitsPerUser() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, 1, null), Map.of(), 64);
		TestHandshakeRequest first = accept(check, request("a", "alice", "10.0.0.1"));
		assertRefused(check.check(request("b", "alice", "10.0.0.2")), HttpStatus.TOO_MANY_REQUESTS,
				"ws.limits.sessions-per-user");
		accept(check, request("a", "bob", "10.0.0.1"));
		accept(check, request("a", null, "10.0.0.1"));
		accept(check, request("a", null, "10.0.0.1"));
		first.end();
		accept(check, request("b", "alice", "10.0.0.2"));
	}

	@Test
	void limitsPerAddress() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, null, 1), Map.of(), 64);
		accept(check, request("a", "alice", "10.0.0.1"));
		assertRefused(check.check(request("b", "bob", "10.0.0.1")), HttpStatus.TOO_MANY_REQUESTS,
				"ws.limits.sessions-per-address");
		accept(check, request("b", "bob", "10.0.0.2"));
	}

	@ParameterizedTest
	@CsvSource({ "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true", "2001:db8:1:2::1, 2001:db8:1:3::1, false",
			"[2001:db8:1:2::1], 2001:0DB8:1:2:0:0:0:2, true", "fe80::1%eth0, fe80::2, true",
			"::ffff:10.0.0.1, 10.0.0.1, true", "::ffff:10.0.0.1, ::ffff:10.0.0.2, false", "10.0.0.1, 10.0.0.2, false",
			"unknown, unknown, true", "2001:db8::x, 2001:db8::y, false", ":, ::, false", "a:1, a:2, false" })
	void countsAClientOfIpv6ByItsNetwork(String first, String second, boolean same) {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, null, 1), Map.of(), 64);
		accept(check, request("a", null, first));
		assertThat(check.check(request("a", null, second)).isRefused()).isEqualTo(same);
	}

	@ParameterizedTest
	@CsvSource({ "128, 2001:db8::1, 2001:db8::2, false", "127, 2001:db8::2, 2001:db8::3, true",
			"56, 2001:db8:1:1200::1, 2001:db8:1:12ff::1, true", "56, 2001:db8:1:1200::1, 2001:db8:1:1300::1, false",
			"1, 8000::1, 9000::2, true", "1, 1::1, 9::2, true", "1, 8000::1, 1::1, false" })
	void lengthOfTheNetworksPrefixCanBeSet(int length, String first, String second, boolean same) {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, null, 1), Map.of(), length);
		accept(check, request("a", null, first));
		assertThat(check.check(request("a", null, second)).isRefused()).isEqualTo(same);
	}

	@Test
	void userAndAddressOfTheSameTextAreDifferent() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, 1, 1), Map.of(), 64);
		accept(check, request("a", "10.0.0.2", "10.0.0.1"));
		accept(check, request("a", "bob", "10.0.0.2"));
	}

	@Test
	void endpointsOwnTotalHoldsInAdditionToTheOverallOne() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(3, null, null),
				Map.of("chat", new SessionLimits(1, null, null)), 64);
		accept(check, request("chat", null, "10.0.0.1"));
		assertRefused(check.check(request("chat", null, "10.0.0.1")), HttpStatus.SERVICE_UNAVAILABLE,
				"ws.endpoints.chat.limits.sessions");
		accept(check, request("echo", null, "10.0.0.1"));
		accept(check, request("echo", null, "10.0.0.1"));
		assertRefused(check.check(request("echo", null, "10.0.0.1")), HttpStatus.SERVICE_UNAVAILABLE,
				"ws.limits.sessions");
	}

	@Test
	void endpointsOwnLimitPerUserReplacesTheDefault() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(null, 1, 1),
				Map.of("feed", new SessionLimits(null, 2, 0)), 64);
		accept(check, request("echo", "alice", "10.0.0.1"));
		accept(check, request("feed", "alice", "10.0.0.1"));
		accept(check, request("feed", "alice", "10.0.0.1"));
		assertRefused(check.check(request("feed", "alice", "10.0.0.1")), HttpStatus.TOO_MANY_REQUESTS,
				"ws.endpoints.feed.limits.sessions-per-user");
		assertRefused(check.check(request("other", "alice", "10.0.0.2")), HttpStatus.TOO_MANY_REQUESTS,
				"ws.limits.sessions-per-user");
	}

	@Test
	void refusedHandshakeTakesNoPlace() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(2, 1, null), Map.of(), 64);
		TestHandshakeRequest first = accept(check, request("a", "alice", "10.0.0.1"));
		TestHandshakeRequest refused = request("a", "alice", "10.0.0.1");
		assertThat(check.check(refused).isRefused()).isTrue();
		assertThat(refused.callbackCount()).isZero();
		TestHandshakeRequest second = accept(check, request("a", "bob", "10.0.0.1"));
		first.end();
		assertThat(check.isIdle()).isFalse();
		second.end();
		assertThat(check.isIdle()).isTrue();
	}

	@Test
	void releasesWhereALaterCheckRefuses() {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(1, 1, 1), Map.of(), 64);
		HandshakeChecks checks = new HandshakeChecks(
				List.of(check, (request) -> HandshakeDecision.refuse(HttpStatus.UNAUTHORIZED, "no")),
				new HandshakeJournal(Clock.systemUTC()));
		TestHandshakeRequest request = request("a", "alice", "10.0.0.1");
		assertThat(checks.check(request).getStatus()).isEqualTo(HttpStatus.UNAUTHORIZED);
		assertThat(check.isIdle()).isFalse();
		request.end();
		assertThat(check.isIdle()).isTrue();
	}

	@Test
	void neverExceedsLimitsUnderContention() throws Exception {
		int threads = 8;
		int max = 5;
		int maxPerUser = 2;
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(max, maxPerUser, null), Map.of(), 64);
		AtomicInteger open = new AtomicInteger();
		AtomicInteger openOfAlice = new AtomicInteger();
		AtomicInteger accepted = new AtomicInteger();
		AtomicInteger exceeded = new AtomicInteger();
		CyclicBarrier barrier = new CyclicBarrier(threads);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		try {
			List<Future<?>> futures = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				boolean alice = i % 2 == 0;
				String user = alice ? "alice" : "user" + i;
				futures.add(executor.submit(() -> {
					barrier.await(10, TimeUnit.SECONDS);
					for (int n = 0; n < 5000; n++) {
						TestHandshakeRequest request = request("echo", user, "10.0.0.1");
						if (check.check(request).isRefused()) {
							continue;
						}
						accepted.incrementAndGet();
						if (open.incrementAndGet() > max || (alice && openOfAlice.incrementAndGet() > maxPerUser)) {
							exceeded.incrementAndGet();
						}
						Thread.yield();
						if (alice) {
							openOfAlice.decrementAndGet();
						}
						open.decrementAndGet();
						request.end();
					}
					return null;
				}));
			}
			for (Future<?> future : futures) {
				future.get(60, TimeUnit.SECONDS);
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(exceeded).hasValue(0);
		assertThat(accepted).hasPositiveValue();
		assertThat(check.isIdle()).isTrue();
	}

	@Test
	void isNeverRefusedSpuriouslyByAHandshakeThatIsRefused() throws Exception {
		SessionLimitCheck check = new SessionLimitCheck(new SessionLimits(2, 1, null), Map.of(), 64);
		accept(check, request("echo", "alice", "10.0.0.1"));
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<?> refusals = executor.submit(() -> {
				for (int n = 0; n < 20000; n++) {
					check.check(request("echo", "alice", "10.0.0.1"));
				}
			});
			while (!refusals.isDone()) {
				accept(check, request("echo", "bob", "10.0.0.1")).end();
			}
			refusals.get(10, TimeUnit.SECONDS);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void failsOnNegativeLimit() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SessionLimits(null, -1, null))
			.withMessage("'sessionsPerUser' must not be negative, but is -1");
	}

	private static TestHandshakeRequest accept(SessionLimitCheck check, TestHandshakeRequest request) {
		HandshakeDecision decision = check.check(request);
		assertThat(decision.isRefused()).as(decision.getReason()).isFalse();
		return request;
	}

	private static void assertRefused(HandshakeDecision decision, HttpStatus status, String property) {
		assertThat(decision.getStatus()).isEqualTo(status);
		assertThat(decision.getProperty()).isEqualTo(property);
	}

	private static TestHandshakeRequest request(String endpoint, @Nullable String user, String address) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
		request.setRemoteAddr(address);
		if (user != null) {
			request.setUserPrincipal(() -> user);
		}
		return new TestHandshakeRequest(endpoint, request);
	}

}
