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
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Reads from one socket on its I/O thread, and stops while its listener has no room for
 * more.
 *
 * @author The ws-starter authors
 */
final class SocketReader implements Runnable {

	private static final Log logger = LogFactory.getLog(SocketReader.class);

	private final UpgradedSocket socket;

	private final IoThread io;

	private final SelectionKey key;

	private final Listener listener;

	/**
	 * Written by the I/O thread.
	 */
	private volatile State state = State.OPEN;

	SocketReader(UpgradedSocket socket, IoThread io, SelectionKey key, Listener listener) {
		this.socket = socket;
		this.io = io;
		this.key = key;
		this.listener = listener;
	}

	/**
	 * Begin to read. Called by the thread that upgrades the connection.
	 */
	void start() {
		try {
			byte[] leftover = this.socket.takeLeftover();
			this.io.execute(() -> start(leftover));
		}
		catch (IOException ex) {
			logger.debug(LogMessage.format("Reading from %s failed: %s", this.listener, ex));
			this.io.execute(this.listener::onEnd);
		}
	}

	private void start(byte[] leftover) {
		if (leftover.length > 0 && this.state == State.OPEN) {
			this.listener.onBytes(leftover, leftover.length);
		}
		proceed();
	}

	/**
	 * Read what there is. Called on the I/O thread.
	 */
	@Override
	public void run() {
		// What is to be read again is called while reading is held, too. Then proceed()
		// begins again
		if (this.state != State.OPEN || isHeld()) {
			return;
		}
		// A handler may have left the thread interrupted, which would close the socket
		Thread.interrupted();
		ByteBuffer buffer = this.io.buffer();
		int length;
		try {
			length = this.socket.read(buffer);
		}
		catch (IOException ex) {
			logger.debug(LogMessage.format("Reading from %s failed: %s", this.listener, ex));
			length = -1;
		}
		if (length < 0) {
			this.listener.onEnd();
		}
		else if (length > 0) {
			this.listener.onBytes(buffer.array(), length);
			if (this.socket.isEncrypted()) {
				this.io.readAgain(this);
			}
		}
	}

	private boolean isHeld() {
		// The state is set before the listener is asked once more: a thread that makes
		// room after that sees it, and calls resume()
		if (!this.listener.isFull()) {
			return false;
		}
		this.state = State.HELD;
		if (this.listener.isFull()) {
			listen(false);
			return true;
		}
		this.state = State.OPEN;
		return false;
	}

	/**
	 * Read again, if reading stopped because the listener was full. Called by any thread
	 * that has made room.
	 */
	void resume() {
		if (this.state == State.HELD) {
			this.io.execute(this::proceed);
		}
	}

	private void proceed() {
		if (this.state != State.ENDED) {
			this.state = State.OPEN;
			if (!isHeld()) {
				listen(true);
				if (this.socket.isEncrypted()) {
					run();
				}
			}
		}
		if (!this.key.isValid()) {
			this.listener.onEnd();
		}
	}

	/**
	 * Read nothing any more. Called on the I/O thread.
	 */
	void end() {
		this.state = State.ENDED;
		listen(false);
	}

	private void listen(boolean listen) {
		try {
			if (listen) {
				this.key.interestOpsOr(SelectionKey.OP_READ);
			}
			else {
				this.key.interestOpsAnd(~SelectionKey.OP_READ);
			}
		}
		catch (CancelledKeyException ex) {
			this.state = State.ENDED;
		}
	}

	/**
	 * The life of the way in. The socket is not read while it is held, because the
	 * listener is full, and never again when it has ended.
	 */
	private enum State {

		OPEN, HELD, ENDED

	}

	/**
	 * Receives what is read, on the I/O thread. The listener may overwrite the bytes, but
	 * not keep them.
	 */
	interface Listener {

		boolean isFull();

		void onBytes(byte[] bytes, int length);

		/**
		 * There is nothing more to read: the client ended the connection, or it failed.
		 * May be called several times.
		 */
		void onEnd();

	}

}
