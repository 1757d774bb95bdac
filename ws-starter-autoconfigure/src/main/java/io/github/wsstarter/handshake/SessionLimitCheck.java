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

import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

import io.github.wsstarter.diagnostics.PropertyName;

/**
 * Refuses sessions beyond a limit: with 503 if there are too many in total, with 429 if
 * one user or one client address has too many. A handshake is either added to all counts
 * or to none, and removed from them when its session ends. Thread-safe.
 * <p>
 * The total limit applies to all endpoints together. The total limit of an endpoint
 * applies to its sessions in addition. The limit of an endpoint per user or per address
 * replaces the default limit, and the sessions of this endpoint are then counted
 * separately.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Order(SessionLimitCheck.ORDER)
public final class SessionLimitCheck implements HandshakeCheck {

	/**
	 * The order of this check, after all others, so that refused clients are not counted.
	 */
	public static final int ORDER = Ordered.LOWEST_PRECEDENCE;

	private static final String ALL_ENDPOINTS = "";

	private final SessionLimits limits;

	private final Map<String, SessionLimits> overrides;

	private final int ipv6PrefixLength;

	/**
	 * The number of open sessions. Guarded by its own monitor.
	 */
	private final Map<Count, Integer> counts = new HashMap<>();

	/**
	 * Create a check.
	 * @param limits the limits
	 * @param overrides the limits of single endpoints, by endpoint name
	 * @param ipv6PrefixLength the number of bits of an IPv6 address that identify a
	 * client
	 */
	public SessionLimitCheck(SessionLimits limits, Map<String, SessionLimits> overrides, int ipv6PrefixLength) {
		Assert.notNull(limits, "'limits' must not be null");
		Assert.notNull(overrides, "'overrides' must not be null");
		this.limits = limits;
		this.overrides = Map.copyOf(overrides);
		this.ipv6PrefixLength = ipv6PrefixLength;
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		List<Limit> applicable = applicable(request);
		if (applicable.isEmpty()) {
			return HandshakeDecision.proceed();
		}
		Limit exceeded = reserve(applicable);
		if (exceeded != null) {
			return exceeded.count().refuse(exceeded.max());
		}
		request.onEnd(() -> release(applicable));
		return HandshakeDecision.proceed();
	}

	private List<Limit> applicable(HandshakeRequest request) {
		String endpoint = request.getEndpointName();
		SessionLimits own = this.overrides.getOrDefault(endpoint, SessionLimits.none());
		List<Limit> result = new ArrayList<>(4);
		add(result, Kind.TOTAL, ALL_ENDPOINTS, "", this.limits.sessions());
		add(result, Kind.TOTAL, endpoint, "", own.sessions());
		Principal principal = request.getPrincipal();
		if (principal != null) {
			addOwnOrDefault(result, Kind.USER, endpoint, principal.getName(), own.sessionsPerUser(),
					this.limits.sessionsPerUser());
		}
		String address = request.getHttpRequest().getServletRequest().getRemoteAddr();
		if (StringUtils.hasLength(address)) {
			addOwnOrDefault(result, Kind.ADDRESS, endpoint, ClientAddress.identify(address, this.ipv6PrefixLength),
					own.sessionsPerAddress(), this.limits.sessionsPerAddress());
		}
		return result;
	}

	private void addOwnOrDefault(List<Limit> result, Kind kind, String endpoint, String client, @Nullable Integer own,
			@Nullable Integer defaultLimit) {
		add(result, kind, (own != null) ? endpoint : ALL_ENDPOINTS, client, (own != null) ? own : defaultLimit);
	}

	private void add(List<Limit> result, Kind kind, String endpoint, String client, @Nullable Integer limit) {
		if (limit != null && limit > 0) {
			result.add(new Limit(new Count(kind, endpoint, client), limit));
		}
	}

	private @Nullable Limit reserve(List<Limit> applicable) {
		synchronized (this.counts) {
			for (Limit limit : applicable) {
				if (this.counts.getOrDefault(limit.count(), 0) >= limit.max()) {
					return limit;
				}
			}
			applicable.forEach((limit) -> this.counts.merge(limit.count(), 1, Integer::sum));
			return null;
		}
	}

	private void release(List<Limit> reserved) {
		synchronized (this.counts) {
			reserved.forEach((limit) -> this.counts.computeIfPresent(limit.count(),
					(count, open) -> (open > 1) ? open - 1 : null));
		}
	}

	boolean isIdle() {
		synchronized (this.counts) {
			return this.counts.isEmpty();
		}
	}

	private enum Kind {

		TOTAL(HttpStatus.SERVICE_UNAVAILABLE, "", "limits.sessions"),

		USER(HttpStatus.TOO_MANY_REQUESTS, " for the user", "limits.sessions-per-user"),

		ADDRESS(HttpStatus.TOO_MANY_REQUESTS, " for the remote address", "limits.sessions-per-address");

		private final HttpStatus status;

		private final String client;

		private final String property;

		Kind(HttpStatus status, String client, String property) {
			this.status = status;
			this.client = client;
			this.property = property;
		}

	}

	/**
	 * The key of a count: the endpoint whose sessions are counted, empty for all, and the
	 * user or the address.
	 */
	private record Count(Kind kind, String endpoint, String client) {

		HandshakeDecision refuse(int max) {
			return HandshakeDecision.refuse(this.kind.status, max + " sessions are open" + this.kind.client)
				.withProperty(this.endpoint.isEmpty() ? PropertyName.of(this.kind.property)
						: PropertyName.of(this.endpoint, this.kind.property));
		}

	}

	private record Limit(Count count, int max) {

	}

}
