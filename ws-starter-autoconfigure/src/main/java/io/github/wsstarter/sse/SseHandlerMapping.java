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

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.cors.CorsUtils;

import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.servlet.HeaderTokens;
import io.github.wsstarter.session.SessionRoute;

/**
 * Maps requests to endpoints that cannot be meant for anybody else: {@code GET} that
 * names {@code text/event-stream} among what it accepts, {@code POST} and {@code DELETE}
 * with a session's token, and what browsers ask before these.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseHandlerMapping extends EndpointHandlerMapping {

	/**
	 * Create a mapping, ahead of controllers.
	 * @param routes the endpoints
	 * @param engine serves the sessions
	 */
	public SseHandlerMapping(List<SessionRoute> routes, SseEngine engine) {
		super(routes, (route) -> new SseHandler(route, engine));
		setOrder(OWN_ORDER);
		setCorsProcessor(new AllowedOriginsCors());
	}

	@Override
	protected boolean takes(HttpServletRequest request) {
		return switch (request.getMethod()) {
			case "GET" -> acceptsEvents(request);
			case "POST", "DELETE" -> request.getHeader(UpstreamHandler.TOKEN_HEADER) != null;
			case "OPTIONS" -> CorsUtils.isPreFlightRequest(request)
					&& HeaderTokens.of(request, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)
						.contains(UpstreamHandler.TOKEN_HEADER);
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

}
