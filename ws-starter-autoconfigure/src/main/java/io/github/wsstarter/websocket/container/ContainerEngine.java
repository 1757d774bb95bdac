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

package io.github.wsstarter.websocket.container;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.log.LogMessage;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.WebSocketHttpHeaders;

import io.github.wsstarter.session.Handshake;
import io.github.wsstarter.session.SessionFactory;
import io.github.wsstarter.session.SessionRoute;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;
import io.github.wsstarter.websocket.WebSocketEngine;
import io.github.wsstarter.websocket.deflate.DeflateOffer;

/**
 * {@link WebSocketEngine} on the Jakarta WebSocket API of the servlet container.
 * Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ContainerEngine implements WebSocketEngine, ServletContextAware, DisposableBean {

	private static final Log logger = LogFactory.getLog(ContainerEngine.class);

	private static final String ADVICE = "Add the WebSocket module of the container. "
			+ "'spring-boot-starter-tomcat' and 'spring-boot-starter-jetty' include one";

	private final SessionFactory sessions;

	private final boolean compression;

	private final boolean ioBuffer;

	private final ContainerThreads threads;

	/**
	 * Create an engine.
	 * @param sessions creates the sessions
	 * @param serverThreads how many threads the container has to serve connections
	 * @param compression whether to accept permessage-deflate
	 * @param ioBuffer whether the size of the container's own buffers is configured
	 */
	public ContainerEngine(SessionFactory sessions, int serverThreads, boolean compression, boolean ioBuffer) {
		this.sessions = sessions;
		this.threads = new ContainerThreads(serverThreads);
		this.compression = compression;
		this.ioBuffer = ioBuffer;
	}

	/**
	 * Log a warning for each required feature that the container does not support.
	 * @param context the servlet context
	 */
	@Override
	public void setServletContext(ServletContext context) {
		String server = context.getServerInfo();
		if (context.getAttribute(ServerContainer.class.getName()) == null) {
			logger.warn(LogMessage.format("'%s' has no Jakarta WebSocket support and clients cannot connect. %s",
					server, ADVICE));
		}
		if (this.ioBuffer && !server.contains("Tomcat")) {
			logger.warn(LogMessage.format("'ws.buffer.io' has no effect on '%s'", server));
		}
	}

	@Override
	public String name() {
		return "container";
	}

	@Override
	public void upgrade(HttpServletRequest request, HttpServletResponse response, SessionRoute route,
			Handshake handshake, Runnable onEnd) throws IOException, ServletException {
		ContainerEndpoint endpoint = new ContainerEndpoint(route.options(),
				(transport) -> createSession(route, handshake, transport, onEnd), this.threads);
		ContainerRegistration registration = new ContainerRegistration(request.getRequestURI(), endpoint,
				handshake.subprotocol(), extensions(request));
		try {
			serverContainer(request.getServletContext()).upgradeHttpToWebSocket(request, response, registration,
					Map.of());
			if (!response.isCommitted()) {
				// Tomcat silently drops a connection if writing the response fails
				response.flushBuffer();
			}
		}
		catch (DeploymentException ex) {
			throw new ServletException("Upgrade to WebSocket failed", ex);
		}
	}

	private TransportSession createSession(SessionRoute route, Handshake handshake, Transport transport,
			Runnable onEnd) {
		try {
			return this.sessions.create(route, handshake, transport, onEnd);
		}
		catch (Throwable ex) {
			onEnd.run();
			throw ex;
		}
	}

	private List<Extension> extensions(HttpServletRequest request) {
		// The containers fail on offers that have to be declined, and always use the
		// largest window
		if (!this.compression) {
			return List.of();
		}
		return DeflateOffer.parse(Collections.list(request.getHeaders(WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS)))
			.filter(DeflateOffer::allowsLargestWindow)
			.limit(1)
			.<Extension>map((offer) -> new RequestedExtension(offer.extension()))
			.toList();
	}

	private static ServerContainer serverContainer(ServletContext context) {
		if (context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container) {
			return container;
		}
		throw new IllegalStateException("The servlet container has no Jakarta WebSocket support. " + ADVICE);
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

}
