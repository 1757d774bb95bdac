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

package io.github.wsstarter.sse;

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.Assert;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.SizeLimit;
import io.github.wsstarter.servlet.OpeningHandler;
import io.github.wsstarter.servlet.RequestUri;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles requests to the sessions of one endpoint: {@code POST} sends a message,
 * {@code DELETE} closes the session. The token that the stream began with identifies the
 * session. The token is not accepted from pages of origins that are not allowed, nor from
 * another user.
 *
 * @author The ws-starter authors
 */
final class UpstreamHandler implements HttpRequestHandler {

	static final String TOKEN_HEADER = "Ws-Session-Token";

	private static final Log logger = LogFactory.getLog(UpstreamHandler.class);

	private final SessionRoute route;

	private final SseEngine engine;

	UpstreamHandler(SessionRoute route, SseEngine engine) {
		this.route = route;
		this.engine = engine;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		UpstreamExchange exchange = new UpstreamExchange(request, response, this.engine.memory());
		BodyType type = BodyType.of(request.getContentType());
		boolean close = HttpMethod.DELETE.matches(request.getMethod());
		if (type == null && !(close && request.getContentType() == null)) {
			exchange.answer(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
			return;
		}
		ServletHandshakeRequest handshakeRequest = new ServletHandshakeRequest(this.route,
				new ServletServerHttpRequest(request), List.of(), this.engine.checks());
		HandshakeDecision decision = this.engine.originCheck().check(handshakeRequest);
		if (decision.isRefused()) {
			this.engine.checks().refused(handshakeRequest, decision);
			exchange.answer((answer) -> OpeningHandler.refuse(answer, decision));
			return;
		}
		SseConnection connection = find(request);
		if (connection == null) {
			logger.debug(LogMessage.format("Refused %s to endpoint '%s': the token does not identify an open session",
					request.getMethod(), this.route.name()));
			exchange.answer(HttpStatus.FORBIDDEN);
			return;
		}
		if (close) {
			exchange.answer(close(connection, request));
		}
		else {
			receive(connection, exchange, type == BodyType.TEXT);
		}
	}

	private @Nullable SseConnection find(HttpServletRequest request) {
		String token = request.getHeader(TOKEN_HEADER);
		SseConnection connection = (token != null) ? this.engine.connections().find(token) : null;
		return (connection != null && connection.isOpenFor(this.route.name(), request.getUserPrincipal())) ? connection
				: null;
	}

	private HttpStatus close(SseConnection connection, HttpServletRequest request) {
		RequestUri uri = RequestUri.of(request);
		if (uri == null) {
			return HttpStatus.BAD_REQUEST;
		}
		try {
			connection.closedByClient(closeStatus(uri.queryParameters()));
			return HttpStatus.NO_CONTENT;
		}
		catch (IllegalArgumentException ex) {
			return HttpStatus.BAD_REQUEST;
		}
	}

	/**
	 * Read the parameters {@code code}, 1000 by default, and {@code reason}.
	 * @param parameters the parameters
	 * @return the close status
	 * @throws IllegalArgumentException if the status must not be sent (RFC 6455, section
	 * 7.4)
	 */
	static CloseStatus closeStatus(MultiValueMap<String, String> parameters) {
		String code = single(parameters, "code");
		String reason = single(parameters, "reason");
		int number = (code != null) ? Integer.parseInt(code) : CloseStatus.NORMAL.getCode();
		return CloseRules
			.requireSendable(new CloseStatus(number, (reason != null && !reason.isEmpty()) ? reason : null));
	}

	private static @Nullable String single(MultiValueMap<String, String> parameters, String name) {
		Assert.isTrue(!parameters.containsKey(name) || parameters.get(name).size() == 1,
				() -> "There is more than one '" + name + "'");
		return parameters.getFirst(name);
	}

	private void receive(SseConnection connection, UpstreamExchange exchange, boolean text) {
		SessionOptions options = this.route.options();
		SizeLimit limit = SizeLimit.of(text, (text) ? options.textLimit() : options.binaryLimit());
		new UpstreamRequest(exchange, connection, limit, options).receive();
	}

	/**
	 * The type of the message in the body of a request.
	 */
	enum BodyType {

		TEXT, BINARY;

		static @Nullable BodyType of(@Nullable String contentType) {
			if (contentType == null) {
				return null;
			}
			try {
				MediaType type = MediaType.parseMediaType(contentType);
				if (type.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
					return BINARY;
				}
				boolean text = type.equalsTypeAndSubtype(MediaType.TEXT_PLAIN)
						|| type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON);
				boolean utf8 = type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset());
				return (text && utf8) ? TEXT : null;
			}
			catch (InvalidMediaTypeException | IllegalCharsetNameException | UnsupportedCharsetException ex) {
				return null;
			}
		}

	}

}
