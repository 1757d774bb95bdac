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

package io.github.wsstarter.servlet;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EndpointHandlerMapping}.
 *
 * @author The ws-starter authors
 */
class EndpointHandlerMappingTests {

	private final EndpointHandlerMapping mapping = new EndpointHandlerMapping(
			List.of(TestRoutes.route("any", "/ws/**"), TestRoutes.route("room", "/ws/{room}", "/rooms/{room}/{*rest}"),
					TestRoutes.route("echo", "/ws/echo")),
			EndpointHandlerMapping.OWN_ORDER, (request) -> "GET".equals(request.getMethod()),
			(route) -> new NamedHandler(route.name()));

	@ParameterizedTest
	@CsvSource({ "/ws/echo, echo", "/ws/lobby, room", "/ws/a/b, any", "/ws, any", "/rooms/1/a/b, room",
			"/ws/echo;v=1, echo", "/ws/%65cho, echo", "/ws/echo/, any" })
	void matchesMostSpecificPattern(String path, String endpoint) throws Exception {
		assertThat(handler(this.mapping, get(path))).hasToString(endpoint);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/wsx", "/other/ws/echo", "/WS/echo" })
	void doesNotMatchOtherPaths(String path) throws Exception {
		assertThat(handler(this.mapping, get(path))).isNull();
	}

	@Test
	void doesNotMatchTrailingSlash() throws Exception {
		EndpointHandlerMapping mapping = new EndpointHandlerMapping(List.of(TestRoutes.route("echo", "/ws/echo")), 0,
				(request) -> true, (route) -> new NamedHandler(route.name()));
		assertThat(handler(mapping, get("/ws/echo"))).isNotNull();
		assertThat(handler(mapping, get("/ws/echo/"))).isNull();
	}

	@Test
	void doesNotMatchRequestsThatThePredicateLeavesToOthers() throws Exception {
		assertThat(handler(this.mapping, get("/ws/echo"))).isNotNull();
		assertThat(handler(this.mapping, new MockHttpServletRequest("POST", "/ws/echo"))).isNull();
	}

	@Test
	void hasTheOrderItWasGiven() {
		assertThat(this.mapping.getOrder()).isEqualTo(EndpointHandlerMapping.OWN_ORDER);
	}

	@Test
	void matchesBelowContextPath() throws Exception {
		MockHttpServletRequest request = get("/app/ws/echo");
		request.setContextPath("/app");
		assertThat(handler(this.mapping, request)).hasToString("echo");
		assertThat(handler(this.mapping, get("/app/ws/echo"))).isNull();
	}

	@Test
	void matchesBelowServletPath() throws Exception {
		MockHttpServletRequest request = get("/app/api/ws/echo");
		request.setContextPath("/app");
		request.setServletPath("/api");
		request.setHttpServletMapping(
				new MockHttpServletMapping("ws/echo", "/api/*", "dispatcherServlet", MappingMatch.PATH));
		assertThat(handler(this.mapping, request)).hasToString("echo");
	}

	@Test
	void usesPathParsedByDispatcherServlet() throws Exception {
		MockHttpServletRequest request = get("/ignored");
		MockHttpServletRequest parsed = get("/ws/echo");
		request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, "present");
		ServletRequestPathUtils.setParsedRequestPath(ServletRequestPathUtils.parse(parsed), request);
		assertThat(handler(this.mapping, request)).hasToString("echo");
	}

	@Test
	void exposesDecodedPathVariablesAndPattern() throws Exception {
		MockHttpServletRequest request = get("/rooms/r%C3%A4um%2F1/a%20b/c");
		ServerRequestObservationContext observation = new ServerRequestObservationContext(request,
				new MockHttpServletResponse());
		request.setAttribute(ServerHttpObservationFilter.CURRENT_OBSERVATION_CONTEXT_ATTRIBUTE, observation);
		handler(this.mapping, request);
		assertThat(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
			.isEqualTo(Map.of("room", "r\u00e4um/1", "rest", "/a b/c"));
		assertThat(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
			.isEqualTo("/rooms/{room}/{*rest}");
		assertThat(observation.getPathPattern()).isEqualTo("/rooms/{room}/{*rest}");
	}

	private static @Nullable Object handler(EndpointHandlerMapping mapping, HttpServletRequest request)
			throws Exception {
		HandlerExecutionChain chain = mapping.getHandler(request);
		return (chain != null) ? chain.getHandler() : null;
	}

	private static MockHttpServletRequest get(String path) {
		return new MockHttpServletRequest("GET", path);
	}

	private record NamedHandler(String name) implements HttpRequestHandler {

		@Override
		public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
