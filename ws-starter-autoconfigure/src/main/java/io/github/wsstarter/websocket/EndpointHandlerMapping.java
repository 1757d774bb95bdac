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

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.session.SessionRoute;

/**
 * Maps requests to endpoints by their path within the application; the most specific
 * pattern wins. An application has two of these: one for requests that ask for an upgrade
 * to WebSocket, ahead of controllers, so that these may serve other requests on the same
 * path; and one behind controllers for what is left.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class EndpointHandlerMapping extends AbstractHandlerMapping {

	/**
	 * The order of the mapping of upgrade requests, ahead of router functions and
	 * controllers.
	 */
	public static final int UPGRADE_ORDER = -2;

	/**
	 * The order of the mapping of other requests, behind controllers and ahead of static
	 * resources.
	 */
	public static final int OTHER_ORDER = Ordered.LOWEST_PRECEDENCE - 100;

	private final List<Entry> entries;

	private final boolean upgrade;

	private EndpointHandlerMapping(List<SessionRoute> routes, boolean upgrade,
			Function<SessionRoute, HttpRequestHandler> handlers) {
		Assert.notNull(routes, "'routes' must not be null");
		this.entries = routes.stream()
			.flatMap((route) -> entries(route, handlers.apply(route)))
			.sorted(Comparator.comparing(Entry::pattern))
			.toList();
		this.upgrade = upgrade;
		setOrder(upgrade ? UPGRADE_ORDER : OTHER_ORDER);
	}

	/**
	 * Create a mapping of requests with {@code Upgrade: websocket}, whatever their
	 * method.
	 * @param routes the endpoints
	 * @param checks the checks of handshakes
	 * @param engine the engine that serves the sessions
	 * @return the mapping
	 */
	public static EndpointHandlerMapping forUpgrades(List<SessionRoute> routes, HandshakeChecks checks,
			WebSocketEngine engine) {
		Assert.notNull(checks, "'checks' must not be null");
		Assert.notNull(engine, "'engine' must not be null");
		return new EndpointHandlerMapping(routes, true, (route) -> new HandshakeHandler(route, checks, engine));
	}

	/**
	 * Create a mapping of all other requests, which are answered with 405, or with 426 if
	 * the method is {@code GET}.
	 * @param routes the endpoints
	 * @param checks the checks of handshakes
	 * @return the mapping
	 */
	public static EndpointHandlerMapping forOtherRequests(List<SessionRoute> routes, HandshakeChecks checks) {
		Assert.notNull(checks, "'checks' must not be null");
		return new EndpointHandlerMapping(routes, false, (route) -> new UpgradeRequiredHandler(route, checks));
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (this.upgrade != isUpgrade(request)) {
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

	private boolean isUpgrade(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.UPGRADE) != null
				&& HeaderTokens.of(request, HttpHeaders.UPGRADE).contains(UpgradeRequirements.WEBSOCKET);
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
