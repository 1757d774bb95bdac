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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

import io.github.wsstarter.message.Position;
import io.github.wsstarter.servlet.OpeningHandler;
import io.github.wsstarter.servlet.RequestUri;
import io.github.wsstarter.servlet.ServletHandshakeRequest;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * Handles requests for a stream of events, each of which opens a session of one endpoint.
 *
 * @author The ws-starter authors
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG
 * HTML, section 9.2</a>
 */
final class StreamHandler extends OpeningHandler {

	private static final String SUBPROTOCOL = "subprotocol";

	static final String LAST_EVENT_ID = "Last-Event-ID";

	private static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";

	/**
	 * Keeps caches from storing the stream, and proxies from buffering it to compress it.
	 */
	private static final String CACHE_CONTROL = "no-cache, no-store, no-transform";

	/**
	 * Keeps nginx from buffering the response.
	 */
	private static final String ACCEL_BUFFERING = "X-Accel-Buffering";

	private final SseEngine engine;

	private final SessionRoute sessionRoute;

	StreamHandler(SessionRoute route, SseEngine engine) {
		super(route, engine.checks());
		this.engine = engine;
		this.sessionRoute = engine.route(route);
	}

	/**
	 * Return the subprotocols that a client offers: first those in the query, since
	 * browsers cannot set a header of a stream, then those in the header.
	 */
	@Override
	protected List<String> subprotocols(ServletServerHttpRequest request, RequestUri uri) {
		List<String> inQuery = elements(uri.queryParameters().getOrDefault(SUBPROTOCOL, List.of()));
		return Stream.concat(inQuery.stream(), super.subprotocols(request, uri).stream()).toList();
	}

	@Override
	protected Map<String, Position> positions(ServletServerHttpRequest request) {
		return EventIds.positions(request.getHeaders().getFirst(LAST_EVENT_ID));
	}

	@Override
	protected void open(ServletHandshakeRequest request, Handshake handshake, HttpServletResponse response)
			throws IOException, ServletException {
		response.setContentType(CONTENT_TYPE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
		response.setHeader(ACCEL_BUFFERING, "no");
		HttpServletRequest servletRequest = request.getHttpRequest().getServletRequest();
		StreamOpening opening = new StreamOpening(this.engine, this.sessionRoute, handshake, request::end);
		boolean opened = false;
		try {
			this.engine.carrier(servletRequest).open(servletRequest, response, opening);
			opened = true;
		}
		finally {
			if (!opened) {
				opening.abandon();
			}
		}
	}

	@Override
	public String toString() {
		return "SSE endpoint '" + route().name() + "'";
	}

}
