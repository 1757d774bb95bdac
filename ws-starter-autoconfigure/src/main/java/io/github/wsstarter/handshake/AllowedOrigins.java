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

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.CollectionUtils;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins whose pages may connect, in addition to the application's own origin.
 * Immutable.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class AllowedOrigins {

	private static final String ANY = "*";

	private static final String NULL = "null";

	private final CorsConfiguration allowed = new CorsConfiguration();

	private final boolean nullAllowed;

	private final boolean originRequired;

	/**
	 * Create allowed origins.
	 * @param origins origins such as {@code https://app.example.com}, {@code null} by
	 * name, or {@code *} for any
	 * @param patterns patterns as for
	 * {@link CorsConfiguration#setAllowedOriginPatterns(List)}, such as
	 * {@code https://*.example.com} or {@code https://*.example.com:[8080,8081]}
	 * @param originRequired whether to refuse clients that do not send an origin.
	 * Browsers always send one
	 * @throws IllegalArgumentException if an origin or a pattern can never match
	 */
	public AllowedOrigins(Collection<String> origins, Collection<String> patterns, boolean originRequired) {
		Assert.notNull(origins, "'origins' must not be null");
		Assert.notNull(patterns, "'patterns' must not be null");
		this.allowed.setAllowedOrigins(List.copyOf(origins));
		this.allowed.setAllowedOriginPatterns(List.copyOf(patterns));
		this.originRequired = originRequired;
		boolean nullAllowed = false;
		for (String origin : nullSafe(this.allowed.getAllowedOrigins())) {
			boolean special = ANY.equals(origin) || NULL.equals(origin);
			Assert.isTrue(special || isExact(origin), () -> "Allowed origin '" + origin
					+ "' must be '*', 'null', or a scheme and a host as in 'https://app.example.com', without path or wildcard");
			nullAllowed |= special;
		}
		for (String pattern : nullSafe(this.allowed.getAllowedOriginPatterns())) {
			boolean special = ANY.equals(pattern) || NULL.equals(pattern);
			Assert.isTrue(special || pattern.startsWith(ANY) || pattern.contains("://"),
					() -> "Allowed origin pattern '" + pattern
							+ "' must start with a scheme as in 'https://*.example.com'");
			nullAllowed |= special;
		}
		this.nullAllowed = nullAllowed;
	}

	/**
	 * Return origins that allow the application's own pages, and clients that do not send
	 * an origin.
	 * @return the allowed origins
	 */
	public static AllowedOrigins sameOrigin() {
		return new AllowedOrigins(List.of(), List.of(), false);
	}

	boolean isOriginRequired() {
		return this.originRequired;
	}

	boolean isNullAllowed() {
		return this.nullAllowed;
	}

	boolean isAllowed(String origin) {
		return this.allowed.checkOrigin(origin) != null;
	}

	/**
	 * Return the allowed origins as a configuration for CORS without allowed methods.
	 * @param named whether to leave out the origins that are not named: {@code *} and
	 * {@code null}
	 * @return a new configuration
	 */
	public CorsConfiguration toCorsConfiguration(boolean named) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins(this.allowed.getAllowedOrigins(), named));
		configuration.setAllowedOriginPatterns(origins(this.allowed.getAllowedOriginPatterns(), named));
		return configuration;
	}

	private static List<String> origins(@Nullable List<String> origins, boolean named) {
		return nullSafe(origins).stream()
			.filter((origin) -> !named || !(ANY.equals(origin) || NULL.equals(origin)))
			.toList();
	}

	private static boolean isExact(String origin) {
		// CorsConfiguration trims a trailing slash, even that of file://
		return !origin.contains(ANY) && (Origin.parse(origin) != null || origin.endsWith(":/"));
	}

	private static List<String> nullSafe(@Nullable List<String> list) {
		return CollectionUtils.isEmpty(list) ? List.of() : list;
	}

}
