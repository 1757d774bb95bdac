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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * Writes to one connection through the container's API.
 * <p>
 * The blocking half of that API is the fast one: it writes several messages at once and
 * needs no other thread. It is used where the current thread may wait, see
 * {@link ContainerThreads}; the asynchronous half everywhere else. Only one of them is in
 * use at a time, as the {@link OutboundSource} has one owner.
 *
 * @author The ws-starter authors
 */
final class ContainerTransport implements Transport {

	private static final Log logger = LogFactory.getLog(ContainerTransport.class);

	private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

	private static final String ABNORMAL_CLOSE_SEND_TIMEOUT = "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

	private static final String SESSION_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

	/**
	 * How much longer than the time limit Tomcat may wait for a client: it is up to the
	 * session to find its client too slow, so that it is closed as such.
	 */
	private static final Duration BEYOND_TIME_LIMIT = Duration.ofSeconds(5);

	/**
	 * How long Tomcat may take to write a close frame, in milliseconds.
	 */
	private static final long CLOSE_FLUSH_TIMEOUT = 1000;

	/**
	 * The same for a client that is not worth waiting for, so that many of them do not
	 * hold up the rest.
	 */
	private static final long CLOSE_NOW_FLUSH_TIMEOUT = 50;

	/**
	 * How long Tomcat waits for a client to answer a close, in milliseconds.
	 */
	private static final long CLOSE_REPLY_TIMEOUT = 5000;

	private static final int MAX_BATCH = 64;

	/**
	 * How much one write may have to wait for: a client that reads slowly has to take it
	 * within the time limit.
	 */
	private static final int MAX_BATCH_BYTES = 65_536;

	/**
	 * For how long nobody else's thread waits for a client that held one up, in
	 * nanoseconds.
	 */
	private static final long SLOW_FOR = TimeUnit.SECONDS.toNanos(5);

	private final Session connection;

	private final ContainerThreads threads;

	private final Consumer<CloseStatus> onClosed;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Meaningful to the thread that it names only.
	 */
	private @Nullable Thread reader;

	private volatile long slowUntil = System.nanoTime();

	ContainerTransport(Session connection, Duration sendTimeLimit, ContainerThreads threads,
			Consumer<CloseStatus> onClosed) {
		this.connection = connection;
		this.threads = threads;
		this.onClosed = onClosed;
		connection.getUserProperties().put(BLOCKING_SEND_TIMEOUT, sendTimeLimit.plus(BEYOND_TIME_LIMIT).toMillis());
		connection.getUserProperties().put(ABNORMAL_CLOSE_SEND_TIMEOUT, CLOSE_FLUSH_TIMEOUT);
		connection.getUserProperties().put(SESSION_CLOSE_TIMEOUT, CLOSE_REPLY_TIMEOUT);
	}

	@Override
	public String name() {
		return "websocket";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		if (mayBlock) {
			writeWaiting(source);
		}
		else if (Thread.currentThread() == this.reader || !this.threads.flush(new WaitingFlush(source))) {
			writeAsync(source);
		}
	}

	/**
	 * Tell whether the current thread serves this connection. What its handler sends to
	 * its own client is on its way before the next frame is read, which may be a close:
	 * it goes the asynchronous way at once.
	 * @param serving whether it does from now on
	 */
	void serving(boolean serving) {
		this.reader = (serving) ? Thread.currentThread() : null;
	}

	private void writeWaiting(OutboundSource source) {
		if (!this.threads.tryBlockingWrite()) {
			writeAsync(source);
			return;
		}
		boolean more;
		try {
			more = writeBlocking(source);
		}
		finally {
			this.threads.endBlockingWrite();
		}
		if (more) {
			write(source, false);
		}
	}

	/**
	 * Write what waits, but not for ever.
	 * @param source where to take the messages from
	 * @return whether more is left to be written
	 */
	private boolean writeBlocking(OutboundSource source) {
		try {
			RemoteEndpoint.Basic remote = this.connection.getBasicRemote();
			OutboundMessage message = source.poll();
			OutboundMessage next = (message != null) ? source.poll() : null;
			if (next == null) {
				send(remote, message);
			}
			else {
				remote.setBatchingAllowed(true);
				send(remote, message);
				writeBatch(source, remote, next);
				remote.setBatchingAllowed(false);
			}
		}
		catch (IOException | RuntimeException ex) {
			source.failed(ex);
			return false;
		}
		return source.written();
	}

	private static void writeBatch(OutboundSource source, RemoteEndpoint.Basic remote, OutboundMessage first)
			throws IOException {
		OutboundMessage next = first;
		int bytes = 0;
		for (int i = 1; next != null; i++) {
			send(remote, next);
			bytes += next.size();
			next = (i < MAX_BATCH && bytes < MAX_BATCH_BYTES) ? source.poll() : null;
		}
	}

	private static void send(RemoteEndpoint.Basic remote, @Nullable OutboundMessage message) throws IOException {
		if (message instanceof OutboundMessage.Text text) {
			remote.sendText(text.payload());
		}
		else if (message instanceof OutboundMessage.Binary binary) {
			remote.sendBinary(binary.payload());
		}
	}

	private void writeAsync(OutboundSource source) {
		boolean more = true;
		while (more) {
			AsyncWrite write = new AsyncWrite(source, () -> write(source, false));
			try {
				more = write.start(this.connection.getAsyncRemote());
			}
			catch (RuntimeException ex) {
				source.failed(ex);
				return;
			}
		}
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

	private void close(CloseStatus status, long flushTimeout) {
		if (this.closed.compareAndSet(false, true)) {
			this.threads.execute(() -> {
				closeConnection(status, flushTimeout);
				this.onClosed.accept(status);
			});
		}
	}

	/**
	 * Close the connection. One that is lost is closed with 1001, as 1006 must not be
	 * sent.
	 * @param status the close status
	 * @param flushTimeout how long the close frame may take, in milliseconds: Tomcat has
	 * one name for that with 1000, another with other codes
	 */
	private void closeConnection(CloseStatus status, long flushTimeout) {
		CloseReason.CloseCode code = status::getCode;
		if (status.getCode() == CloseStatus.NO_CLOSE_FRAME.getCode()) {
			code = CloseReason.CloseCodes.GOING_AWAY;
		}
		try {
			this.connection.setMaxIdleTimeout(CLOSE_REPLY_TIMEOUT);
			this.connection.getUserProperties().put(BLOCKING_SEND_TIMEOUT, flushTimeout);
			this.connection.getUserProperties().put(ABNORMAL_CLOSE_SEND_TIMEOUT, flushTimeout);
			this.connection.close(new CloseReason(code, status.getReason()));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug(LogMessage.format("Close failed: %s", ex));
		}
	}

	/**
	 * Writes on a thread that writes for others, too.
	 */
	private final class WaitingFlush implements Flush {

		private final OutboundSource source;

		WaitingFlush(OutboundSource source) {
			this.source = source;
		}

		@Override
		public void run() {
			if (System.nanoTime() - ContainerTransport.this.slowUntil < 0) {
				writeAsync(this.source);
			}
			else {
				writeWaiting(this.source);
			}
		}

		@Override
		public void heldUp() {
			ContainerTransport.this.slowUntil = System.nanoTime() + SLOW_FOR;
		}

	}

}
