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

package io.github.wsstarter.test;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.test.Conversation.Kind;
import io.github.wsstarter.test.Conversation.Received;

/**
 * Sends to the server over a {@link Connection} and takes what the server has sent from
 * the {@link Conversation}. Failures contain the whole conversation. To be used by one
 * thread.
 *
 * @author The ws-starter authors
 */
final class Exchange {

	private final Connection connection;

	private final Conversation conversation;

	private final Duration timeout;

	/**
	 * Whether the test has ended the connection or has seen the end of the session.
	 */
	private boolean ended;

	Exchange(Connection connection, Conversation conversation, Duration timeout) {
		this.connection = connection;
		this.conversation = conversation;
		this.timeout = timeout;
	}

	void sendText(String text) {
		send(Conversation.quote(text), () -> this.connection.sendText(text));
	}

	void sendBinary(byte[] payload) {
		send(Conversation.hex(payload), () -> this.connection.sendBinary(payload));
	}

	void close(int code) {
		send(Conversation.close(new CloseStatus(code)), () -> this.connection.close(code));
	}

	private void send(String description, Action action) {
		if (this.ended) {
			throw failure("Failed to send %s: the session is closed".formatted(description));
		}
		this.conversation.sent(description);
		try {
			action.run();
		}
		catch (IOException ex) {
			throw failure("Failed to send %s: %s".formatted(description, ex));
		}
	}

	void ignorePings() {
		this.connection.ignorePings();
	}

	void abort() {
		this.ended = true;
		try {
			this.connection.abort();
		}
		catch (IOException ex) {
			throw failure("Failed to end the connection: " + ex);
		}
		finally {
			this.conversation.closed(CloseStatus.NO_CLOSE_FRAME);
		}
	}

	Received next(String expected, Predicate<Received> kind) {
		Received received = this.conversation.next(expected, kind, this.timeout);
		this.ended |= received.kind() == Kind.CLOSE;
		return received;
	}

	void nextPing() {
		this.conversation.nextPing(this.timeout);
	}

	void check(boolean matches, String expected, Received received) {
		if (!matches) {
			throw failure("Expected %s but got %s".formatted(expected, received));
		}
	}

	boolean isClosed() {
		return this.conversation.isClosed();
	}

	AssertionError failure(String message) {
		return this.conversation.failure(message);
	}

	private interface Action {

		void run() throws IOException;

	}

}
