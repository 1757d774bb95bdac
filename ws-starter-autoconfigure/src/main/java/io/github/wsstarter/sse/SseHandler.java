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
import java.time.Duration;
import java.util.Collections;
import java.util.List;

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

import io.github.wsstarter.handshake.AllowedOrigins;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles all requests of this wire to one endpoint by their method, and tells which
 * pages of other origins may read the responses.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseHandler implements HttpRequestHandler, CorsConfigurationSource {

	private static final List<String> METHODS = List.of("GET", "POST", "DELETE");

	private static final List<String> HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION,
			UpstreamHandler.TOKEN_HEADER, StreamHandler.LAST_EVENT_ID);

	private static final Duration PREFLIGHT_MAX_AGE = Duration.ofMinutes(30);

	private final SessionRoute route;

	private final HttpRequestHandler streams;

	private final HttpRequestHandler upstream;

	/**
	 * For origins that are allowed by name or by pattern. They may send credentials.
	 */
	private final CorsConfiguration named;

	/**
	 * For all allowed origins. Those that are only allowed by {@code *} or {@code null}
	 * may not send credentials.
	 */
	private final CorsConfiguration any;

	public SseHandler(SessionRoute route, SseEngine engine) {
		this.route = route;
		this.streams = new StreamHandler(route, engine);
		this.upstream = new UpstreamHandler(route, engine);
		AllowedOrigins origins = engine.originCheck().getAllowedOrigins(route.name());
		this.named = complete(origins.toCorsConfiguration(true));
		this.named.setAllowCredentials(true);
		this.any = complete(origins.toCorsConfiguration(false));
	}

	private static CorsConfiguration complete(CorsConfiguration configuration) {
		configuration.setAllowedMethods(METHODS);
		configuration.setAllowedHeaders(HEADERS);
		configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
		configuration.setMaxAge(PREFLIGHT_MAX_AGE);
		return configuration;
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
	 * Return whether this wire serves a request that controllers did not.
	 * @param request the request
	 * @return whether it is not a {@code GET}
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
				response.setHeader(HttpHeaders.ALLOW, String.join(", ", METHODS));
				response.setContentLength(0);
			}
		}
	}

	/**
	 * Return the CORS configuration for a request. Spring refuses a request whose origin
	 * the configuration does not allow. Only preflight requests are left to Spring: other
	 * requests reach the origin check, which also knows the application's own origin, and
	 * which records and logs what it refuses.
	 */
	@Override
	public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		CorsConfiguration configuration = (this.named.checkOrigin(origin) != null) ? this.named : this.any;
		return (CorsUtils.isPreFlightRequest(request) || configuration.checkOrigin(origin) != null) ? configuration
				: null;
	}

	@Override
	public String toString() {
		return "SSE endpoint '" + this.route.name() + "'";
	}

}
