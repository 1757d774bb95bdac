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

package com.example.app;

import java.util.Set;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import io.github.wsstarter.handshake.HandshakeCheck;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeRequest;

/**
 * Lets clients of known tenants chat.
 *
 * @author The ws-starter authors
 */
@Component
class TenantCheck implements HandshakeCheck {

	private static final Set<String> TENANTS = Set.of("acme", "globex");

	@Override
	public HandshakeDecision check(HandshakeRequest request) {
		if (!request.getEndpointName().equals("chatEndpoint")) {
			return HandshakeDecision.proceed();
		}
		String tenant = request.getHttpRequest().getServletRequest().getParameter("tenant");
		if (tenant == null || !TENANTS.contains(tenant)) {
			return HandshakeDecision.refuse(HttpStatus.FORBIDDEN, "unknown tenant");
		}
		return HandshakeDecision.proceed().withAttribute("tenant", tenant);
	}

}
