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

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;

/**
 * How far a {@link SocketTransport} is on its way from open to closed. The state only
 * ever moves to a later constant. Thread-safe: state and status are written with this
 * object's monitor held; the state is read without.
 *
 * @author The ws-starter authors
 */
final class CloseProgress {

	private volatile State state = State.OPEN;

	/**
	 * Written once, before the state becomes {@link State#CLOSING}.
	 */
	private CloseStatus status = CloseStatus.NO_CLOSE_FRAME;

	State state() {
		return this.state;
	}

	CloseStatus status() {
		return this.status;
	}

	/**
	 * Begin to close, or close at once if the status must not be sent.
	 * @param status the close status
	 * @return whether to tell the client, which only the first status is
	 */
	synchronized boolean begin(CloseStatus status) {
		if (CloseRules.isLost(status)) {
			this.state = State.CLOSED;
		}
		if (this.state != State.OPEN) {
			return false;
		}
		this.status = status;
		this.state = State.CLOSING;
		return true;
	}

	synchronized void advance(State state) {
		// Another thread may have reached that or a later state already
		if (this.state.compareTo(state) < 0) {
			this.state = state;
		}
	}

	/**
	 * The steps from open, when messages are written, to closed, when the socket is
	 * closed or about to be. While closing, the last bytes are to be written, after what
	 * was begun. They are encoded when they are on their way to the socket, and sent when
	 * the socket took them.
	 */
	enum State {

		OPEN, CLOSING, CLOSE_ENCODED, CLOSE_SENT, CLOSED

	}

	/**
	 * What happens to the connection once the socket took the last bytes: the client has
	 * to answer, the client has to close the connection and learns that nothing follows,
	 * or the connection is closed.
	 */
	enum AfterClose {

		AWAIT_CLIENT, SHUT_DOWN_OUTPUT, END

	}

}
