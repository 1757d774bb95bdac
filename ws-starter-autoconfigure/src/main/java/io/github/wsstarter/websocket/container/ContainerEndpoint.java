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
 * Pushes what the container reads from one connection into its session.
 * <p>
 * Messages are taken in parts and put together here, because the container would reserve
 * several times the largest allowed message for each connection.
 * <p>
 * Public, as Jetty asks of endpoints.
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
	 * Guarded by this object's monitor, as is {@code closed}.
	 */
	private @Nullable TransportSession session;

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
				this::closed);
		TransportSession session = this.sessions.apply(transport);
		CloseStatus closed = created(session);
		if (closed != null) {
			session.closed(closed);
		}
		try {
			listen(connection, session, transport);
		}
		catch (IllegalStateException ex) {
			logger.debug(LogMessage.format("Connection of %s closed while it opened: %s", session, ex));
			closed(CloseStatus.NO_CLOSE_FRAME);
		}
		transport.serving(true);
		try {
			session.opened();
		}
		finally {
			transport.serving(false);
		}
		session.flush();
	}

	private void listen(Session connection, TransportSession session, ContainerTransport transport) {
		ContainerInbound inbound = new ContainerInbound(session, transport, this.threads);
		PartSize partSize = new PartSize(connection);
		connection.addMessageHandler(String.class,
				new TextAssembler(this.options.textLimit(), partSize, inbound)::part);
		connection.addMessageHandler(ByteBuffer.class,
				new BinaryAssembler(this.options.binaryLimit(), partSize, inbound)::part);
		connection.addMessageHandler(PongMessage.class,
				(MessageHandler.Whole<PongMessage>) (pong) -> inbound.message(copy(pong)));
	}

	/**
	 * The session exists. It may have been closed, and its connection with it, since it
	 * was created.
	 * @param session the session
	 * @return the status the connection was closed with, if it was
	 */
	private synchronized @Nullable CloseStatus created(TransportSession session) {
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
		closed(new CloseStatus(reason.getCloseCode().getCode(), StringUtils.hasText(phrase) ? phrase : null));
	}

	@Override
	public void onError(Session connection, Throwable failure) {
		logger.debug(LogMessage.format("Connection failed: %s", failure));
	}

	private void closed(CloseStatus status) {
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
