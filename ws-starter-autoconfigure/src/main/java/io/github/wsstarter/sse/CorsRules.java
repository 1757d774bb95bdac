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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;

import io.github.wsstarter.handshake.AllowedOrigins;

/**
 * The CORS configuration, derived from the allowed origins. Origins that are allowed by
 * name or by pattern may send credentials. Origins that are only allowed by {@code *} or
 * {@code null} may not.
 *
 * @author The ws-starter authors
 */
final class CorsRules {

	private static final List<String> METHODS = List.of(HttpMethod.GET.name(), HttpMethod.POST.name(),
			HttpMethod.DELETE.name());

	private static final List<String> HEADERS = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.AUTHORIZATION,
			UpstreamHandler.TOKEN_HEADER, "Last-Event-ID");

	private static final Duration MAX_AGE = Duration.ofMinutes(30);

	private final CorsConfiguration named;

	private final CorsConfiguration any;

	CorsRules(AllowedOrigins origins) {
		this.named = complete(origins.toCorsConfiguration(true));
		this.named.setAllowCredentials(true);
		this.any = complete(origins.toCorsConfiguration(false));
	}

	private static CorsConfiguration complete(CorsConfiguration configuration) {
		configuration.setAllowedMethods(METHODS);
		configuration.setAllowedHeaders(HEADERS);
		configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
		configuration.setMaxAge(MAX_AGE);
		return configuration;
	}

	CorsConfiguration forOrigin(@Nullable String origin) {
		return (this.named.checkOrigin(origin) != null) ? this.named : this.any;
	}

}
