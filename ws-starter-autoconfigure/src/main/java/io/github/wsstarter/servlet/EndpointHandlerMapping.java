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
import java.util.function.Predicate;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsstarter.session.SessionRoute;

/**
 * Maps requests to endpoints by their path within the application. The most specific
 * pattern wins.
 * <p>
 * A wire has two mappings: one ahead of controllers, for requests that only this wire can
 * serve, so that controllers may serve other requests to the same path; and one behind
 * controllers, for the remaining requests.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class EndpointHandlerMapping extends AbstractHandlerMapping {

	/**
	 * The order of a mapping ahead of router functions and controllers.
	 */
	public static final int OWN_ORDER = -2;

	/**
	 * The order of a mapping behind controllers and ahead of static resources.
	 */
	public static final int OTHER_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final Predicate<HttpServletRequest> predicate;

	private final List<Entry> entries;

	public EndpointHandlerMapping(List<SessionRoute> routes, int order, Predicate<HttpServletRequest> predicate,
			Function<SessionRoute, HttpRequestHandler> handlers) {
		this.predicate = predicate;
		this.entries = routes.stream().flatMap((route) -> {
			HttpRequestHandler handler = handlers.apply(route);
			return route.patterns().stream().map((pattern) -> new Entry(pattern, handler));
		}).sorted(Comparator.comparing(Entry::pattern)).toList();
		setOrder(order);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (!this.predicate.test(request)) {
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

	private record Entry(PathPattern pattern, HttpRequestHandler handler) {

	}

}
