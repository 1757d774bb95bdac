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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerMapping;

import io.github.wsstarter.handshake.HandshakeChecks;
import io.github.wsstarter.handshake.HandshakeDecision;
import io.github.wsstarter.handshake.HandshakeRequest;
import io.github.wsstarter.handshake.SubprotocolCheck;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionRoute;

/**
 * A request to open a session. The session keeps a copy, since it outlives the request.
 * Thread-safe with regard to its end.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ServletHandshakeRequest implements HandshakeRequest {

	/**
	 * An address that can be parsed. A name is never looked up, because a proxy may send
	 * any text as the address of a client.
	 */
	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private final SessionRoute route;

	private final ServletServerHttpRequest httpRequest;

	private final Map<String, String> pathVariables;

	private final List<String> requestedSubprotocols;

	private final HandshakeChecks checks;

	/**
	 * The callbacks to run at the end. Its monitor guards itself and {@code ended}.
	 */
	private final List<Runnable> callbacks = new ArrayList<>();

	private boolean ended;

	public ServletHandshakeRequest(SessionRoute route, ServletServerHttpRequest request,
			List<String> requestedSubprotocols, HandshakeChecks checks) {
		this.route = route;
		this.httpRequest = request;
		this.pathVariables = pathVariables(request.getServletRequest());
		this.requestedSubprotocols = requestedSubprotocols;
		this.checks = checks;
	}

	@Override
	public String getEndpointName() {
		return this.route.name();
	}

	@Override
	public ServletServerHttpRequest getHttpRequest() {
		return this.httpRequest;
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.pathVariables;
	}

	@Override
	public @Nullable Principal getPrincipal() {
		return this.httpRequest.getServletRequest().getUserPrincipal();
	}

	@Override
	public List<String> getRequestedSubprotocols() {
		return this.requestedSubprotocols;
	}

	@Override
	public List<String> getSupportedSubprotocols() {
		return this.route.subprotocols();
	}

	@Override
	public void onEnd(Runnable callback) {
		synchronized (this.callbacks) {
			if (!this.ended) {
				this.callbacks.add(callback);
				return;
			}
		}
		run(callback);
	}

	Handshake toHandshake(RequestUri uri, HandshakeDecision decision, Map<String, Position> positions) {
		HttpServletRequest request = this.httpRequest.getServletRequest();
		String subprotocol = SubprotocolCheck.negotiate(this.route.subprotocols(), this.requestedSubprotocols);
		return new Handshake(uri.uri(), headers(request), uri.queryParameters(), cookies(request), this.pathVariables,
				getPrincipal(), remoteAddress(request), subprotocol, decision.getAttributes(), positions);
	}

	private static @Nullable InetSocketAddress remoteAddress(HttpServletRequest request) {
		String host = request.getRemoteAddr();
		if (!StringUtils.hasText(host)) {
			return null;
		}
		int port = Math.max(0, request.getRemotePort());
		try {
			if (host.indexOf(':') != -1 || IPV4.matcher(host).matches()) {
				return new InetSocketAddress(InetAddress.getByName(host), port);
			}
		}
		catch (UnknownHostException ex) {
			// The text only looks like an address
		}
		return InetSocketAddress.createUnresolved(host, port);
	}

	private static HttpHeaders headers(HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		for (String name : Collections.list(request.getHeaderNames())) {
			headers.put(name, Collections.list(request.getHeaders(name)));
		}
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	private static Map<String, String> cookies(HttpServletRequest request) {
		Cookie[] cookies = request.getCookies();
		if (cookies == null) {
			return Map.of();
		}
		Map<String, String> result = new LinkedHashMap<>();
		for (Cookie cookie : cookies) {
			result.putIfAbsent(cookie.getName(), cookie.getValue());
		}
		return Collections.unmodifiableMap(result);
	}

	/**
	 * Run the callbacks. Further calls have no effect.
	 */
	public void end() {
		List<Runnable> due;
		synchronized (this.callbacks) {
			this.ended = true;
			due = List.copyOf(this.callbacks);
			this.callbacks.clear();
		}
		due.forEach(this::run);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> pathVariables(HttpServletRequest request) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return (variables != null) ? Map.copyOf((Map<String, String>) variables) : Map.of();
	}

	private void run(Runnable callback) {
		try {
			callback.run();
		}
		catch (Exception ex) {
			this.checks.callbackFailed(this, ex);
		}
	}

}
