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
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * {@link Transport} over one connection of the servlet container.
 *
 * @author The ws-starter authors
 */
final class ContainerTransport implements Transport {

	private static final Log logger = LogFactory.getLog(ContainerTransport.class);

	/**
	 * The memory of an idle session, from the benchmark {@code idle}, in bytes.
	 */
	private static final int IDLE_SIZE = 60 * 1024;

	private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

	private static final String ABNORMAL_CLOSE_SEND_TIMEOUT = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

	private static final String SESSION_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

	/**
	 * Added to the time limit for the time that Tomcat may wait for a client. The session
	 * itself has to find the client too slow first, to be closed with that reason.
	 */
	private static final Duration BEYOND_TIME_LIMIT = Duration.ofSeconds(5);

	/**
	 * Time that Tomcat may take to write a close frame in reply to that of the client, in
	 * milliseconds. Short, because a thread of the connector waits.
	 */
	private static final long REPLY_FLUSH_TIMEOUT = 1000;

	/**
	 * Time that Tomcat may take to write a close frame, in milliseconds. A client that
	 * reads slowly has to make room for it first.
	 */
	private static final long CLOSE_FLUSH_TIMEOUT = 5000;

	/**
	 * Time that Tomcat may take to write a close frame to a client that does not read, in
	 * milliseconds. Short, so that many such clients do not delay others.
	 */
	private static final long CLOSE_NOW_FLUSH_TIMEOUT = 50;

	/**
	 * Time that Tomcat waits for the close frame of the client, in milliseconds.
	 */
	private static final long CLOSE_REPLY_TIMEOUT = 5000;

	private final Session connection;

	private final ContainerThreads threads;

	private final Consumer<CloseStatus> onClosed;

	private final ContainerWriter writer;

	private final AtomicBoolean closed = new AtomicBoolean();

	ContainerTransport(Session connection, Duration sendTimeLimit, ContainerThreads threads,
			Consumer<CloseStatus> onClosed) {
		this.connection = connection;
		this.threads = threads;
		this.onClosed = onClosed;
		this.writer = new ContainerWriter(connection, threads);
		connection.getUserProperties().put(BLOCKING_SEND_TIMEOUT, sendTimeLimit.plus(BEYOND_TIME_LIMIT).toMillis());
		connection.getUserProperties().put(ABNORMAL_CLOSE_SEND_TIMEOUT, REPLY_FLUSH_TIMEOUT);
		connection.getUserProperties().put(SESSION_CLOSE_TIMEOUT, CLOSE_REPLY_TIMEOUT);
	}

	@Override
	public String name() {
		return "websocket";
	}

	@Override
	public int idleSize() {
		return IDLE_SIZE;
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.writer.write(source, mayBlock);
	}

	@Override
	public long advance() {
		return this.writer.advance();
	}

	void setServing(boolean serving) {
		this.writer.setServing(serving);
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.threads.execute(() -> {
			try {
				this.connection.getBasicRemote().sendPing(payload);
			}
			catch (IOException | RuntimeException ex) {
				logger.debug(LogMessage.format("Ping failed: %s", ex));
			}
		});
	}

	@Override
	public void close(CloseStatus status) {
		close(status, CLOSE_FLUSH_TIMEOUT);
	}

	@Override
	public void closeNow(CloseStatus status) {
		close(status, CLOSE_NOW_FLUSH_TIMEOUT);
	}

	/**
	 * Close the connection on the current thread, before the container closes it with its
	 * own code.
	 * @param status the close status
	 */
	void closeHere(CloseStatus status) {
		if (this.closed.compareAndSet(false, true)) {
			closeConnection(status, CLOSE_NOW_FLUSH_TIMEOUT);
		}
	}

	private void close(CloseStatus status, long flushTimeout) {
		if (this.closed.compareAndSet(false, true)) {
			this.threads.execute(() -> {
				closeConnection(status, flushTimeout);
				this.onClosed.accept(status);
			});
		}
	}

	private void closeConnection(CloseStatus status, long flushTimeout) {
		// 1006 must not be sent
		CloseReason.CloseCode code = CloseRules.isLost(status) ? CloseReason.CloseCodes.GOING_AWAY : status::getCode;
		try {
			this.connection.setMaxIdleTimeout(CLOSE_REPLY_TIMEOUT);
			// Tomcat has one property for 1000 and another one for other codes
			this.connection.getUserProperties().put(BLOCKING_SEND_TIMEOUT, flushTimeout);
			this.connection.getUserProperties().put(ABNORMAL_CLOSE_SEND_TIMEOUT, flushTimeout);
			BlockingRemote.abortBatching(this.connection);
			this.connection.close(new CloseReason(code, status.getReason()));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug(LogMessage.format("Close failed: %s", ex));
		}
	}

}
