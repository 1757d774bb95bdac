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

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.wsstarter.diagnostics.OnceLog;

/**
 * Logs refused handshakes, once per cause at warn level, so that clients cannot flood the
 * log. Thread-safe.
 *
 * @author The ws-starter authors
 */
class RefusalLog {

	private final OnceLog log = new OnceLog(LogFactory.getLog(RefusalLog.class));

	/**
	 * Log a refusal.
	 * @param refused the refused handshake
	 * @param source what refused the handshake; must not depend on what a client sends
	 * @param property the property to change
	 */
	void refused(RefusedHandshake refused, String source, @Nullable String property) {
		this.log.warn(new Cause(refused.endpointName(), source, refused.status(), property),
				LogMessage.of(() -> describe(refused) + advice(property)));
	}

	/**
	 * Log the failure of a check.
	 * @param refused the refused handshake
	 * @param source what failed
	 * @param failure what was thrown
	 */
	void failed(RefusedHandshake refused, String source, Throwable failure) {
		this.log.error(
				new Cause(refused.endpointName(), source + " " + failure.getClass().getName(), refused.status(), null),
				LogMessage.of(() -> describe(refused)), failure);
	}

	private String describe(RefusedHandshake refused) {
		return "Refused handshake with endpoint '%s' from %s, origin %s, path %s: %d, %s".formatted(
				refused.endpointName(), refused.remoteAddress(),
				(refused.origin() != null) ? '\'' + refused.origin() + '\'' : "none", refused.path(), refused.status(),
				refused.reason());
	}

	private String advice(@Nullable String property) {
		return (property != null) ? ". Change '" + property + "' if it should be accepted" : "";
	}

	private record Cause(String endpointName, String source, int status, @Nullable String property) {

	}

}
