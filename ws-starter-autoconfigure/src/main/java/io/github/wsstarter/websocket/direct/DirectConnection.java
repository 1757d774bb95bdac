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

package io.github.wsstarter.websocket.direct;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;
import io.github.wsstarter.websocket.frame.FrameDecoder;
import io.github.wsstarter.websocket.frame.FrameException;

/**
 * One WebSocket connection: reads from its socket, on an I/O thread, and brings the two
 * directions and the session to an end together.
 *
 * @author The ws-starter authors
 */
final class DirectConnection implements DirectTransport.Events, DirectInbound.Events, Dispatcher.Client {

	private static final Log logger = LogFactory.getLog(DirectConnection.class);

	/**
	 * How long a client may take to be told goodbye and to answer.
	 */
	private static final long CLOSE_TIMEOUT = TimeUnit.SECONDS.toNanos(5);

	private final UpgradedSocket socket;

	private final Dispatcher dispatcher;

	private final IoThread io;

	private final SelectionKey key;

	private final DirectTransport transport;

	private final Compression compression;

	/**
	 * Written once, by the thread that upgrades the connection.
	 */
	private volatile @Nullable Opened opened;

	/**
	 * Whether no more is read. As {@code deaf} touched by the I/O thread only.
	 */
	private boolean finished;

	/**
	 * As {@code finished}.
	 */
	private IoThread.@Nullable Deadline deadline;

	/**
	 * Whether what is read means nothing any more.
	 */
	private boolean deaf;

	/**
	 * Whether nothing is read for now, as too much waits. Set by the I/O thread, which
	 * then looks once more whether it does; seen by whoever has handled something.
	 */
	private volatile boolean held;

	/**
	 * Guarded by the dispatcher.
	 */
	private long readySince;

	DirectConnection(UpgradedSocket socket, DirectServices services, Compression compression) throws IOException {
		this.socket = socket;
		this.dispatcher = services.dispatcher();
		this.io = services.threads().next();
		this.compression = compression;
		this.transport = new DirectTransport(socket, services.scratches(), compression, this);
		this.key = this.io.register(socket.channel(), this);
	}

	/**
	 * Open the session and start to read.
	 * @param inline whether its handler never blocks
	 * @param sessions creates the session, which from then on is told if the connection
	 * fails
	 */
	void open(boolean inline, Function<Transport, TransportSession> sessions) {
		TransportSession session = sessions.apply(this.transport);
		DirectInbound inbound = new DirectInbound(session, inline, this);
		this.opened = new Opened(session, inbound, new FrameDecoder(inbound, session.options().textLimit(),
				session.options().binaryLimit(), this.compression.decompressors()));
		CloseStatus closing = this.transport.closing();
		if (closing != null) {
			session.closed(closing);
		}
		session.opened();
		session.flush();
		try {
			byte[] leftover = this.socket.takeLeftover();
			if (leftover.length > 0 || this.socket.isEncrypted()) {
				this.io.execute(() -> start(leftover));
			}
			else {
				this.key.interestOpsOr(SelectionKey.OP_READ);
				this.io.wakeUp();
			}
		}
		catch (IOException | CancelledKeyException ex) {
			logger.debug(LogMessage.format("Connection of %s failed: %s", this, ex));
			abort();
		}
	}

	private void start(byte[] leftover) {
		received(leftover, leftover.length);
		resume();
	}

	/**
	 * The socket has something to read or takes something, on the I/O thread.
	 * @param key says which
	 */
	void ready(SelectionKey key) {
		try {
			int ready = key.readyOps();
			if ((ready & SelectionKey.OP_WRITE) != 0) {
				key.interestOpsAnd(~SelectionKey.OP_WRITE);
				this.transport.proceed();
			}
			if ((ready & SelectionKey.OP_READ) != 0) {
				read();
			}
		}
		catch (CancelledKeyException ex) {
			lost();
		}
	}

	/**
	 * Read what there is, on the I/O thread.
	 */
	void read() {
		if (this.finished || isHeld()) {
			return;
		}
		ByteBuffer buffer = this.io.buffer();
		// A handler may have left it, and it would close the connection
		Thread.interrupted();
		int length;
		try {
			length = this.socket.read(buffer);
		}
		catch (IOException ex) {
			logger.debug(LogMessage.format("Connection of %s failed: %s", this, ex));
			length = -1;
		}
		if (length < 0) {
			lost();
		}
		else if (length > 0) {
			received(this.io.bytes(), length);
			if (this.socket.isEncrypted()) {
				this.io.readAgain(this);
			}
		}
	}

	private void received(byte[] bytes, int length) {
		Opened opened = this.opened;
		if (opened == null || this.deaf) {
			return;
		}
		opened.session().receivePart();
		try {
			opened.decoder().decode(bytes, 0, length);
		}
		catch (FrameException ex) {
			this.deaf = true;
			opened.decoder().close();
			this.transport.notUnderstood();
			opened.inbound().end(false, () -> refuse(opened.session(), ex));
		}
		catch (Throwable ex) {
			logger.error(LogMessage.format("What came in for %s could not be read", opened.session()), ex);
			abort();
		}
		opened.inbound().burstEnded();
	}

