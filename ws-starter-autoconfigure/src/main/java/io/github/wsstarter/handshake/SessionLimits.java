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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The maximum numbers of open sessions. Zero is unlimited; {@code null} is not set.
 *
 * @param sessions the maximum number of sessions
 * @param sessionsPerUser the maximum number of sessions of one authenticated user
 * @param sessionsPerAddress the maximum number of sessions of one remote address
 * @author The ws-starter authors
 * @since 0.1.0
 */
public record SessionLimits(@Nullable Integer sessions, @Nullable Integer sessionsPerUser,
		@Nullable Integer sessionsPerAddress) {

	public SessionLimits {
		assertNotNegative("sessions", sessions);
		assertNotNegative("sessionsPerUser", sessionsPerUser);
		assertNotNegative("sessionsPerAddress", sessionsPerAddress);
	}

	/**
	 * Return limits that are not set.
	 * @return the limits
	 */
	public static SessionLimits none() {
		return new SessionLimits(null, null, null);
	}

	private static void assertNotNegative(String name, @Nullable Integer limit) {
		Assert.isTrue(limit == null || limit >= 0, () -> "'" + name + "' must not be negative, but is " + limit);
	}

}
