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

import java.util.concurrent.atomic.AtomicReference;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;

/**
 * A write of one message through the asynchronous half of the container's API.
 * <p>
 * The container may report the result of a write before or after it returns from the call
 * that starts the write. The thread that comes second, the starting or the reporting
 * thread, writes the next message. A container that reports on the starting thread
 * therefore does not cause recursion.
 *
 * @author The ws-starter authors
 */
final class AsyncWrite implements SendHandler {

	private final OutboundSource source;

	/**
	 * Writes the next messages. Called if the write ends after {@link #start} has
	 * returned and more messages are waiting.
	 */
	private final Runnable next;

	private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

	AsyncWrite(OutboundSource source, Runnable next) {
		this.source = source;
		this.next = next;
	}

	/**
	 * Start to write a message.
	 * @param message the message
	 * @param remote the asynchronous half of the container's API
	 * @return whether the message has been written already and the caller has to write
	 * the next one
	 */
	boolean start(OutboundMessage message, RemoteEndpoint.Async remote) {
		if (message instanceof OutboundMessage.Text text) {
			remote.sendText(text.payload(), this);
		}
		else if (message instanceof OutboundMessage.Binary binary) {
			remote.sendBinary(binary.payload(), this);
		}
		if (this.state.compareAndSet(State.STARTING, State.PENDING)) {
			return false;
		}
		return this.state.get() == State.WRITTEN && this.source.written();
	}

	@Override
	public void onResult(SendResult result) {
		State outcome = (result.isOK()) ? State.WRITTEN : State.FAILED;
		boolean later = !this.state.compareAndSet(State.STARTING, outcome);
		if (!result.isOK()) {
			this.source.failed(result.getException());
		}
		else if (later && this.source.written()) {
			this.next.run();
		}
	}

	private enum State {

		STARTING, PENDING, WRITTEN, FAILED

	}

}
