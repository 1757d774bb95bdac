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

package io.github.wsstarter.handshake;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

import io.github.wsstarter.diagnostics.PropertyName;

/**
 * Refuses pages of origins that are not allowed with 403. The application's own origin is
 * always allowed: the origin of the request, after forwarded headers were applied.
 * Clients that do not send an origin are not browsers, and are refused only if an origin
 * is required.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-10.2">RFC 6455, section
 * 10.2</a>
 */
@Order(OriginCheck.ORDER)
public final class OriginCheck implements HandshakeCheck {

	/**
	 * The order of this check, before those of applications.
	 */
	public static final int ORDER = ShutdownCheck.ORDER + 100;

	private final AllowedOrigins allowedOrigins;

	private final Map<String, AllowedOrigins> overrides;

	/**
	 * Create a check.
	 * @param allowedOrigins the origins allowed by default
	 * @param overrides the origins allowed instead, by endpoint name
	 */
	public OriginCheck(AllowedOrigins allowedOrigins, Map<String, AllowedOrigins> overrides) {
		Assert.notNull(allowedOrigins, "'allowedOrigins' must not be null");
		Assert.notNull(overrides, "'overrides' must not be null");
		this.allowedOrigins = allowedOrigins;
		this.overrides = Map.copyOf(overrides);
	}

	/**
	 * Return the origins whose pages may connect to an endpoint, in addition to the
	 * application's own.
	 * @param endpointName the endpoint's name
	 * @return the allowed origins
	 */
	public AllowedOrigins getAllowedOrigins(String endpointName) {
		return this.overrides.getOrDefault(endpointName, this.allowedOrigins);
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		AllowedOrigins allowed = getAllowedOrigins(request.getEndpointName());
		List<String> origins = request.getHttpRequest().getHeaders().getOrEmpty(HttpHeaders.ORIGIN);
		if (origins.isEmpty()) {
			return allowed.isOriginRequired() ? refuse(request, "the Origin header is missing", "require-origin")
					: HandshakeDecision.proceed();
		}
		if (origins.size() > 1) {
			return HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "there is more than one Origin header");
		}
		String text = origins.get(0);
		if ("null".equals(text)) {
			return allowed.isNullAllowed() ? HandshakeDecision.proceed()
					: refuse(request, "the origin 'null' is not allowed", "allowed-origins");
		}
		Origin origin = Origin.parse(text);
		if (origin == null) {
			return HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "the Origin header is malformed");
		}
		if (origin.equals(own(request.getHttpRequest().getServletRequest())) || allowed.isAllowed(text)) {
			return HandshakeDecision.proceed();
		}
		return refuse(request, "the origin is not allowed", "allowed-origins");
	}

	private Origin own(HttpServletRequest request) {
		return Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
	}

	private HandshakeDecision refuse(HandshakeRequest request, String reason, String property) {
		String endpointName = request.getEndpointName();
		return HandshakeDecision.refuse(HttpStatus.FORBIDDEN, reason)
			.withProperty(this.overrides.containsKey(endpointName) ? PropertyName.of(endpointName, property)
					: PropertyName.of(property));
	}

}
