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
import java.nio.ByteBuffer;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.direct.CloseProgress.AfterClose;
import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.transport.Transport;
import io.github.wsstarter.websocket.deflate.DeflateConnection;
import io.github.wsstarter.websocket.frame.FrameDecoder;
import io.github.wsstarter.websocket.frame.FrameException;

/**
 * One WebSocket connection: decodes what its socket reads, carries out the closing
 * handshake, and ends the session with the connection.
 * <p>
 * The way in is the {@link SocketReader}, then the {@link FrameDecoder}, then the
 * {@link DirectInbound}; the way out is the {@link SocketTransport}.
 *
 * @author The ws-starter authors
 */
final class DirectConnection extends SocketConnection implements DirectInbound.Listener {

	private static final Log logger = LogFactory.getLog(DirectConnection.class);

	private final Dispatcher dispatcher;

	private final @Nullable DeflateConnection deflate;

	private final WebSocketEncoder encoder;

	/**
	 * Written once, by the thread that upgrades the connection, before any event comes.
	 */
	private volatile @Nullable Opened opened;

	DirectConnection(UpgradedSocket socket, DirectServices services, @Nullable DeflateConnection deflate)
			throws IOException {
		this(socket, services, deflate, new WebSocketEncoder(deflate));
	}

	private DirectConnection(UpgradedSocket socket, DirectServices services, @Nullable DeflateConnection deflate,
			WebSocketEncoder encoder) throws IOException {
		super(socket, services, encoder);
		this.dispatcher = services.dispatcher();
		this.deflate = deflate;
		this.encoder = encoder;
	}

	void open(boolean inline, Function<Transport, TransportSession> sessions) {
		TransportSession session = sessions.apply(transport());
		InboundTurns turns = new InboundTurns(session, this);
		DirectInbound inbound = new DirectInbound(session, turns, inline, this);
		this.opened = new Opened(session, turns, inbound,
				new FrameDecoder(inbound, session.options().textLimit(), session.options().binaryLimit(),
						(this.deflate != null) ? this.deflate::decompressor : null),
				new MemoryCounter(session.memory()));
		start();
		session.opened();
		session.flush();
		reader().start();
	}

	private Opened opened() {
		Opened opened = this.opened;
		Assert.state(opened != null, "The connection is not open yet");
		return opened;
	}

	@Override
	public boolean isFull() {
		return opened().turns().isFull();
	}

	@Override
	public void onBytes(byte[] bytes, int length) {
		Opened opened = opened();
		opened.session().receivePart();
		try {
			opened.decoder().decode(bytes, 0, length);
		}
		catch (FrameException ex) {
			transport().afterClose(AfterClose.SHUT_DOWN_OUTPUT);
			opened.inbound().end(false, () -> refuse(ex));
		}
		catch (Throwable ex) {
			this.dispatcher.failed(LogMessage.format("Failed to process input of %s", this), ex);
			abort();
		}
		opened.inbound().endBurst();
		opened.memory().set(opened.decoder().heldBytes() + ((this.deflate != null) ? this.deflate.heldBytes() : 0));
	}

	private void refuse(FrameException failure) {
		String property = failure.property();
		if (property != null) {
			opened().session().refuse(failure.status(), String.valueOf(failure.getMessage()), property);
		}
		else {
			logger.debug(LogMessage.format("Closing %s with %s: %s", this, failure.status(), failure.getMessage()));
			end(failure.status());
		}
	}

	@Override
	public void onPing(ByteBuffer payload) {
		this.encoder.pong(payload);
		transport().proceed();
	}

	@Override
	public void onClose(CloseStatus status) {
		transport().afterClose(AfterClose.END);
		endReading(false, status);
	}

	@Override
	public void onEnd() {
		endReading(true, CloseStatus.NO_CLOSE_FRAME);
		transport().afterClose(AfterClose.END);
		if (transport().state() != CloseProgress.State.OPEN) {
			transport().close(CloseStatus.NO_CLOSE_FRAME);
		}
	}

	private void endReading(boolean lost, CloseStatus status) {
		reader().end();
		opened().inbound().end(lost, () -> end(status));
	}

	private void end(CloseStatus status) {
		opened().session().closed(status);
		transport().close(status);
	}

	@Override
	void abort() {
		end(CloseStatus.NO_CLOSE_FRAME);
	}

	@Override
	public void onTurnFailed() {
		abort();
	}

	@Override
	public void onHandling(boolean handling) {
		io().handling((handling) ? opened().session().getEndpointName() : null);
	}

	@Override
	public void onMessagesWaiting() {
		this.dispatcher.execute(opened().turns());
		if (this.dispatcher.isWaiting()) {
			io().wakeUp();
		}
	}

	@Override
	public void onRelief() {
		reader().resume();
	}

	@Override
	public void onWritten() {
		opened().turns().relieve();
	}

	@Override
	public void onClosing() {
		opened().turns().relieve();
		super.onClosing();
	}

	@Override
	public void onCloseSent(CloseStatus status) {
		end(status);
	}

	@Override
	public void onClosed() {
		opened().turns().relieve();
		super.onClosed();
	}

	@Override
	void onReleased() {
		endReading(true, CloseStatus.NO_CLOSE_FRAME);
		opened().decoder().close();
	}

	@Override
	public String toString() {
		return opened().session().toString();
	}

	private record Opened(TransportSession session, InboundTurns turns, DirectInbound inbound, FrameDecoder decoder,
			MemoryCounter memory) {

	}

}
