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

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsstarter.session.SessionRoute;

/**
 * Base of the mappings of a wire: maps requests to endpoints by their path within the
 * application; the most specific pattern wins. A wire has two of these: one for requests
 * that are clearly its own, ahead of controllers, so that these may serve other requests
 * on the same path; and one behind controllers for what is left.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract class EndpointHandlerMapping extends AbstractHandlerMapping {

	/**
	 * The order of mappings of requests that are clearly those of a wire, ahead of router
	 * functions and controllers.
	 */
	public static final int OWN_ORDER = -2;

	/**
	 * The order of mappings of what is left, behind controllers and ahead of static
	 * resources.
	 */
	public static final int OTHER_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final List<Entry> entries;

	/**
	 * Create a mapping.
	 * @param routes the endpoints
	 * @param handlers the handler of requests to an endpoint
	 */
	protected EndpointHandlerMapping(List<SessionRoute> routes, Function<SessionRoute, HttpRequestHandler> handlers) {
		Assert.notNull(routes, "'routes' must not be null");
		this.entries = routes.stream()
			.flatMap((route) -> entries(route, handlers.apply(route)))
			.sorted(Comparator.comparing(Entry::pattern))
			.toList();
	}

	/**
	 * Return whether this mapping takes a request, if its path is an endpoint's.
	 * @param request the request
	 * @return whether it does
	 */
	protected abstract boolean takes(HttpServletRequest request);

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (!takes(request)) {
			return null;
		}
		initLookupPath(request);
		PathContainer path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication();
		for (Entry entry : this.entries) {
			PathPattern.PathMatchInfo match = entry.pattern().matchAndExtract(path);
			if (match != null) {
				expose(request, entry.pattern().getPatternString(), match);
				return entry.handler();
			}
		}
		return null;
	}

	private void expose(HttpServletRequest request, String pattern, PathPattern.PathMatchInfo match) {
		request.setAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, match.getUriVariables());
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(pattern));
	}

	private static Stream<Entry> entries(SessionRoute route, HttpRequestHandler handler) {
		return route.patterns().stream().map((pattern) -> new Entry(pattern, handler));
	}

	private record Entry(PathPattern pattern, HttpRequestHandler handler) {

	}

}
