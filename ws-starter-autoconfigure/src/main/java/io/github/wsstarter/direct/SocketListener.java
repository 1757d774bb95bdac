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

/**
 * Receives what becomes of the messages and of the end of a {@link SocketTransport}. Its
 * methods must not wait for anything. A failure is reported to the source of the messages
 * instead, if there is one.
 *
 * @author The ws-starter authors
 */
interface SocketListener {

	/**
	 * The socket takes no more for now. {@link SocketTransport#proceed()} has to be
	 * called when it does.
	 */
	void onSocketFull();

	/**
	 * The socket took the messages that were taken from the queue.
	 */
	void onWritten();

	/**
	 * The socket took everything there was to write, or there was nothing.
	 */
	default void onFlushed() {
	}

	/**
	 * The transport was closed, and the client is about to be told. May be called twice,
	 * unlike {@link #onCloseSent}, which says that the socket took the last bytes.
	 */
	void onClosing();

	void onCloseSent(CloseStatus status);

	void onFailure(Throwable cause);

	/**
	 * The connection is closed. Called once, and last.
	 */
	void onClosed();

}
