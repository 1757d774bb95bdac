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

package io.github.wsstarter.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.wsstarter.handshake.HandshakeJournal;
import io.github.wsstarter.handshake.RefusedHandshake;
import io.github.wsstarter.servlet.EndpointHandlerMapping;
import io.github.wsstarter.test.WsTestHandshake.Header;

/**
 * Sends handshakes to the handler mappings of endpoints, in an application context that
 * has no web server.
 *
 * @author The ws-starter authors
 */
final class MemoryConnector implements Connector {

	private final ApplicationContext context;

	MemoryConnector(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Connection connect(WsTestHandshake handshake, Conversation conversation) throws IOException {
		MemoryConnection connection = new MemoryConnection(conversation);
		MockHttpServletRequest request = request(handshake, connection);
		int status = connection.handshake(() -> handle(request), handshake.timeout());
		if (status != HttpStatus.SWITCHING_PROTOCOLS.value()) {
			connection.abort();
			throw new AssertionError("The handshake of %s was refused with %d: %s".formatted(handshake, status,
					reason(request, status)));
		}
		return connection;
	}

	/**
	 * Return why a handshake was refused. The journal has the newest refusal first.
	 * @param request the handshake
	 * @param status the status of the response
	 * @return the reason
	 */
	private String reason(MockHttpServletRequest request, int status) {
		return this.context.getBeanProvider(HandshakeJournal.class)
			.stream()
			.flatMap((journal) -> journal.list().stream())
			.filter((refused) -> refused.path().equals(request.getRequestURI()) && refused.status() == status)
			.map(RefusedHandshake::reason)
			.findFirst()
			.orElse("no endpoint has this path");
	}

	@Override
	public int status(WsTestHandshake handshake) throws IOException {
		MemoryConnection connection = new MemoryConnection(new Conversation(handshake.toString()));
		MockHttpServletRequest request = request(handshake, connection);
		int status = connection.handshake(() -> handle(request), handshake.timeout());
		connection.abort();
		return status;
	}

	@Override
	public Connector withPort(int port) {
		throw new IllegalStateException("There is no port, as the client connects in memory. Use a web server, "
				+ "such as that of @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
	}

	private static MockHttpServletRequest request(WsTestHandshake handshake, MemoryConnection connection) {
		Assert.state(!handshake.isSse(), "Server-sent events need a web server, "
				+ "such as that of @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		URI uri = URI.create(handshake.path());
		MockHttpServletRequest request = new MockHttpServletRequest("GET", uri.getRawPath());
		request.setQueryString(uri.getRawQuery());
		UriComponentsBuilder.fromUri(uri)
			.build()
			.getQueryParams()
			.forEach((name, values) -> values
				.forEach((value) -> request.addParameter(decode(name), (value != null) ? decode(value) : "")));
		request.addHeader("Host", "localhost");
		request.addHeader("Upgrade", "websocket");
		request.addHeader("Connection", "Upgrade");
		request.addHeader("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
		request.addHeader("Sec-WebSocket-Version", "13");
		for (Header header : handshake.headers()) {
			request.addHeader(header.name(), header.value());
			if (header.name().equals(WsTestHandshake.PRINCIPAL_HEADER)) {
				request.setUserPrincipal(header::value);
			}
		}
		setCookies(request);
		request.setAttribute(MemoryEngine.CONNECTION, connection);
		return request;
	}

	private static void setCookies(MockHttpServletRequest request) {
		List<String> headers = Collections.list(request.getHeaders(HttpHeaders.COOKIE));
		request.setCookies(headers.stream()
			.flatMap((header) -> Stream.of(StringUtils.tokenizeToStringArray(header, ";")))
			.map((pair) -> StringUtils.split(pair, "="))
			.filter(Objects::nonNull)
			.map((pair) -> new Cookie(pair[0].strip(), pair[1].strip()))
			.toArray(Cookie[]::new));
		// The request replaces the headers with its own
		request.removeHeader(HttpHeaders.COOKIE);
		headers.forEach((header) -> request.addHeader(HttpHeaders.COOKIE, header));
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	private int handle(MockHttpServletRequest request) {
		MockHttpServletResponse response = new MockHttpServletResponse();
		ServletRequestPathUtils.parseAndCache(request);
		try {
			HttpRequestHandler handler = handler(request);
			if (handler != null) {
				handler.handleRequest(request, response);
			}
			else {
				response.setStatus(HttpStatus.NOT_FOUND.value());
			}
			return response.getStatus();
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	private @Nullable HttpRequestHandler handler(MockHttpServletRequest request) throws Exception {
		for (EndpointHandlerMapping mapping : this.context.getBeanProvider(EndpointHandlerMapping.class)
			.orderedStream()
			.toList()) {
			HandlerExecutionChain chain = mapping.getHandler(request);
			if (chain != null && chain.getHandler() instanceof HttpRequestHandler handler) {
				return handler;
			}
		}
		return null;
	}

}
