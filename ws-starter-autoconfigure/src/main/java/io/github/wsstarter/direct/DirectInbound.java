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

import java.nio.ByteBuffer;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.websocket.frame.FrameListener;

/**
 * Takes what one client sent from the I/O thread to its session. Messages of a
 * non-blocking endpoint are handled on the I/O thread, as long as none waits; all others
 * wait for one of the {@link InboundTurns}.
 * <p>
 * Used by the I/O thread only.
 *
 * @author The ws-starter authors
 */
final class DirectInbound implements FrameListener {

	private final TransportSession session;

	private final InboundTurns turns;

	private final Listener listener;

	private final boolean inline;

	private InboundMessages burst = new InboundMessages();

	/**
	 * Whether replies wait for the end of the burst.
	 */
	private boolean unflushed;

	DirectInbound(TransportSession session, InboundTurns turns, boolean inline, Listener listener) {
		this.session = session;
		this.turns = turns;
		this.inline = inline;
		this.listener = listener;
	}

	@Override
	public void onText(String text) {
		onMessage(text);
	}

	@Override
	public void onBinary(ByteBuffer bytes) {
		onMessage(new InboundMessage.Binary(bytes));
	}

	@Override
	public void onPong(ByteBuffer payload) {
		onMessage(new InboundMessage.Pong(payload));
	}

	private void onMessage(Object message) {
		if (isHandledHere()) {
			this.listener.onHandling(true);
			try {
				InboundMessages.deliver(message, this.session);
			}
			finally {
				handled();
			}
		}
		else {
			this.burst.add(message);
		}
	}

	@Override
	public void onPing(ByteBuffer payload) {
		this.listener.onPing(payload);
	}

	@Override
	public void onClose(CloseStatus status) {
		this.listener.onClose(status);
	}

	private boolean isHandledHere() {
		return this.inline && this.burst.isEmpty() && this.turns.isIdle() && this.session.isReady();
	}

	private void handled() {
		this.listener.onHandling(false);
		this.unflushed = true;
		this.turns.stopIfBusy();
	}

	/**
	 * End a burst: there is nothing more to read for now.
	 */
	void endBurst() {
		if (this.unflushed) {
			this.unflushed = false;
			this.session.flush();
			this.turns.stopIfBusy();
		}
		if (!this.burst.isEmpty()) {
			this.burst = this.turns.add(this.burst);
		}
	}

	void end(boolean lost, Runnable action) {
		endBurst();
		this.turns.end(lost, action);
	}

	/**
	 * Receives what comes in beside messages, and when a handler is called on the I/O
	 * thread and has returned.
	 */
	interface Listener extends InboundTurnsListener {

		void onPing(ByteBuffer payload);

		void onClose(CloseStatus status);

		void onHandling(boolean handling);

	}

}
