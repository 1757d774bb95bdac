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
import java.util.Locale;
import java.util.regex.Pattern;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;
import org.springframework.util.PatternMatchUtils;

import io.github.wsstarter.diagnostics.PropertyName;

/**
 * Refuses requests to hosts that are not the application's own with 403. A page of
 * another site may reach the application below the name of that site, if the site lets
 * its name resolve to the address of the application (DNS rebinding). The
 * {@link OriginCheck} takes such a page for one of the application.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
@Order(HostCheck.ORDER)
public final class HostCheck implements HandshakeCheck {

	/**
	 * The order of this check, before the check of the origin, which relies on the host.
	 */
	public static final int ORDER = OriginCheck.ORDER - 50;

	private static final Pattern VALID = Pattern.compile("\\*|(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");

	private final String[] patterns;

	/**
	 * Create a check.
	 * @param patterns the names of hosts such as {@code app.example.com}, patterns such
	 * as {@code *.example.com}, or {@code *} for any; empty for any
	 * @throws IllegalArgumentException if a pattern can never match
	 */
	public HostCheck(Collection<String> patterns) {
		Assert.notNull(patterns, "'patterns' must not be null");
		this.patterns = patterns.stream().map((pattern) -> pattern.toLowerCase(Locale.ROOT)).toArray(String[]::new);
		for (String pattern : this.patterns) {
			Assert.isTrue(VALID.matcher(pattern).matches(), () -> "Allowed host '" + pattern
					+ "' must be '*', a host as in 'app.example.com' or '[::1]', or '*.' before a host, without scheme or port");
		}
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		String host = request.getHttpRequest().getServletRequest().getServerName();
		if (this.patterns.length == 0
				|| PatternMatchUtils.simpleMatch(this.patterns, String.valueOf(host).toLowerCase(Locale.ROOT))) {
			return HandshakeDecision.proceed();
		}
		return HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "the host '" + host + "' is not allowed")
			.withProperty(PropertyName.of("allowed-hosts"));
	}

}
