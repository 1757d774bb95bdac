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

package io.github.wsstarter.transport;

import java.nio.ByteBuffer;

import org.springframework.web.socket.CloseStatus;

/**
 * What carries a session: the way out to one client. The way in is not part of it: a wire
 * reads and pushes into the session.
 * <p>
 * No method waits for the client, but for {@link #write} where its caller allows it.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface Transport {

	/**
	 * Return the name of the wire: {@code websocket} or {@code sse}.
	 * @return the name
	 */
	String name();

	/**
	 * Put a text message where the next {@link #write} begins, instead of into a queue.
	 * Not called while that goes on.
	 * @param text the message
	 * @return the number of bytes it takes; zero if it has to be queued, as this has no
	 * room for it or writes nothing but what was queued
	 */
	default int append(String text) {
		return 0;
	}

	/**
	 * Write what was appended and all waiting messages. Called by one thread at a time,
	 * and not again before {@link OutboundSource#written()} returned {@code false}.
	 * @param source where to take the messages from
	 * @param mayBlock whether the caller is the thread that serves this client's own
	 * connection, and so may wait for it
	 */
	void write(OutboundSource source, boolean mayBlock);

	/**
	 * Ask the client for a sign of life.
	 * @param payload what the client sends back, at most 125 bytes
	 */
	void ping(ByteBuffer payload);

	/**
	 * Tell the client goodbye and end the connection. Called when all messages are
	 * written. The wire reports the end to the session, but not before the goodbye is
	 * written.
	 * @param status the close status; a code that must not be sent ends the connection
	 * without one
	 */
	void close(CloseStatus status);

	/**
	 * As {@link #close}, whatever is still being written: the client is not worth waiting
	 * for, as it does not read or is believed to be gone.
	 * @param status the close status
	 */
	default void closeNow(CloseStatus status) {
		close(status);
	}

}
