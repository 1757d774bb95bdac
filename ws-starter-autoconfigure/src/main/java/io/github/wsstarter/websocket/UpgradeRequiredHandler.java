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

package io.github.wsstarter.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.HandshakeResponse;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.SessionRoute;

/**
 * Answers requests to an endpoint's path that are no WebSocket handshakes. Those that
 * look as if they had been one when they left the client are remembered as refused.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.22">RFC 9110, section
 * 15.5.22</a>
 */
class UpgradeRequiredHandler implements HttpRequestHandler {

	private final UpgradeRequirements requirements = new UpgradeRequirements();

	private final SessionRoute route;

	private final HandshakeChecks checks;

	UpgradeRequiredHandler(SessionRoute route, HandshakeChecks checks) {
		this.route = route;
		this.checks = checks;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		if (!HttpMethod.GET.matches(request.getMethod())) {
			new HandshakeResponse(response).refuse(this.requirements.methodNotAllowed());
			return;
		}
		HandshakeDecision refusal = this.requirements.upgradeRequired(request,
				"the Upgrade header does not contain 'websocket'; a proxy in between may have removed it");
		if (request.getHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY) != null) {
			this.checks.refused(
					new ServletHandshakeRequest(this.route, request, this.requirements.subprotocols(request)), refusal);
		}
		new HandshakeResponse(response).refuse(refusal);
	}

	@Override
	public String toString() {
		return "Other requests to WebSocket endpoint '" + this.route.name() + "'";
	}

}
