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

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.OpeningHandler;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.SessionRoute;

/**
 * Answers requests to the path of an endpoint that nothing else handles: with 426 if the
 * method is {@code GET}, with 405 otherwise. A request that looks like a WebSocket
 * handshake without its {@code Upgrade} header is recorded as refused.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.22">RFC 9110, section
 * 15.5.22</a>
 */
public final class UpgradeRequiredHandler implements HttpRequestHandler {

	private static final String REASON = "the Upgrade header does not contain 'websocket';"
			+ " a proxy in between may have removed it";

	private final SessionRoute route;

	private final HandshakeChecks checks;

	public UpgradeRequiredHandler(SessionRoute route, HandshakeChecks checks) {
		this.route = route;
		this.checks = checks;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		if (!HttpMethod.GET.matches(request.getMethod())) {
			OpeningHandler.refuse(response, UpgradeHandler.methodNotAllowed());
			return;
		}
		HandshakeDecision refusal = upgradeRequired(request.getProtocol());
		if (request.getHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY) != null) {
			this.checks.refused(new ServletHandshakeRequest(this.route, new ServletServerHttpRequest(request),
					List.of(), this.checks), refusal);
		}
		OpeningHandler.refuse(response, refusal);
	}

	private static HandshakeDecision upgradeRequired(String protocol) {
		// HTTP/2 forbids the Upgrade header (RFC 9113, section 8.2.2)
		return protocol.startsWith("HTTP/1.") ? UpgradeHandler.upgradeRequired(REASON)
				: HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, REASON);
	}

	@Override
	public String toString() {
		return "Other requests to WebSocket endpoint '" + this.route.name() + "'";
	}

}
