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
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link HandshakeChecks}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class HandshakeChecksTests {

	private final HandshakeJournal journal = new HandshakeJournal(Clock.systemUTC());

	@Test
	void proceedsWithoutChecks() {
		HandshakeDecision decision = checks().check(new TestHandshakeRequest("echo"));
		assertThat(decision.isRefused()).isFalse();
		assertThat(this.journal.list()).isEmpty();
	}

	@Test
	void mergesHeadersAndAttributes() {
		HandshakeDecision decision = checks(
				(request) -> HandshakeDecision.proceed().withHeader("X-A", "1").withAttribute("a", 1),
				(request) -> HandshakeDecision.proceed(),
				(request) -> HandshakeDecision.proceed()
					.withHeader("X-A", "2")
					.withHeader("X-B", "3")
					.withAttribute("a", 2)
					.withAttribute("b", 3))
			.check(new TestHandshakeRequest("echo"));
		assertThat(decision.isRefused()).isFalse();
		assertThat(decision.getHeaders().get("X-A")).containsExactly("1", "2");
		assertThat(decision.getHeaders().get("X-B")).containsExactly("3");
		assertThat(decision.getAttributes()).containsOnlyKeys("a", "b").containsEntry("a", 2).containsEntry("b", 3);
	}

	@Test
	void firstRefusalWins() {
		List<String> asked = new ArrayList<>();
		HandshakeDecision decision = checks((request) -> {
			asked.add("first");
			return HandshakeDecision.proceed().withHeader("X-Proceed", "1");
		}, (request) -> {
			asked.add("second");
			return HandshakeDecision.refuse(HttpStatus.PAYMENT_REQUIRED, "pay").withHeader("X-Refuse", "1");
		}, (request) -> {
			asked.add("third");
			return HandshakeDecision.refuse(HttpStatus.NOT_FOUND, "none");
		}).check(new TestHandshakeRequest("echo"));
		assertThat(asked).containsExactly("first", "second");
		assertThat(decision.getStatus()).isEqualTo(HttpStatus.PAYMENT_REQUIRED);
		assertThat(decision.getHeaders().headerNames()).containsExactly("X-Refuse");
		assertThat(this.journal.list()).singleElement()
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo("pay"));
	}

	@Test
	void logsCauseOnceWithPropertyToChange(CapturedOutput output) {
		HandshakeChecks checks = checks((request) -> HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "the reason")
			.withProperty("ws.some-property"));
		for (int i = 0; i < 50; i++) {
			checks.check(new TestHandshakeRequest("echo", request("10.0.0." + i, "https://evil" + i + ".com")));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("the reason")))
			.filteredOn((line) -> !line.contains("10 times within a minute: "))
			.singleElement()
			.asString()
			.contains("WARN", "'echo'", "10.0.0.0", "'https://evil0.com'", "/ws", "403", "'ws.some-property'");
		assertThat(this.journal.list()).hasSize(50);
	}

	@Test
	void logsEachEndpointStatusAndPropertyOnce(CapturedOutput output) {
		List<HandshakeDecision> decisions = new ArrayList<>(
				List.of(HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "r1"),
						HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "r2"),
						HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "r3").withProperty("ws.p")));
		HandshakeChecks checks = checks((request) -> decisions.get(0));
		while (!decisions.isEmpty()) {
			checks.check(new TestHandshakeRequest("echo"));
			checks.check(new TestHandshakeRequest("chat"));
			decisions.remove(0);
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("Refused handshake"))).hasSize(6);
	}

	@Test
	void logsNoTextOfTheClientUncleaned(CapturedOutput output) {
		HandshakeChecks checks = checks(
				(request) -> HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "reason\nFORGED reason"));
		checks.check(new TestHandshakeRequest("echo", request("10.0.0.1", "https://a\r\nFORGED origin")));
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("FORGED"));
		assertThat(output).contains("https://a??FORGED origin", "reason?FORGED reason");
	}

	@Test
	void boundsTheCausesItRemembers(CapturedOutput output) {
		HandshakeChecks checks = checks();
		for (int i = 0; i < 1500; i++) {
			checks.refused(new TestHandshakeRequest("echo"),
					HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "unique " + i));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("unique"))).hasSize(1003);
		assertThat(this.journal.list()).hasSize(100);
	}

	@Test
	void refusesWith500IfCheckFails(CapturedOutput output) {
		HandshakeChecks checks = checks((request) -> {
			throw new IllegalStateException("secret detail");
		});
		for (int i = 1; i <= 2; i++) {
			HandshakeDecision decision = checks.check(new TestHandshakeRequest("echo"));
			assertThat(decision.getStatus()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
			assertThat(decision.getReason()).doesNotContain("secret");
			assertThat(output).contains("ERROR", "IllegalStateException: secret detail", "\tat ");
			assertThat(this.journal.list()).hasSize(i)
				.allSatisfy((refused) -> assertThat(refused.status()).isEqualTo(500));
			assertThat(output.toString().split("secret detail")).hasSize(2);
		}
	}

	@Test
	void refusesWith500IfCheckDecidesNothing() {
		HandshakeDecision decision = checks((request) -> null).check(new TestHandshakeRequest("echo"));
		assertThat(decision.getStatus()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
	}

	@Test
	void recordsRefusalOfAWire(CapturedOutput output) {
		HandshakeChecks checks = checks();
		checks.refused(new TestHandshakeRequest("echo"), HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "bad key"));
		checks.refused(new TestHandshakeRequest("echo"), HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "bad key"));
		checks.refused(new TestHandshakeRequest("echo"), HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "bad uri"));
		assertThat(this.journal.list()).extracting(RefusedHandshake::reason)
			.containsExactly("bad uri", "bad key", "bad key");
		assertThat(output.toString().lines().filter((line) -> line.contains("bad key"))).hasSize(1);
		assertThat(output.toString().lines().filter((line) -> line.contains("bad uri"))).hasSize(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> checks.refused(new TestHandshakeRequest("echo"), HandshakeDecision.proceed()));
	}

	@Test
	void refusesWhileShuttingDown() {
		AtomicBoolean shuttingDown = new AtomicBoolean();
		HandshakeChecks checks = checks(new ShutdownCheck(shuttingDown::get));
		assertThat(checks.check(new TestHandshakeRequest("echo")).isRefused()).isFalse();
		shuttingDown.set(true);
		assertThat(checks.check(new TestHandshakeRequest("echo")).getStatus())
			.isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void builtInChecksSurroundThoseOfApplications() {
		HandshakeCheck application = (request) -> HandshakeDecision.proceed();
		HandshakeCheck shutdown = new ShutdownCheck(() -> false);
		HandshakeCheck origin = new OriginCheck(AllowedOrigins.sameOrigin(), Map.of());
		HandshakeCheck subprotocol = new SubprotocolCheck(List.of());
		HandshakeCheck limits = new SessionLimitCheck(SessionLimits.none(), Map.of(), 64);
		List<HandshakeCheck> checks = new ArrayList<>(List.of(application, limits, subprotocol, origin, shutdown));
		AnnotationAwareOrderComparator.sort(checks);
		assertThat(checks).containsExactly(shutdown, origin, subprotocol, application, limits);
	}

	private HandshakeChecks checks(HandshakeCheck... checks) {
		return new HandshakeChecks(List.of(checks), this.journal);
	}

	private static MockHttpServletRequest request(String address, String origin) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ws");
		request.setRemoteAddr(address);
		request.addHeader("Origin", origin);
		return request;
	}

}
