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
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

/**
 * Refuses with 400 a client that asks only for subprotocols which the endpoint does not
 * speak. An endpoint without subprotocols of its own takes every client, and negotiates
 * none unless the client asks for one that all endpoints speak.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-1.9">RFC 6455, section
 * 1.9</a>
 */
public final class SubprotocolCheck implements HandshakeCheck, Ordered {

	/**
	 * The order of this check, after that of origins and before those of applications.
	 */
	public static final int ORDER = OriginCheck.ORDER + 100;

	private final Set<String> common;

	/**
	 * Create a new instance for endpoints with no subprotocols but their own.
	 */
	public SubprotocolCheck() {
		this(List.of());
	}

	/**
	 * Create a new instance.
	 * @param common the subprotocols that all endpoints speak
	 */
	public SubprotocolCheck(Collection<String> common) {
		Assert.notNull(common, "'common' must not be null");
		this.common = Set.copyOf(common);
	}

	/**
	 * Choose the subprotocol of a session. Names are compared case-sensitively.
	 * @param supported the subprotocols the endpoint speaks, in its order of preference,
	 * which decides
	 * @param requested the subprotocols the client offers
	 * @return the subprotocol or {@code null} if there is none in common
	 */
	public static @Nullable String negotiate(List<String> supported, List<String> requested) {
		for (String subprotocol : supported) {
			if (requested.contains(subprotocol)) {
				return subprotocol;
			}
		}
		return null;
	}

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		List<String> supported = request.getSupportedSubprotocols();
		List<String> requested = request.getRequestedSubprotocols();
		if (this.common.containsAll(supported) || requested.isEmpty() || negotiate(supported, requested) != null) {
			return HandshakeDecision.proceed();
		}
		return HandshakeDecision.refuse(HttpStatus.BAD_REQUEST,
				"none of the requested subprotocols is among those of the endpoint: " + String.join(", ", supported));
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

}
