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
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

/**
 * A connection on one of Tomcat's sockets: its {@link SocketReader} reads, its
 * {@link SocketTransport} writes, and both continue when the I/O thread finds that the
 * socket has more or takes more. A client that does not end a connection that was closed
 * is cut off after a time limit.
 *
 * @author The ws-starter authors
 */
abstract class SocketConnection implements IoThread.Client, SocketReader.Listener, SocketListener {

	private static final Log logger = LogFactory.getLog(SocketConnection.class);

	private static final long CLOSE_TIMEOUT = TimeUnit.SECONDS.toNanos(5);

	private final IoThread io;

	private final SelectionKey key;

	private final SocketReader reader;

	private final SocketTransport transport;

	SocketConnection(UpgradedSocket socket, DirectServices services, WireEncoder encoder) throws IOException {
		this.io = services.nextThread();
		this.transport = new SocketTransport(socket, services.scratches(), encoder, services.memory());
		this.key = this.io.register(socket.channel());
		this.reader = new SocketReader(socket, this.io, this.key, this);
	}

	/**
	 * Begin to write, and to receive the events of the socket. What the client sends is
	 * not read before the reader is started.
	 */
	final void start() {
		this.key.attach(this);
		this.transport.start(this);
	}

	final SocketReader reader() {
		return this.reader;
	}

	final SocketTransport transport() {
		return this.transport;
	}

	final IoThread io() {
		return this.io;
	}

	/**
	 * End the connection without waiting for anything.
	 */
	abstract void abort();

	/**
	 * Called on the I/O thread when the connection is closed and nothing more happens.
	 */
	abstract void onReleased();

	@Override
	public final void onReadable() {
		this.reader.run();
	}

	@Override
	public final void onWritable() {
		this.transport.proceed();
	}

	@Override
	public final void onDeadline() {
		// The close frame of a slow client may fit by now
		this.transport.proceed();
		abort();
	}

	@Override
	public final void onSocketFull() {
		this.io.execute(this::awaitRoom);
	}

	private void awaitRoom() {
		try {
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
		}
		catch (CancelledKeyException ex) {
			this.transport.close(CloseStatus.NO_CLOSE_FRAME);
		}
	}

	@Override
	public void onClosing() {
		this.io.execute(this::setDeadline);
	}

	private void setDeadline() {
		if (this.transport.state() != CloseProgress.State.CLOSED) {
			this.io.setDeadline(this, CLOSE_TIMEOUT);
		}
	}

	@Override
	public final void onFailure(Throwable cause) {
		logger.debug(LogMessage.format("Connection of %s failed: %s", this, cause));
		this.io.execute(this::onEnd);
	}

	@Override
	public void onClosed() {
		this.io.executeLater(this::release);
	}

	private void release() {
		this.io.clearDeadline(this);
		onReleased();
	}

}
