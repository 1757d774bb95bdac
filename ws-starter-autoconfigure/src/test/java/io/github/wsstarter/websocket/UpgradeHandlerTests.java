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

package io.github.wsstarter.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.HandshakeRequest;
import io.github.wsstarter.handshake.RefusedHandshake;
import io.github.wsstarter.handshake.SessionLimitCheck;
import io.github.wsstarter.handshake.SessionLimits;
import io.github.wsstarter.handshake.SubprotocolCheck;
import io.github.wsstarter.servlet.TestRoutes;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UpgradeHandler}.
 *
 * @author The ws-starter authors
 */
@ExtendWith(OutputCaptureExtension.class)
class UpgradeHandlerTests {

	private final HandshakeJournal journal = new HandshakeJournal(Clock.systemUTC());

	private final RecordingEngine engine = new RecordingEngine();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "h2c, websocket" })
	void takesUpgradesToWebSocket(String upgrade) {
		assertThat(
				UpgradeHandler.isUpgrade(UpgradeRequests.with(UpgradeRequests.upgrade("/ws/echo"), "Upgrade", upgrade)))
			.isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "websockets", "" })
	void leavesOtherUpgradesToOthers(String upgrade) {
		assertThat(
				UpgradeHandler.isUpgrade(UpgradeRequests.with(UpgradeRequests.upgrade("/ws/echo"), "Upgrade", upgrade)))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "OPTIONS", "HEAD" })
	void takesUpgradesOfAnyMethod(String method) {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws/echo");
		request.setMethod(method);
		assertThat(UpgradeHandler.isUpgrade(request)).isTrue();
	}

	@Test
	void upgradesValidRequest() {
		MockHttpServletResponse response = handle(UpgradeRequests.upgrade("/ws"));
		assertThat(response.getStatus()).isEqualTo(101);
		assertThat(this.engine.routes).singleElement().satisfies((route) -> assertThat(route.name()).isEqualTo("echo"));
		assertThat(this.journal.list()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Connection, upgrade", "Connection, 'keep-alive, Upgrade'", "Upgrade, WebSocket",
			"Sec-WebSocket-Protocol, 'a, b!#$.c'", "Sec-WebSocket-Protocol, 'a,,b'" })
	void upgradesUnusualButValidRequest(String header, String value) {
		assertThat(handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), header, value)).getStatus())
			.isEqualTo(101);
	}

	@Test
	void upgradesWhereConnectionIsSentInSeveralLines() {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Connection",
				"keep-alive", "Upgrade");
		assertThat(handle(request).getStatus()).isEqualTo(101);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "get" })
	void refusesOtherMethods(String method) {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws");
		request.setMethod(method);
		MockHttpServletResponse response = handle(request);
		assertRefused(405);
		assertThat(response.getHeader("Allow")).isEqualTo("GET");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.0", "HTTP/0.9" })
	void refusesOldHttp(String protocol) {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws");
		request.setProtocol(protocol);
		handle(request);
		assertRefused(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "keep-alive", "close", "upgraded", "not-upgrade" })
	void refusesConnectionWithoutUpgrade(String connection) {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Connection", connection));
		assertRefused(400);
	}

	@Test
	void refusesMissingConnection() {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Connection"));
		assertRefused(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZS4=", "dGhlIHNhbXBsZSBub25j",
			"dGhlIHNhbXBsZSBub25jZ?==", "dGhlIHNhbXBsZSBub25jZSBsb25nZXI=" })
	void refusesKeyThatIsNotSixteenBytes(String key) {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Key", key));
		assertRefused(400);
	}

	@Test
	void refusesMissingKey() {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Key"));
		assertRefused(400);
	}

	@Test
	void refusesSeveralKeys() {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Key", UpgradeRequests.KEY,
				UpgradeRequests.KEY));
		assertRefused(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "0", "14", "", "abc", "13, 8" })
	void refusesOtherVersions(String version) {
		MockHttpServletResponse response = handle(
				UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Version", version));
		assertUpgradeRequired(response);
	}

	@Test
	void refusesMissingVersion() {
		assertUpgradeRequired(handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Version")));
	}

	@Test
	void refusesSeveralVersions() {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Version", "13", "13"));
		assertRefused(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a, b/c", "a;q=1", "\u00e4", "\"a\"", "a, a", "a,b,a" })
	void refusesIllegalSubprotocols(String subprotocols) {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Protocol", subprotocols));
		assertRefused(400);
	}

	@Test
	void refusesSubprotocolSentTwice() {
		handle(UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Protocol", "a", "b, a"));
		assertRefused(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%", "a=%zz", "a=%4", "%ff=1", "a=%c3", "a=%ed%a0%80", "a={b}", "a=b c", "a=^" })
	void refusesMalformedQuery(String query) {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws");
		request.setQueryString(query);
		handle(request);
		assertRefused(400);
	}

	@Test
	void logsMalformedRequestOncePerCause(CapturedOutput output) {
		UpgradeHandler handler = handler(TestRoutes.route("echo", "/ws"));
		for (int i = 0; i < 3; i++) {
			handler.handleRequest(
					UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Key", "client text " + i),
					new MockHttpServletResponse());
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("Sec-WebSocket-Key"))).hasSize(1);
		assertThat(output).doesNotContain("client text");
		assertThat(this.journal.list()).hasSize(3);
	}

	@Test
	void writesRefusalOfCheckWithoutItsReason() {
		MockHttpServletResponse response = handle(UpgradeRequests.upgrade("/ws"),
				(request) -> HandshakeDecision.refuse(HttpStatus.UNAUTHORIZED, "secret")
					.withHeader("WWW-Authenticate", "Bearer")
					.withHeader("X-Many", "1")
					.withHeader("X-Many", "2"));
		assertRefused(401);
		assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
		assertThat(response.getHeaders("X-Many")).containsExactly("1", "2");
		assertThat(this.journal.list()).extracting(RefusedHandshake::reason).containsExactly("secret");
	}

	@Test
	void handsHeadersToResponseAndAttributesToSession() {
		MockHttpServletResponse response = handle(UpgradeRequests.upgrade("/ws"),
				(request) -> HandshakeDecision.proceed().withHeader("X-A", "1").withAttribute("a", 1));
		assertThat(response.getHeader("X-A")).isEqualTo("1");
		assertThat(handshake().attributes()).containsExactly(Map.entry("a", 1));
	}

	@Test
	void showsTheRequestToChecks() {
		List<HandshakeRequest> seen = new ArrayList<>();
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Protocol",
				"v2, v1", "v0");
		request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("room", "42"));
		Principal principal = () -> "alice";
		request.setUserPrincipal(principal);
		handle(TestRoutes.route("chat", List.of("v1"), "/ws"), request, (handshakeRequest) -> {
			seen.add(handshakeRequest);
			return HandshakeDecision.proceed();
		});
		assertThat(seen).singleElement().satisfies((handshakeRequest) -> {
			assertThat(handshakeRequest.getEndpointName()).isEqualTo("chat");
			assertThat(handshakeRequest.getPathVariables()).containsExactly(Map.entry("room", "42"));
			assertThat(handshakeRequest.getPrincipal()).isSameAs(principal);
			assertThat(handshakeRequest.getRequestedSubprotocols()).containsExactly("v2", "v1", "v0");
			assertThat(handshakeRequest.getSupportedSubprotocols()).containsExactly("v1");
			assertThat(handshakeRequest.getHttpRequest().getURI().getPath()).isEqualTo("/ws");
		});
	}

	@Test
	void negotiatesSubprotocol() {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Protocol",
				"v1, v2");
		handle(TestRoutes.route("echo", List.of("v2", "v1"), "/ws"), request, new SubprotocolCheck(List.of()));
		assertThat(handshake().subprotocol()).isEqualTo("v2");
	}

	@Test
	void refusesSubprotocolThatIsNotSpoken() {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "Sec-WebSocket-Protocol",
				"v3");
		handle(TestRoutes.route("echo", List.of("v2", "v1"), "/ws"), request, new SubprotocolCheck(List.of()));
		assertRefused(400);
	}

	@Test
	void describesTheHandshakeToTheSession() {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/app/ws/r%C3%A4um");
		request.setScheme("https");
		request.setServerName("example.com");
		request.setServerPort(8443);
		request.setContextPath("/app");
		request.setQueryString("a=1&a=%C3%A4+b&flag&empty=&&%3D=%26");
		request.setCookies(new Cookie("theme", "dark"), new Cookie("id", "first"), new Cookie("id", "second"));
		request.setRemoteAddr("192.0.2.7");
		request.setRemotePort(4711);
		Principal principal = () -> "alice";
		request.setUserPrincipal(principal);
		request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of("room", "r\u00e4um"));
		handle(request);
		Handshake handshake = handshake();
		assertThat(handshake.uri())
			.isEqualTo(URI.create("https://example.com:8443/app/ws/r%C3%A4um?a=1&a=%C3%A4+b&flag&empty=&&%3D=%26"));
		assertThat(handshake.queryParameters()).containsOnlyKeys("a", "flag", "empty", "=");
		assertThat(handshake.queryParameters().get("a")).containsExactly("1", "\u00e4 b");
		assertThat(handshake.queryParameters().get("flag")).containsExactly("");
		assertThat(handshake.queryParameters().get("=")).containsExactly("&");
		assertThat(handshake.cookies()).containsOnly(Map.entry("theme", "dark"), Map.entry("id", "first"));
		assertThat(handshake.pathVariables()).containsExactly(Map.entry("room", "r\u00e4um"));
		assertThat(handshake.principal()).isSameAs(principal);
		assertThat(handshake.remoteAddress()).isEqualTo(new InetSocketAddress("192.0.2.7", 4711));
		assertThat(handshake.subprotocol()).isNull();
		assertThat(handshake.attributes()).isEmpty();
	}

	@Test
	void copiesHeaders() {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws"), "X-Many", "1", "2");
		handle(request);
		request.removeHeader("X-Many");
		request.addHeader("X-Late", "1");
		assertThat(handshake().headers().get("x-many")).containsExactly("1", "2");
		assertThat(handshake().headers().containsHeader("X-Late")).isFalse();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> handshake().headers().add("X-A", "1"));
	}

	@ParameterizedTest
	@CsvSource({ "192.0.2.7, false", "2001:db8:0:0:0:0:0:7, false", "[2001:db8::7], false", "1.2.3.4.5, true",
			"999.1.1.1, true", "no:address, true", "_hidden, true", "localhost, true" })
	void neverLooksUpRemoteAddress(String address, boolean unresolved) {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws");
		request.setRemoteAddr(address);
		request.setRemotePort(-1);
		handle(request);
		InetSocketAddress remoteAddress = handshake().remoteAddress();
		assertThat(remoteAddress).isNotNull();
		assertThat(remoteAddress.isUnresolved()).isEqualTo(unresolved);
		assertThat(remoteAddress.getPort()).isZero();
	}

	@Test
	void runsCallbacksOnceWhenSessionEnds() {
		AtomicInteger ended = new AtomicInteger();
		handle(UpgradeRequests.upgrade("/ws"), counting(ended));
		assertThat(ended).hasValue(0);
		this.engine.ends.get(0).run();
		this.engine.ends.get(0).run();
		assertThat(ended).hasValue(1);
	}

	@Test
	void runsCallbacksOnceWhenLaterCheckRefuses() {
		AtomicInteger ended = new AtomicInteger();
		handle(UpgradeRequests.upgrade("/ws"), counting(ended),
				(request) -> HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "no"));
		assertRefused(403);
		assertThat(ended).hasValue(1);
	}

	@Test
	void runsCallbacksWhenCheckFailsBadly() {
		AtomicInteger ended = new AtomicInteger();
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> handle(UpgradeRequests.upgrade("/ws"), counting(ended), (request) -> {
				throw new StackOverflowError();
			}));
		assertThat(ended).hasValue(1);
	}

	@Test
	void runsAllCallbacksEvenIfOneFails(CapturedOutput output) {
		AtomicInteger ended = new AtomicInteger();
		handle(UpgradeRequests.upgrade("/ws"), (request) -> {
			request.onEnd(() -> {
				throw new IllegalStateException("broken callback");
			});
			return HandshakeDecision.proceed();
		}, counting(ended));
		this.engine.ends.get(0).run();
		assertThat(ended).hasValue(1);
		assertThat(output).contains("broken callback");
	}

	@Test
	void runsCallbackThatComesTooLate() {
		List<HandshakeRequest> requests = new ArrayList<>();
		handle(UpgradeRequests.upgrade("/ws"), (request) -> {
			requests.add(request);
			return HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "no");
		});
		AtomicInteger ended = new AtomicInteger();
		requests.get(0).onEnd(ended::incrementAndGet);
		assertThat(ended).hasValue(1);
	}

	@Test
	void answers500AndReleasesIfEngineFails(CapturedOutput output) {
		for (Exception failure : List.of(new IllegalStateException("secret"), new IOException("secret"),
				new ServletException("secret"))) {
			AtomicInteger ended = new AtomicInteger();
			MockHttpServletResponse response = new MockHttpServletResponse();
			handler(TestRoutes.route("echo", "/ws"), failing(failure),
					(request) -> HandshakeDecision.proceed().withHeader("X-A", "1"), counting(ended))
				.handleRequest(UpgradeRequests.upgrade("/ws"), response);
			assertThat(response.getStatus()).isEqualTo(500);
			assertThat(response.getContentAsByteArray()).isEmpty();
			assertThat(response.getHeaderNames()).containsExactly("Content-Length");
			assertThat(ended).hasValue(1);
		}
		assertThat(output).contains("ERROR", "'echo'", "secret");
	}

	@Test
	void leavesCommittedResponseAloneIfEngineFails() {
		AtomicInteger ended = new AtomicInteger();
		this.response.setStatus(101);
		this.response.setCommitted(true);
		handler(TestRoutes.route("echo", "/ws"), failing(new IOException("gone")), counting(ended))
			.handleRequest(UpgradeRequests.upgrade("/ws"), this.response);
		assertThat(this.response.getStatus()).isEqualTo(101);
		assertThat(ended).hasValue(1);
	}

	@Test
	void sessionLimitIsGivenBack() {
		SessionLimitCheck limit = new SessionLimitCheck(new SessionLimits(1, null, null), Map.of(), 64);
		UpgradeHandler handler = handler(TestRoutes.route("echo", "/ws"), this.engine, limit);
		assertThat(status(handler)).isEqualTo(101);
		assertThat(status(handler)).isEqualTo(503);
		this.engine.ends.get(0).run();
		assertThat(status(handler)).isEqualTo(101);
	}

	private int status(UpgradeHandler handler) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		handler.handleRequest(UpgradeRequests.upgrade("/ws"), response);
		return response.getStatus();
	}

	private MockHttpServletResponse handle(MockHttpServletRequest request, HandshakeCheck... checks) {
		return handle(TestRoutes.route("echo", "/ws"), request, checks);
	}

	private MockHttpServletResponse handle(SessionRoute route, MockHttpServletRequest request,
			HandshakeCheck... checks) {
		handler(route, this.engine, checks).handleRequest(request, this.response);
		return this.response;
	}

	private UpgradeHandler handler(SessionRoute route) {
		return handler(route, this.engine);
	}

	private UpgradeHandler handler(SessionRoute route, WebSocketEngine engine, HandshakeCheck... checks) {
		return new UpgradeHandler(route, new HandshakeChecks(List.of(checks), this.journal), engine);
	}

	private Handshake handshake() {
		assertThat(this.engine.handshakes).hasSize(1);
		return this.engine.handshakes.get(0);
	}

	private void assertUpgradeRequired(MockHttpServletResponse response) {
		assertRefused(426);
		assertThat(response.getHeaders("Sec-WebSocket-Version")).containsExactly("13");
		assertThat(response.getHeader("Upgrade")).isEqualTo("websocket");
		assertThat(response.getHeader("Connection")).isEqualTo("Upgrade");
	}

	private void assertRefused(int status) {
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.getContentAsByteArray()).isEmpty();
		assertThat(this.engine.handshakes).isEmpty();
		assertThat(this.journal.list()).singleElement()
			.satisfies((refused) -> assertThat(refused.status()).isEqualTo(status));
	}

	private static HandshakeCheck counting(AtomicInteger ended) {
		return (request) -> {
			request.onEnd(ended::incrementAndGet);
			return HandshakeDecision.proceed();
		};
	}

	private static WebSocketEngine failing(Exception failure) {
		return new WebSocketEngine() {

			@Override
			public String name() {
				return "failing";
			}

			@Override
			public void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route,
					Handshake handshake, Runnable onEnd) throws IOException, ServletException {
				onEnd.run();
				if (failure instanceof IOException ioException) {
					throw ioException;
				}
				if (failure instanceof ServletException servletException) {
					throw servletException;
				}
				throw (RuntimeException) failure;
			}

		};
	}

}
