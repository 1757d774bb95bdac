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

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.session.SessionRoute;

/**
 * Maps requests to endpoints that nobody else took, except {@code GET}: those that lack a
 * session's token, that a browser asks before, or whose method is not allowed.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class SseOtherRequestsHandlerMapping extends EndpointHandlerMapping {

	/**
	 * Create a mapping, behind controllers.
	 * @param routes the endpoints
	 * @param engine serves the sessions
	 */
	public SseOtherRequestsHandlerMapping(List<SessionRoute> routes, SseEngine engine) {
		super(routes, (route) -> new SseHandler(route, engine));
		setOrder(OTHER_ORDER - 1);
		setCorsProcessor(new AllowedOriginsCors());
	}

	@Override
	protected boolean takes(HttpServletRequest request) {
		return !HttpMethod.GET.matches(request.getMethod());
	}

}
