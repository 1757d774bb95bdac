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

package io.github.wsstarter.sse;

import java.io.IOException;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

import io.github.wsstarter.session.SessionRoute;

/**
 * Handles all requests to one endpoint by their method, and says which pages of other
 * origins may read the answers.
 *
 * @author The ws-starter authors
 */
final class SseHandler implements HttpRequestHandler, CorsConfigurationSource {

	private static final String ALLOWED_METHODS = "GET, POST, DELETE";

	private final SessionRoute route;

	private final HttpRequestHandler streams;

	private final HttpRequestHandler upstream;

	private final CorsRules corsRules;

	SseHandler(SessionRoute route, SseEngine engine) {
		this.route = route;
		this.streams = new StreamHandler(route, engine);
		this.upstream = new UpstreamHandler(route, engine);
		this.corsRules = new CorsRules(engine.originCheck().getAllowedOrigins(route.name()));
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		switch (request.getMethod()) {
			case "GET" -> this.streams.handleRequest(request, response);
			case "POST", "DELETE" -> this.upstream.handleRequest(request, response);
			default -> {
				response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
				response.setHeader(HttpHeaders.ALLOW, ALLOWED_METHODS);
				response.setContentLength(0);
			}
		}
	}

	@Override
	public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		return this.corsRules.forOrigin(request.getHeader(HttpHeaders.ORIGIN));
	}

	@Override
	public String toString() {
		return "SSE endpoint '" + this.route.name() + "'";
	}

}
