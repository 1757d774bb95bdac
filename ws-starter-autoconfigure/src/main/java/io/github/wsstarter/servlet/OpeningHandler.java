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

package io.github.wsstarter.servlet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.diagnostics.ClientLog;
import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles requests to open a session of one endpoint: refuses a request that is malformed
 * or that a check refuses, and lets the wire open a session for any other. A client does
 * not learn the reason of a refusal.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public abstract class OpeningHandler implements HttpRequestHandler {

	private static final Log logger = LogFactory.getLog(OpeningHandler.class);

	private final ClientLog log = new ClientLog(logger);

	private final SessionRoute route;

	private final HandshakeChecks checks;

	protected OpeningHandler(SessionRoute route, HandshakeChecks checks) {
		this.route = route;
		this.checks = checks;
	}

	@Override
	public final void handleRequest(HttpServletRequest servletRequest, HttpServletResponse response) {
		ServletServerHttpRequest request = new ServletServerHttpRequest(servletRequest);
		HandshakeDecision violation = violation(request);
		if (violation != null) {
			refuse(request, violation, response);
			return;
		}
		RequestUri uri = RequestUri.of(servletRequest);
		if (uri == null) {
			refuse(request, HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "the URI is malformed"), response);
			return;
		}
		ServletHandshakeRequest handshakeRequest = new ServletHandshakeRequest(this.route, request,
				subprotocols(request, uri), this.checks);
		boolean opened = false;
		try {
			opened = open(handshakeRequest, uri, response);
		}
		finally {
			if (!opened) {
				handshakeRequest.end();
			}
		}
	}

	private void refuse(ServletServerHttpRequest request, HandshakeDecision refusal, HttpServletResponse response) {
		this.checks.refused(new ServletHandshakeRequest(this.route, request, List.of(), this.checks), refusal);
		refuse(response, refusal);
	}

	private boolean open(ServletHandshakeRequest request, RequestUri uri, HttpServletResponse response) {
		HandshakeDecision decision = this.checks.check(request);
		if (decision.isRefused()) {
			refuse(response, decision);
			return false;
		}
		try {
			addHeaders(response, decision);
			open(request, request.toHandshake(uri, decision, positions(request.getHttpRequest())), response);
			return true;
		}
		catch (Exception ex) {
			LogMessage message = LogMessage.format("Failed to open a session of %s", this);
			if (ex instanceof IOException) {
				logger.debug(message, ex);
			}
			else {
				this.log.error(route().name(), message, ex);
			}
			if (!response.isCommitted()) {
				response.reset();
				respond(response, HttpStatus.INTERNAL_SERVER_ERROR);
			}
			return false;
		}
	}

	public static void refuse(HttpServletResponse response, HandshakeDecision refusal) {
		HttpStatusCode status = refusal.getStatus();
		Assert.state(status != null, "The handshake is not refused");
		addHeaders(response, refusal);
		respond(response, status);
	}

	private static void addHeaders(HttpServletResponse response, HandshakeDecision decision) {
		decision.getHeaders().forEach((name, values) -> values.forEach((value) -> response.addHeader(name, value)));
	}

	private static void respond(HttpServletResponse response, HttpStatusCode status) {
		response.setStatus(status.value());
		response.setContentLength(0);
	}

	/**
	 * Check whether a request violates the rules of the wire.
	 * @param request the request
	 * @return the refusal, or {@code null} if the request is valid
	 */
	protected @Nullable HandshakeDecision violation(ServletServerHttpRequest request) {
		return null;
	}

	/**
	 * Return the subprotocols that a client offers: by default those in the
	 * {@code Sec-WebSocket-Protocol} header.
	 * @param request the request
	 * @param uri the URI of the request
	 * @return the subprotocols, in the client's order of preference
	 */
	protected List<String> subprotocols(ServletServerHttpRequest request, RequestUri uri) {
		return elements(request.getHeaders().getOrEmpty(WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL));
	}

	protected static List<String> elements(List<String> lists) {
		// Quotes are kept, since they are not part of a token
		return lists.stream().flatMap((list) -> Stream.of(StringUtils.tokenizeToStringArray(list, ","))).toList();
	}

	/**
	 * Return the positions that the client reached in a previous session.
	 * @param request the request
	 * @return the positions by topic
	 */
	protected Map<String, Position> positions(ServletServerHttpRequest request) {
		return Map.of();
	}

	/**
	 * Open a session. If this method fails, the response is 500 unless it was committed.
	 * @param request the accepted request, to be ended when the session ends
	 * @param handshake the copy of the request for the session
	 * @param response the response, with the headers that checks added
	 * @throws Exception if no session could be opened
	 */
	protected abstract void open(ServletHandshakeRequest request, Handshake handshake, HttpServletResponse response)
			throws Exception;

	protected final SessionRoute route() {
		return this.route;
	}

}
