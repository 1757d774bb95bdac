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
import java.util.Collections;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

import io.github.wsstarter.session.SessionRoute;

/**
 * Handles all requests of this wire to one endpoint by their method, and tells which
 * pages of other origins may read the responses.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseHandler implements HttpRequestHandler, CorsConfigurationSource {

	private static final String ALLOWED_METHODS = "GET, POST, DELETE";

	private final SessionRoute route;

	private final HttpRequestHandler streams;

	private final HttpRequestHandler upstream;

	private final CorsRules corsRules;

	/**
	 * Create a handler.
	 * @param route the endpoint
	 * @param engine serves the sessions
	 */
	public SseHandler(SessionRoute route, SseEngine engine) {
		this.route = route;
		this.streams = new StreamHandler(route, engine);
		this.upstream = new UpstreamHandler(route, engine);
		this.corsRules = new CorsRules(engine.originCheck().getAllowedOrigins(route.name()));
	}

	/**
	 * Return whether only this wire can serve a request: a {@code GET} that accepts
	 * {@code text/event-stream}, a {@code POST} or {@code DELETE} with the token of a
	 * session, or the preflight request of one of these.
	 * @param request the request
	 * @return whether only this wire can serve it
	 */
	public static boolean isOwn(HttpServletRequest request) {
		return switch (request.getMethod()) {
			case "GET" -> acceptsEvents(request);
			case "POST", "DELETE" -> request.getHeader(UpstreamHandler.TOKEN_HEADER) != null;
			case "OPTIONS" -> CorsUtils.isPreFlightRequest(request) && announcesToken(request);
			default -> false;
		};
	}

	static boolean acceptsEvents(HttpServletRequest request) {
		try {
			return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))
				.stream()
				.anyMatch(
						(type) -> type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM) && type.getQualityValue() > 0);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static boolean announcesToken(HttpServletRequest request) {
		return new ServletServerHttpRequest(request).getHeaders()
			.getAccessControlRequestHeaders()
			.stream()
			.anyMatch(UpstreamHandler.TOKEN_HEADER::equalsIgnoreCase);
	}

	/**
	 * Return whether this wire serves a request that controllers did not: any but a
	 * {@code GET}.
	 * @param request the request
	 * @return whether this wire serves it
	 */
	public static boolean isOther(HttpServletRequest request) {
		return !HttpMethod.GET.matches(request.getMethod());
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

	/**
	 * Return the CORS configuration for a request. Spring refuses a request whose origin
	 * the configuration does not allow. Only preflight requests are left to Spring: other
	 * requests reach the {@link io.github.wsstarter.handshake.OriginCheck}, which also
	 * knows the application's own origin, and which records and logs what it refuses.
	 */
	@Override
	public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		CorsConfiguration configuration = this.corsRules.forOrigin(origin);
		return (CorsUtils.isPreFlightRequest(request) || configuration.checkOrigin(origin) != null) ? configuration
				: null;
	}

	@Override
	public String toString() {
		return "SSE endpoint '" + this.route.name() + "'";
	}

}