	private void refuse(TransportSession session, FrameException failure) {
		String property = failure.property();
		if (property != null) {
			session.refuse(failure.status(), String.valueOf(failure.getMessage()), property);
			return;
		}
		logger.debug(LogMessage.format("Closing %s with %s: %s", session, failure.status(), failure.getMessage()));
		session.closed(failure.status());
		this.transport.close(failure.status());
	}

	/**
	 * Return whether nothing is to be read for now. If so, the one who handles what waits
	 * has reading resumed.
	 * @return whether too much waits
	 */
	private boolean isHeld() {
		if (isFull()) {
			this.held = true;
			if (isFull()) {
				listen(false);
				return true;
			}
			this.held = false;
		}
		return false;
	}

	private boolean isFull() {
		Opened opened = this.opened;
		return opened != null && opened.inbound().isFull();
	}

	@Override
	public void notFull() {
		if (this.held) {
			this.io.execute(this::resume);
		}
	}

	private void resume() {
		this.held = false;
		if (!this.finished && !isHeld()) {
			listen(true);
			if (this.socket.isEncrypted()) {
				read();
			}
		}
		if (!this.key.isValid()) {
			lost();
		}
	}

	private void listen(boolean listen) {
		if (!this.key.isValid()) {
			this.finished = true;
			return;
		}
		try {
			if (listen) {
				this.key.interestOpsOr(SelectionKey.OP_READ);
			}
			else {
				this.key.interestOpsAnd(~SelectionKey.OP_READ);
			}
		}
		catch (CancelledKeyException ex) {
			this.finished = true;
		}
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.transport.pong(payload);
	}

	@Override
	public void close(CloseStatus status) {
		this.transport.peerDone();
		finish(status, false);
	}

	/**
	 * The connection is lost, seen by the I/O thread.
	 */
	void lost() {
		finish(CloseStatus.NO_CLOSE_FRAME, true);
		if (this.transport.closing() != null) {
			this.transport.abort();
		}
		else {
			this.transport.peerDone();
		}
	}

	private void finish(CloseStatus status, boolean lost) {
		this.finished = true;
		this.deaf = true;
		listen(false);
		Opened opened = this.opened;
		if (opened != null) {
			opened.inbound().end(lost, () -> {
				opened.session().closed(status);
				this.transport.close(status);
			});
		}
	}

	/**
	 * End the connection and the session without waiting for anything.
	 */
	@Override
	public void abort() {
		Opened opened = this.opened;
		if (opened != null) {
			opened.session().closed(CloseStatus.NO_CLOSE_FRAME);
		}
		this.transport.abort();
	}

	@Override
	public void handling(boolean handling) {
		this.io.handling((handling) ? this : null);
	}

	@Override
	public void schedule() {
		this.dispatcher.execute(this);
		if (this.dispatcher.isWaiting()) {
			this.io.wakeUp();
		}
	}

	@Override
	public void turn() {
		Opened opened = this.opened;
		if (opened != null) {
			opened.inbound().turn();
		}
	}

	@Override
	public void execute(Runnable task) {
		this.socket.execute(task);
	}

	@Override
	public void readySince(long readySince) {
		this.readySince = readySince;
	}

	@Override
	public long readySince() {
		return this.readySince;
	}

	@Override
	public void awaitWritable() {
		try {
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
			this.io.wakeUp();
		}
		catch (CancelledKeyException ex) {
			this.transport.abort();
		}
	}

	@Override
	public void written() {
		relieve();
	}

	private void relieve() {
		Opened opened = this.opened;
		if (opened != null) {
			opened.inbound().relieve();
		}
	}

	@Override
	public void closing() {
		relieve();
		if (!this.transport.isEnded()) {
			this.io.execute(this::setDeadline);
		}
	}

	private void setDeadline() {
		if (this.deadline == null && !this.transport.isEnded()) {
			this.deadline = this.io.giveUpLater(this, CLOSE_TIMEOUT);
		}
	}

	@Override
	public void goodbyeSaid(CloseStatus status) {
		Opened opened = this.opened;
		if (opened != null) {
			opened.session().closed(status);
		}
	}

	@Override
	public void failed(Throwable cause) {
		logger.debug(LogMessage.format("Connection of %s failed: %s", this, cause));
		this.io.execute(this::lost);
	}

	@Override
	public void ended() {
		relieve();
		this.io.executeLater(this::release);
	}

	private void release() {
		if (this.deadline != null) {
			this.deadline.cancel();
		}
		finish(CloseStatus.NO_CLOSE_FRAME, true);
		Opened opened = this.opened;
		if (opened != null) {
			opened.decoder().close();
		}
	}

	String endpointName() {
		Opened opened = this.opened;
		return (opened != null) ? opened.session().getEndpointName() : "";
	}

	@Override
	public String toString() {
		Opened opened = this.opened;
		return (opened != null) ? opened.session().toString() : "a session that is not open yet";
	}

	/**
	 * What there is once the session is.
	 */
	private record Opened(TransportSession session, DirectInbound inbound, FrameDecoder decoder) {

	}

}
