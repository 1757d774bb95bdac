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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

/**
 * Logs refused handshakes: the first of a cause in full, further ones at debug level, so
 * that clients cannot flood the log.
 *
 * @author The ws-starter authors
 */
class RefusalLog {

	private static final Log logger = LogFactory.getLog(HandshakeChecks.class);

	private static final String ONCE = ". Further refusals of this kind are logged at debug level";

	private static final int MAX_CAUSES = 1000;

	private final Set<Cause> causes = ConcurrentHashMap.newKeySet();

	/**
	 * Log a refusal.
	 * @param refused the refused handshake
	 * @param source what refused it; must not depend on anything the client sent
	 * @param property the property to change
	 */
	void refused(RefusedHandshake refused, String source, @Nullable String property) {
		boolean first = isFirst(new Cause(refused.endpointName(), source, refused.status(), property));
		if (!first && !logger.isDebugEnabled()) {
			return;
		}
		LogMessage message = LogMessage.of(() -> describe(refused) + advice(property) + (first ? ONCE : ""));
		if (first) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

	/**
	 * Log the failure of a check.
	 * @param refused the refused handshake
	 * @param source what failed
	 * @param failure what was thrown
	 */
	void failed(RefusedHandshake refused, String source, Throwable failure) {
		String cause = source + " " + failure.getClass().getName();
		if (isFirst(new Cause(refused.endpointName(), cause, refused.status(), null))) {
			logger.error(LogMessage.of(() -> describe(refused) + ONCE), failure);
		}
		else {
			logger.debug(LogMessage.of(() -> describe(refused)), failure);
		}
	}

	private boolean isFirst(Cause cause) {
		return this.causes.size() < MAX_CAUSES && this.causes.add(cause);
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
