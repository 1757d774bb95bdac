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

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.function.Function;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.StringUtils;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.SessionOptions;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;

/**
 * {@link Endpoint} that passes incoming messages of one connection to its session.
 * <p>
 * Messages are received in parts and assembled here. To receive whole messages, the
 * container would reserve several times the maximum message size for each connection.
 * <p>
 * Public because Jetty requires endpoints to be public.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class ContainerEndpoint extends Endpoint {

	private static final Log logger = LogFactory.getLog(ContainerEndpoint.class);

	private final SessionOptions options;

	private final Function<Transport, TransportSession> sessions;

	private final ContainerThreads threads;

	/**
	 * Written once, when the connection is open.
	 */
	private volatile @Nullable ContainerTransport transport;

	/**
	 * The session, once it has been created. Guarded by this object's monitor.
	 */
	private @Nullable TransportSession session;

	/**
	 * The status of a connection that was closed before its session had been created.
	 * Guarded by this object's monitor.
	 */
	private @Nullable CloseStatus closed;

	ContainerEndpoint(SessionOptions options, Function<Transport, TransportSession> sessions,
			ContainerThreads threads) {
		this.options = options;
		this.sessions = sessions;
		this.threads = threads;
	}

	@Override
	public void onOpen(Session connection, EndpointConfig config) {
		connection.setMaxIdleTimeout(0);
		ContainerTransport transport = new ContainerTransport(connection, this.options.sendTimeLimit(), this.threads,
				this::onClosed);
		this.transport = transport;
		TransportSession session = createSession(transport);
		CloseStatus closed = setSession(session);
		if (closed != null) {
			// The connection was closed while the session was created
			session.closed(closed);
		}
		try {
			open(connection, session, transport);
		}
		catch (Throwable ex) {
			session.fail(ex);
		}
	}

	private TransportSession createSession(ContainerTransport transport) {
		try {
			return this.sessions.apply(transport);
		}
		catch (Throwable ex) {
			transport.closeHere(CloseStatus.SERVER_ERROR);
			throw ex;
		}
	}

	private void open(Session connection, TransportSession session, ContainerTransport transport) {
		try {
			listen(connection, session, transport);
		}
		catch (IllegalStateException ex) {
			logger.debug(LogMessage.format("Connection of %s was closed while the session opened: %s", session, ex));
			onClosed(CloseStatus.NO_CLOSE_FRAME);
		}
		transport.setServing(true);
		try {
			session.opened();
		}
		finally {
			transport.setServing(false);
		}
		session.flush();
	}

	private void listen(Session connection, TransportSession session, ContainerTransport transport) {
		ContainerInbound inbound = new ContainerInbound(connection, session, transport, this.threads);
		connection.addMessageHandler(String.class,
				failing(session, new TextAssembler(this.options.textLimit(), inbound)::onPart));
		connection.addMessageHandler(ByteBuffer.class,
				failing(session, new BinaryAssembler(this.options.binaryLimit(), inbound)::onPart));
		MessageHandler.Partial<PongMessage> pongs = failing(session, (pong, last) -> inbound.onMessage(copy(pong)));
		connection.addMessageHandler(PongMessage.class,
				(MessageHandler.Whole<PongMessage>) (pong) -> pongs.onMessage(pong, true));
	}

	private static <T> MessageHandler.Partial<T> failing(TransportSession session, MessageHandler.Partial<T> handler) {
		return (part, last) -> {
			try {
				handler.onMessage(part, last);
			}
			catch (Throwable ex) {
				// Tomcat would close with 1002, as if the client had violated the
				// protocol
				session.fail(ex);
			}
		};
	}

	private synchronized @Nullable CloseStatus setSession(TransportSession session) {
		this.session = session;
		return this.closed;
	}

	private static InboundMessage copy(PongMessage pong) {
		ByteBuffer data = pong.getApplicationData();
		return new InboundMessage.Pong(ByteBuffer.allocate(data.remaining()).put(data).flip());
	}

	@Override
	public void onClose(Session connection, CloseReason reason) {
		String phrase = reason.getReasonPhrase();
		onClosed(new CloseStatus(reason.getCloseCode().getCode(), StringUtils.hasText(phrase) ? phrase : null));
	}

	@Override
	public void onError(Session connection, Throwable failure) {
		logger.debug(LogMessage.format("Connection failed: %s", failure));
		ContainerTransport transport = this.transport;
		if (failure instanceof EOFException && transport != null) {
			// Tomcat would close with 1002, as if the client had violated the protocol
			onClosed(CloseStatus.NO_CLOSE_FRAME);
			transport.closeHere(CloseStatus.NO_CLOSE_FRAME);
		}
	}

	private void onClosed(CloseStatus status) {
		TransportSession session = sessionToClose(status);
		if (session != null) {
			session.closed(status);
		}
	}

	private synchronized @Nullable TransportSession sessionToClose(CloseStatus status) {
		if (this.session == null && this.closed == null) {
			this.closed = status;
		}
		return this.session;
	}

}
