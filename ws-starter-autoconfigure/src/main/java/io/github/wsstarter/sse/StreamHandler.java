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

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.servlet.HandshakeResponse;
import io.github.wsstarter.servlet.HeaderTokens;
import io.github.wsstarter.servlet.RequestUri;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.TransportSession;

/**
 * Handles requests for a stream of events, each of which opens a session of one endpoint:
 * refuses those that are malformed or that a check refuses.
 *
 * @author The ws-starter authors
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG
 * HTML, section 9.2</a>
 */
final class StreamHandler implements HttpRequestHandler {

	private static final Log logger = LogFactory.getLog(StreamHandler.class);

	private static final String SUBPROTOCOL = "subprotocol";

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";

	/**
	 * No cache may keep the stream, and nothing in between may hold it back to compress
	 * it.
	 */
	private static final String CACHE_CONTROL = "no-cache, no-store, no-transform";

	/**
	 * Keeps nginx from collecting the response before it passes it on.
	 */
	private static final String ACCEL_BUFFERING = "X-Accel-Buffering";

	private final SessionRoute route;

	private final SseEngine engine;

	private final SessionRoute sessionRoute;

	StreamHandler(SessionRoute route, SseEngine engine) {
		this.route = route;
		this.engine = engine;
		this.sessionRoute = engine.route(route);
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		RequestUri uri;
		try {
			uri = RequestUri.of(request);
		}
		catch (URISyntaxException | CharacterCodingException | IllegalArgumentException ex) {
			ServletHandshakeRequest malformed = new ServletHandshakeRequest(this.route, request, List.of());
			HandshakeDecision refusal = HandshakeDecision.refuse(HttpStatus.BAD_REQUEST, "the URI is malformed");
			this.engine.checks().refused(malformed, refusal);
			new HandshakeResponse(response).refuse(refusal);
			return;
		}
		ServletHandshakeRequest handshakeRequest = new ServletHandshakeRequest(this.route, request,
				subprotocols(request, uri));
		boolean opened = false;
		try {
			opened = handle(handshakeRequest, uri, request, response);
		}
		finally {
			if (!opened) {
				handshakeRequest.end();
			}
		}
	}

	/**
	 * Return the subprotocols that a client offers: in the query, as browsers set no
	 * header, or in the header as for WebSocket.
	 * @param request the request
	 * @param uri its URI
	 * @return the subprotocols
	 */
	private static List<String> subprotocols(HttpServletRequest request, RequestUri uri) {
		List<String> subprotocols = new ArrayList<>();
		for (String value : uri.queryParameters().getOrDefault(SUBPROTOCOL, List.of())) {
			Stream.of(StringUtils.tokenizeToStringArray(value, ",")).forEach(subprotocols::add);
		}
		subprotocols.addAll(HeaderTokens.of(request, WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL).elements());
		return List.copyOf(subprotocols);
	}

	private boolean handle(ServletHandshakeRequest handshakeRequest, RequestUri uri, HttpServletRequest request,
			HttpServletResponse response) {
		HandshakeDecision decision = this.engine.checks().check(handshakeRequest);
		if (decision.isRefused()) {
			new HandshakeResponse(response).refuse(decision);
			return false;
		}
		try {
			new HandshakeResponse(response).addHeaders(decision);
			response.setContentType(CONTENT_TYPE);
			response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
			response.setHeader(ACCEL_BUFFERING, "no");
			open(handshakeRequest,
					handshakeRequest.toHandshake(uri, decision, EventIds.positions(request.getHeader(LAST_EVENT_ID))),
					request);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			logger.error(LogMessage.format("Failed to open a stream of endpoint '%s'", this.route.name()), ex);
			if (request.isAsyncStarted()) {
				request.getAsyncContext().complete();
			}
			new HandshakeResponse(response).fail();
			return false;
		}
	}

	private void open(ServletHandshakeRequest handshakeRequest, Handshake handshake, HttpServletRequest request)
			throws IOException {
		AsyncContext context = request.startAsync();
		context.setTimeout(0);
		EventEncoder encoder = new EventEncoder(new EventIds(handshake.positions()), handshake.subprotocol() == null);
		SseConnection connection = new SseConnection(context, encoder);
		SseConnections connections = this.engine.connections();
		String token = connections.newToken();
		connections.add(token, connection);
		boolean started = false;
		try {
			TransportSession session = this.engine.sessions()
				.create(this.sessionRoute, handshake, connection.transport(), () -> {
					connections.remove(token);
					handshakeRequest.end();
				});
			connection.start(session,
					encoder.opening(this.engine.reconnectMillis(), session.getId(), token, handshake.subprotocol()));
			started = true;
		}
		finally {
			if (!started) {
				connections.remove(token);
			}
		}
	}

}
