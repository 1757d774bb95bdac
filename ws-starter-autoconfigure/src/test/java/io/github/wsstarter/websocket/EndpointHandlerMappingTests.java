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

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.servlet.EndpointHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointHandlerMapping}.
 *
 * @author The ws-starter authors
 */
class EndpointHandlerMappingTests {

	private final HandshakeJournal journal = new HandshakeJournal(Clock.systemUTC());

	private final HandshakeChecks checks = new HandshakeChecks(List.of(), this.journal);

	private final EndpointHandlerMapping upgrades = new UpgradeHandlerMapping(List.of(TestRoutes.route("any", "/ws/**"),
			TestRoutes.route("room", "/ws/{room}", "/rooms/{room}/{*rest}"), TestRoutes.route("echo", "/ws/echo")),
			this.checks, new RecordingEngine());

	private final EndpointHandlerMapping others = new UpgradeRequiredHandlerMapping(
			List.of(TestRoutes.route("echo", "/ws/echo")), this.checks);

	@ParameterizedTest
	@CsvSource({ "/ws/echo, echo", "/ws/lobby, room", "/ws/a/b, any", "/ws, any", "/rooms/1/a/b, room",
			"/ws/echo;v=1, echo", "/ws/%65cho, echo", "/ws/echo/, any" })
	void matchesMostSpecificPattern(String path, String endpoint) throws Exception {
		assertThat(handler(this.upgrades, UpgradeRequests.upgrade(path)))
			.hasToString("WebSocket endpoint '" + endpoint + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/wsx", "/other/ws/echo", "/WS/echo" })
	void doesNotMatchOtherPaths(String path) throws Exception {
		assertThat(handler(this.upgrades, UpgradeRequests.upgrade(path))).isNull();
	}

	@Test
	void doesNotMatchTrailingSlash() throws Exception {
		assertThat(handler(this.others, new MockHttpServletRequest("GET", "/ws/echo"))).isNotNull();
		assertThat(handler(this.others, new MockHttpServletRequest("GET", "/ws/echo/"))).isNull();
	}

	@Test
	void matchesBelowContextPath() throws Exception {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/app/ws/echo");
		request.setContextPath("/app");
		assertThat(handler(this.upgrades, request)).hasToString("WebSocket endpoint 'echo'");
		assertThat(handler(this.upgrades, UpgradeRequests.upgrade("/app/ws/echo"))).isNull();
	}

	@Test
	void matchesBelowServletPath() throws Exception {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/app/api/ws/echo");
		request.setContextPath("/app");
		request.setServletPath("/api");
		request.setHttpServletMapping(
				new MockHttpServletMapping("ws/echo", "/api/*", "dispatcherServlet", MappingMatch.PATH));
		assertThat(handler(this.upgrades, request)).hasToString("WebSocket endpoint 'echo'");
	}

	@Test
	void usesPathParsedByDispatcherServlet() throws Exception {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ignored");
		MockHttpServletRequest parsed = UpgradeRequests.upgrade("/ws/echo");
		request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, "present");
		ServletRequestPathUtils.setParsedRequestPath(ServletRequestPathUtils.parse(parsed), request);
		assertThat(handler(this.upgrades, request)).hasToString("WebSocket endpoint 'echo'");
	}

	@Test
	void exposesDecodedPathVariablesAndPattern() throws Exception {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/rooms/r%C3%A4um%2F1/a%20b/c");
		ServerRequestObservationContext observation = new ServerRequestObservationContext(request,
				new MockHttpServletResponse());
		request.setAttribute(ServerHttpObservationFilter.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE, observation);
		handler(this.upgrades, request);
		assertThat(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
			.isEqualTo(Map.of("room", "r\u00e4um/1", "rest", "/a b/c"));
		assertThat(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
			.isEqualTo("/rooms/{room}/{*rest}");
		assertThat(observation.getPathPattern()).isEqualTo("/rooms/{room}/{*rest}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "websocket", "WebSocket", "h2c, websocket" })
	void dividesRequestsByUpgrade(String upgrade) throws Exception {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws/echo"), "Upgrade", upgrade);
		assertThat(handler(this.upgrades, request)).isNotNull();
		assertThat(handler(this.others, request)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2c", "websockets", "" })
	void leavesOtherUpgradesToOthers(String upgrade) throws Exception {
		MockHttpServletRequest request = UpgradeRequests.with(UpgradeRequests.upgrade("/ws/echo"), "Upgrade", upgrade);
		assertThat(handler(this.upgrades, request)).isNull();
		assertThat(handler(this.others, request)).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "OPTIONS", "HEAD" })
	void takesUpgradesOfAnyMethod(String method) throws Exception {
		MockHttpServletRequest request = UpgradeRequests.upgrade("/ws/echo");
		request.setMethod(method);
		assertThat(handler(this.upgrades, request)).isInstanceOf(UpgradeHandler.class);
	}

	private static @Nullable Object handler(EndpointHandlerMapping mapping, HttpServletRequest request)
			throws Exception {
		HandlerExecutionChain chain = mapping.getHandler(request);
		return (chain != null) ? chain.getHandler() : null;
	}

}
