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

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.Assert;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.util.ServletRequestPathUtils;

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
	public Connection connect(WsTestHandshake handshake, Conversation conversation) {
		MockHttpServletRequest request = request(handshake, conversation);
		int status = handle(request).getStatus();
		MemoryConnection connection = connection(request);
		if (connection == null) {
			throw new AssertionError("The handshake of %s was refused with %d".formatted(handshake, status));
		}
		return connection;
	}

	@Override
	public int status(WsTestHandshake handshake) {
		MockHttpServletRequest request = request(handshake, new Conversation(handshake.toString()));
		int status = handle(request).getStatus();
		MemoryConnection connection = connection(request);
		if (connection != null) {
			connection.abort();
		}
		return status;
	}

	private static @Nullable MemoryConnection connection(MockHttpServletRequest request) {
		return (MemoryConnection) request.getAttribute(MemoryEngine.CONNECTION);
	}

	private static MockHttpServletRequest request(WsTestHandshake handshake, Conversation conversation) {
		Assert.state(!handshake.isSse(), "Server-sent events need a web server, "
				+ "such as that of @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		URI uri = URI.create(handshake.path());
		MockHttpServletRequest request = new MockHttpServletRequest("GET", uri.getRawPath());
		request.setQueryString(uri.getRawQuery());
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
		request.setAttribute(MemoryEngine.CONVERSATION, conversation);
		return request;
	}

	private MockHttpServletResponse handle(MockHttpServletRequest request) {
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
			return response;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The handshake failed", ex);
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
