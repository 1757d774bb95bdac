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

package io.github.wsstarter.direct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.concurrent.Executor;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.security.ConcurrentMessageDigest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.sse.StreamCarrier;
import io.github.wsstarter.sse.StreamOpening;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.deflate.DeflateConnection;
import io.github.wsstarter.websocket.deflate.PerMessageDeflate;

/**
 * Implements RFC 6455 on the sockets of an embedded Tomcat that uses NIO: many messages
 * leave in one write, and an idle connection holds no buffers. Streams of events are
 * written to the same sockets. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455</a>
 */
public final class DirectEngine implements WebSocketEngine, StreamCarrier, ServletContextAware, DisposableBean {

	private static final byte[] ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
		.getBytes(StandardCharsets.US_ASCII);

	private final SessionFactory sessions;

	private final Executor executor;

	private final int maxThreads;

	private final @Nullable PerMessageDeflate deflate;

	private final MemoryAccount memory;

	private volatile @Nullable DirectServices services;

	/**
	 * Create the engine.
	 * @param sessions creates the sessions
	 * @param executor runs the handlers of messages. It must start each task at once
	 * @param maxThreads how many tasks serve sessions whose handlers block, at most. A
	 * quarter more serve other sessions
	 * @param deflate compresses messages, and is closed with the engine; {@code null} if
	 * messages must not be compressed
	 * @param memory the account of what sockets hold
	 */
	public DirectEngine(SessionFactory sessions, Executor executor, int maxThreads, @Nullable PerMessageDeflate deflate,
			MemoryAccount memory) {
		this.sessions = sessions;
		this.executor = executor;
		this.maxThreads = maxThreads;
		this.deflate = deflate;
		this.memory = memory;
	}

	@Override
	public void setServletContext(ServletContext context) {
		int processors = Runtime.getRuntime().availableProcessors();
		this.services = new DirectServices(processors,
				new Dispatcher(this.executor, processors, this.maxThreads, context.getClassLoader()), this.memory);
	}

	@Override
	public String name() {
		return "direct";
	}

	@Override
	public void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route,
			Handshake handshake, Runnable onEnd) throws IOException, ServletException {
		response.setHeader(HttpHeaders.UPGRADE, "websocket");
		response.setHeader(HttpHeaders.CONNECTION, "upgrade");
		response.setHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_ACCEPT,
				accept(request.getHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_KEY).strip()));
		if (handshake.subprotocol() != null) {
			response.setHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_PROTOCOL, handshake.subprotocol());
		}
		DeflateConnection deflate = negotiate(request);
		if (deflate != null) {
			response.setHeader(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS, deflate.response());
		}
		request.upgrade(DirectUpgradeHandler.class).prepare((wrapper) -> {
			DirectServices services = services();
			DirectConnection connection = new DirectConnection(UpgradedSocket.of(wrapper), services, deflate);
			if (route.nonBlocking()) {
				services.watch();
			}
			connection.open(route.nonBlocking(),
					(transport) -> this.sessions.create(route, handshake, transport, onEnd));
			return connection;
		}, onEnd);
		// Tomcat does not report when writing the response fails after this method
		response.flushBuffer();
	}

	@Override
	public boolean supports(HttpServletRequest request) {
		return request.getProtocol().startsWith("HTTP/1.");
	}

	@Override
	public void open(HttpServletRequest request, HttpServletResponse response, StreamOpening opening)
			throws IOException, ServletException {
		response.setHeader(HttpHeaders.CONNECTION, "close");
		request.upgrade(DirectUpgradeHandler.class).prepare((wrapper) -> {
			DirectStream stream = new DirectStream(UpgradedSocket.of(wrapper), services(),
					new EventStreamEncoder(opening.encoder()));
			stream.open(opening);
			return stream;
		}, opening::abandon);
		response.setStatus(HttpServletResponse.SC_OK);
		// Otherwise Tomcat would declare the response to be empty
		response.flushBuffer();
	}

	private DirectServices services() {
		DirectServices services = this.services;
		Assert.state(services != null, "The engine has no servlet context");
		return services;
	}

	private static String accept(String key) {
		return Base64.getEncoder()
			.encodeToString(
					ConcurrentMessageDigest.digestSHA1(key.getBytes(StandardCharsets.ISO_8859_1), ACCEPT_SUFFIX));
	}

	private @Nullable DeflateConnection negotiate(HttpServletRequest request) {
		return (this.deflate != null) ? this.deflate
			.negotiate(Collections.list(request.getHeaders(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS))) : null;
	}

	@Override
	public void destroy() {
		DirectServices services = this.services;
		if (services != null) {
			services.stop();
		}
		if (this.deflate != null) {
			this.deflate.close();
		}
	}

}
