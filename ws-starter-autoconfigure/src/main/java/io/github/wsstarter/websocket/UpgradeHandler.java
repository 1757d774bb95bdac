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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.HttpRequestHandler;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.HandshakeResponse;
import io.github.wsstarter.servlet.RequestUri;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles requests to open a WebSocket session of one endpoint: refuses those that are
 * malformed or that a check refuses, and hands the others to the engine.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2">RFC 6455, section
 * 4.2</a>
 */
class UpgradeHandler implements HttpRequestHandler {

	private static final Log logger = LogFactory.getLog(UpgradeHandler.class);

	private final UpgradeRequirements requirements = new UpgradeRequirements();

	private final SessionRoute route;

	private final HandshakeChecks checks;

	private final WebSocketEngine engine;

	UpgradeHandler(SessionRoute route, HandshakeChecks checks, WebSocketEngine engine) {
		this.route = route;
		this.checks = checks;
		this.engine = engine;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		ServletHandshakeRequest handshakeRequest = new ServletHandshakeRequest(this.route, request,
				this.requirements.subprotocols(request));
		boolean upgraded = false;
		try {
			upgraded = handle(handshakeRequest, request, response);
		}
		finally {
			if (!upgraded) {
				handshakeRequest.end();
			}
		}
	}

	private boolean handle(ServletHandshakeRequest handshakeRequest, HttpServletRequest request,
			HttpServletResponse response) {
		HandshakeDecision violation = this.requirements.check(request, handshakeRequest.getRequestedSubprotocols());
		if (violation != null) {
			return refuseMalformed(handshakeRequest, response, violation);
		}
		RequestUri uri;
		try {
			uri = RequestUri.of(request);
		}
		catch (URISyntaxException | CharacterCodingException | IllegalArgumentException ex) {
			return refuseMalformed(handshakeRequest, response, this.requirements.malformed("the URI is malformed"));
		}
		HandshakeDecision decision = this.checks.check(handshakeRequest);
		if (decision.isRefused()) {
			new HandshakeResponse(response).refuse(decision);
			return false;
		}
		return upgrade(handshakeRequest, uri, decision, request, response);
	}

	private boolean refuseMalformed(ServletHandshakeRequest handshakeRequest, HttpServletResponse response,
			HandshakeDecision refusal) {
		this.checks.refused(handshakeRequest, refusal);
		new HandshakeResponse(response).refuse(refusal);
		return false;
	}

	private boolean upgrade(ServletHandshakeRequest handshakeRequest, RequestUri uri, HandshakeDecision decision,
			HttpServletRequest request, HttpServletResponse response) {
		try {
			new HandshakeResponse(response).addHeaders(decision);
			Handshake handshake = handshakeRequest.toHandshake(uri, decision, Map.of());
			this.engine.upgrade(request, response, this.route, handshake, handshakeRequest::end);
			FailedUpgradeListener.watch(request, handshakeRequest);
			return true;
		}
		catch (Exception ex) {
			LogMessage message = LogMessage.format("The %s engine failed to open a session of endpoint '%s'",
					this.engine.name(), this.route.name());
			if (ex instanceof IOException) {
				logger.debug(message, ex);
			}
			else {
				logger.error(message, ex);
			}
			new HandshakeResponse(response).fail();
			return false;
		}
	}

	@Override
	public String toString() {
		return "WebSocket endpoint '" + this.route.name() + "'";
	}

}
