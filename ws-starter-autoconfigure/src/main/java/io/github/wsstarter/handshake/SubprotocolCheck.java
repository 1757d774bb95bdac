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

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.Assert;

/**
 * Refuses a client with 400 if the endpoint supports none of the subprotocols that the
 * client offers. An endpoint without subprotocols of its own accepts every client, and
 * negotiates a subprotocol only if the client offers one that all endpoints support.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-1.9">RFC 6455, section
 * 1.9</a>
 */
@Order(SubprotocolCheck.ORDER)
public final class SubprotocolCheck implements HandshakeCheck {

	/**
	 * The order of this check, after that of origins and before those of applications.
	 */
	public static final int ORDER = OriginCheck.ORDER + 100;

	private final Set<String> common;

	/**
	 * Create a check.
	 * @param common the subprotocols that all endpoints support
	 */
	public SubprotocolCheck(Collection<String> common) {
		Assert.notNull(common, "'common' must not be null");
		this.common = Set.copyOf(common);
	}

	/**
	 * Choose the subprotocol of a session. Names are compared case-sensitively.
	 * @param supported the subprotocols that the endpoint supports; their order decides
	 * @param requested the subprotocols that the client offers
	 * @return the subprotocol, or {@code null} if they have none in common
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

}
