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

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.Assert;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.OpeningHandler;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles requests with {@code Upgrade: websocket} to one endpoint, whatever their
 * method. The engine serves the sessions.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2">RFC 6455, section
 * 4.2</a>
 */
public final class UpgradeHandler extends OpeningHandler {

	private final UpgradeRequirements requirements = new UpgradeRequirements();

	private final WebSocketEngine engine;

	/**
	 * Create a handler.
	 * @param route the endpoint
	 * @param checks the checks of handshakes
	 * @param engine the engine
	 */
	public UpgradeHandler(SessionRoute route, HandshakeChecks checks, WebSocketEngine engine) {
		super(route, checks);
		Assert.notNull(engine, "'engine' must not be null");
		this.engine = engine;
	}

	/**
	 * Return whether a request asks for an upgrade to WebSocket.
	 * @param request the request
	 * @return whether {@code websocket} is among the protocols of the request's
	 * {@code Upgrade} header
	 */
	public static boolean isUpgrade(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.UPGRADE) != null && new ServletServerHttpRequest(request).getHeaders()
			.getValuesAsList(HttpHeaders.UPGRADE)
			.stream()
			.anyMatch(UpgradeRequirements.WEBSOCKET::equalsIgnoreCase);
	}

	@Override
	protected @Nullable HandshakeDecision violation(ServletServerHttpRequest request) {
		return this.requirements.violation(request,
				elements(request.getHeaders().getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL)));
	}

	@Override
	protected void open(ServletHandshakeRequest request, Handshake handshake, HttpServletResponse response)
			throws IOException, ServletException {
		HttpServletRequest servletRequest = request.getHttpRequest().getServletRequest();
		this.engine.upgrade(servletRequest, response, route(), handshake, request::end);
		FailedUpgradeListener.watch(servletRequest, request);
	}

	@Override
	public String toString() {
		return "WebSocket endpoint '" + route().name() + "'";
	}

}
