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
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
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
 * method, and refuses those that violate RFC 6455. The engine serves the sessions.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2">RFC 6455, section
 * 4.2</a>
 */
public final class UpgradeHandler extends OpeningHandler {

	private static final String WEBSOCKET = "websocket";

	private static final String VERSION = "13";

	private static final int KEY_LENGTH = 16;

	private static final int ENCODED_KEY_LENGTH = 24;

	private final WebSocketEngine engine;

	public UpgradeHandler(SessionRoute route, HandshakeChecks checks, WebSocketEngine engine) {
		super(route, checks);
		Assert.notNull(engine, "'engine' must not be null");
		this.engine = engine;
	}

	public static boolean isUpgrade(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.UPGRADE) != null && new ServletServerHttpRequest(request).getHeaders()
			.getValuesAsList(HttpHeaders.UPGRADE)
			.stream()
			.anyMatch(WEBSOCKET::equalsIgnoreCase);
	}

	@Override
	protected @Nullable HandshakeDecision violation(ServletServerHttpRequest request) {
		if (!HttpMethod.GET.equals(request.getMethod())) {
			return methodNotAllowed();
		}
		String protocol = request.getServletRequest().getProtocol();
		if (protocol.startsWith("HTTP/1.0") || protocol.startsWith("HTTP/0")) {
			return malformed("an upgrade needs HTTP/1.1; a proxy in between may speak an older version");
		}
		HttpHeaders headers = request.getHeaders();
		if (headers.getConnection().stream().noneMatch(HttpHeaders.UPGRADE::equalsIgnoreCase)) {
			return malformed(
					"the Connection header does not contain 'Upgrade'; a proxy in between may have removed it");
		}
		List<String> versions = headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION);
		if (versions.size() > 1) {
			return malformed("there is more than one Sec-WebSocket-Version header");
		}
		if (versions.isEmpty() || !VERSION.equals(versions.get(0).strip())) {
			return upgradeRequired("the client does not speak version 13 of the protocol")
				.withHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_VERSION, VERSION);
		}
		List<String> keys = headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY);
		if (keys.size() != 1 || !isKey(keys.get(0).strip())) {
			return malformed("there is not exactly one Sec-WebSocket-Key header with 16 bytes in Base64");
		}
		return violation(headers);
	}

	private @Nullable HandshakeDecision violation(HttpHeaders headers) {
		List<String> subprotocols = elements(headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL));
		if (!subprotocols.stream().allMatch(ExtensionOffer::isToken)) {
			return malformed("the Sec-WebSocket-Protocol header contains something other than tokens");
		}
		if (new HashSet<>(subprotocols).size() != subprotocols.size()) {
			return malformed("the Sec-WebSocket-Protocol header contains a subprotocol twice");
		}
		try {
			ExtensionOffer.parse(headers.getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS));
			return null;
		}
		catch (IllegalArgumentException ex) {
			return malformed("the Sec-WebSocket-Extensions header is malformed");
		}
	}

	private static boolean isKey(String key) {
		try {
			return key.length() == ENCODED_KEY_LENGTH && Base64.getDecoder().decode(key).length == KEY_LENGTH;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static HandshakeDecision malformed(String reason) {
		return HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, reason);
	}

	static HandshakeDecision methodNotAllowed() {
		return HandshakeDecision.refuse(HttpStatus.METHOD_NOT_ALLOWED, "the method is not GET")
			.withHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
	}

	static HandshakeDecision upgradeRequired(String reason) {
		return HandshakeDecision.refuse(HttpStatus.UPGRADE_REQUIRED, reason)
			.withHeader(HttpHeaders.UPGRADE, WEBSOCKET)
			.withHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
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
