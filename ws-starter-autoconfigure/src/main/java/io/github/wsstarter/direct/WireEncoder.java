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

import io.github.wsstarter.message.OutboundMessage;

/**
 * Encodes what leaves on one socket, in the format of its wire. The
 * {@link SocketTransport} decides when something is encoded, and writes it.
 * <p>
 * All methods but {@link #text} and {@link #ping} are called by one thread at a time.
 *
 * @author The ws-starter authors
 */
interface WireEncoder {

	/**
	 * The maximum number of bytes that one call of {@link #control} and one call of
	 * {@link #close} put, taken together.
	 */
	int MAX_CONTROL = 2048;

	/**
	 * The maximum number of bytes that {@link #message} or {@link #continuation} puts.
	 */
	int MAX_HEADER = 10;

	String name();

	/**
	 * Encode a text message that was not queued.
	 * @param text the message
	 * @param scratch the buffer to encode it into
	 * @return whether it was encoded; if not, the position of the buffer has not changed,
	 * and the message has to be queued
	 */
	boolean text(String text, Scratch scratch);

	/**
	 * Begin a queued message.
	 * @param message the message
	 * @param target where to put what precedes its payload
	 * @return the payload, of which the bytes from zero to the limit follow, the first
	 * {@link #maxPart()} bytes at once. Its position is not changed, as many sockets may
	 * share it
	 */
	ByteBuffer message(OutboundMessage message, ByteBuffer target);

	/**
	 * Return the maximum number of bytes of a payload that follow each other. The call of
	 * {@link #control} and the close may come between two parts of a payload.
	 * @return the number of bytes
	 */
	int maxPart();

	/**
	 * Continue a message after one of its parts.
	 * @param length the number of bytes of the payload that follow
	 * @param last whether they are the last bytes of the message
	 * @param target where to put what precedes them
	 */
	void continuation(int length, boolean last, ByteBuffer target);

	/**
	 * Request a sign of life from the client with the next {@link #control}.
	 * @param payload what the client sends back, at most 125 bytes
	 */
	void ping(ByteBuffer payload);

	boolean hasControl();

	/**
	 * Put everything that goes between two messages, or between two parts of a message.
	 * @param target the buffer, with room for {@link #MAX_CONTROL} bytes
	 */
	void control(ByteBuffer target);

	void close(CloseStatus status, ByteBuffer target);

}
