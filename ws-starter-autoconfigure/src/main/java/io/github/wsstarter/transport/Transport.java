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
 * Carries the messages of a session to its client. It does not read: a wire reads and
 * passes messages to the session.
 * <p>
 * No method waits for the client, except {@link #write} if the caller allows it.
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
	 * Return the memory of an idle session on this wire, roughly: its objects, and the
	 * buffers that the container keeps for it.
	 * @return the size in bytes
	 */
	int idleSize();

	/**
	 * Append a text message to the buffer that the next {@link #write} starts with,
	 * instead of queueing it. Not called while a write is in progress.
	 * @param text the message
	 * @return the size of the message in bytes, or zero if it has to be queued, because
	 * the buffer has no room or there is no buffer
	 */
	default int append(String text) {
		return 0;
	}

	/**
	 * Write the appended messages, then all queued messages. Called by one thread at a
	 * time, and not again before {@link OutboundSource#written()} has returned {@code
	 * false}.
	 * @param source provides the queued messages
	 * @param mayBlock whether the caller may wait for this client, because it is the
	 * thread that serves the connection of this client
	 */
	void write(OutboundSource source, boolean mayBlock);

	/**
	 * Return how many bytes of writes that take long the connection has accepted since it
	 * was made, so that such a write is seen to make progress. A transport that does not
	 * wait for the client on another thread tries to write more first. Called by the
	 * thread that watches the session, while a write is in progress.
	 * @return the number of bytes, which never becomes smaller
	 */
	default long advance() {
		return 0;
	}

	/**
	 * Send a ping.
	 * @param payload the payload that the client sends back, at most 125 bytes
	 */
	void ping(ByteBuffer payload);

	/**
	 * Send a close frame, or its counterpart, and end the connection. Called when all
	 * messages are written. The wire reports the end to the session after the close frame
	 * is written.
	 * @param status the close status; if its code must not be sent, the connection ends
	 * without a close frame
	 */
	void close(CloseStatus status);

	/**
	 * End the connection as {@link #close} does, but without waiting for a write that is
	 * in progress, because the client does not read or is believed to be gone.
	 * @param status the close status
	 */
	default void closeNow(CloseStatus status) {
		close(status);
	}

}
