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

package io.github.wsstarter.test.raw;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

/**
 * A client of one session, over any wire. One thread may send while another reads.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public interface WireClient extends AutoCloseable {

	void sendText(String text) throws IOException;

	void sendBinary(byte... payload) throws IOException;

	String readText() throws IOException;

	byte[] readBinary() throws IOException;

	/**
	 * Read a text or binary message.
	 * @return the text, or the bytes decoded as UTF-8
	 * @throws IOException if none comes in time
	 */
	String readAny() throws IOException;

	/**
	 * Read the next text message, and skip everything else.
	 * @return the text, or {@code null} if the connection has ended
	 * @throws IOException if none comes in time
	 */
	@Nullable String readTextOrEnd() throws IOException;

	default String ask(String text) throws IOException {
		sendText(text);
		return readText();
	}

	/**
	 * Expect the server to close the session and then the connection to end. Skip
	 * everything before.
	 * @return the close status
	 * @throws IOException if the server does not close the session in time
	 */
	CloseStatus readClose() throws IOException;

	/**
	 * Close the session.
	 * @param code the code
	 * @param reason the reason, empty for none
	 * @return the close status in the answer of the server
	 * @throws IOException if it does not answer in time
	 */
	CloseStatus close(int code, String reason) throws IOException;

	/**
	 * Expect the connection to end, and skip everything before.
	 * @throws IOException if it does not end in time
	 */
	void expectEnd() throws IOException;

	/**
	 * Expect nothing for a while, except for heartbeats.
	 * @param duration how long to wait
	 * @throws IOException if the connection fails
	 */
	void expectNothing(Duration duration) throws IOException;

	/**
	 * Close the session with status 1000, then end the connection.
	 * @throws IOException if the server does not answer
	 */
	default void closeNormally() throws IOException {
		close(1000, "");
		close();
	}

	/**
	 * End the connection with a RST.
	 * @throws IOException never
	 */
	void reset() throws IOException;

	@Override
	void close() throws IOException;

}
