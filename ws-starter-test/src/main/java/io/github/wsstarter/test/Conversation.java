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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.web.socket.CloseStatus;

/**
 * The messages that a client and a server have exchanged so far. Received messages and
 * pings are kept here until they are expected. Guarded by this object's monitor.
 *
 * @author The ws-starter authors
 */
final class Conversation {

	private static final int MAX_LENGTH = 200;

	private final long start = System.nanoTime();

	private final String title;

	private final List<String> lines = new ArrayList<>();

	private final Collection<Received> messages = new ArrayList<>();

	private final Collection<Received> pings = new ArrayList<>();

	private boolean closed;

	Conversation(String title) {
		this.title = title;
	}

	synchronized void sent(String description) {
		add('>', description);
	}

	void received(String text) {
		receive(this.messages, new Received(Kind.TEXT, text.getBytes(StandardCharsets.UTF_8), CloseStatus.NORMAL));
	}

	void received(byte[] payload) {
		receive(this.messages, new Received(Kind.BINARY, payload, CloseStatus.NORMAL));
	}

	void pinged() {
		receive(this.pings, new Received(Kind.PING, new byte[0], CloseStatus.NORMAL));
	}

	/**
	 * Note that the session has ended. Does nothing if this was noted before.
	 * @param status the close status, 1006 if the connection was lost
	 */
	synchronized void closed(CloseStatus status) {
		if (!this.closed) {
			this.closed = true;
			receive(this.messages, new Received(Kind.CLOSE, new byte[0], status));
		}
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

	private synchronized void receive(Collection<Received> queue, Received received) {
		add('<', received.toString());
		queue.add(received);
		notifyAll();
	}

	private void add(char arrow, String description) {
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start);
		this.lines.add("%6d ms %c %s".formatted(millis, arrow, description));
	}

	/**
	 * Wait for the next message of some kind, or the end of the session.
	 * @param expected a description of what is expected
	 * @param kind whether a message is of that kind
	 * @param timeout how long to wait
	 * @return what was received
	 */
	Received next(String expected, Predicate<Received> kind, Duration timeout) {
		return await(this.messages, kind.or((received) -> received.kind() == Kind.CLOSE), expected, timeout);
	}

	void nextPing(Duration timeout) {
		await(this.pings, (received) -> true, "a ping", timeout);
	}

	private synchronized Received await(Collection<Received> queue, Predicate<Received> kind, String expected,
			Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			Optional<Received> received = take(queue, kind);
			while (received.isEmpty()) {
				if (this.closed) {
					throw failure("Expected %s but the session is closed".formatted(expected));
				}
				long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (left <= 0) {
					throw failure(
							"Expected %s but nothing of its kind came within %s".formatted(expected, print(timeout)));
				}
				wait(left);
				received = take(queue, kind);
			}
			return received.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure("Interrupted while waiting for " + expected);
		}
	}

	private static Optional<Received> take(Collection<Received> queue, Predicate<Received> kind) {
		Optional<Received> first = queue.stream().filter(kind).findFirst();
		first.ifPresent(queue::remove);
		return first;
	}

	synchronized AssertionError failure(String message) {
		String soFar = (this.lines.isEmpty()) ? "  (nothing)" : String.join("\n", this.lines);
		return new AssertionError("%s%nConversation with %s so far:%n%s".formatted(message, this.title, soFar));
	}

	static String print(Duration timeout) {
		return DurationFormatterUtils.print(timeout, DurationFormat.Style.COMPOSITE);
	}

	static String quote(String text) {
		return "text \"" + ((text.length() > MAX_LENGTH)
				? text.substring(0, MAX_LENGTH) + "…\" (" + text.length() + " characters)" : text + "\"");
	}

	static String hex(byte[] payload) {
		String hex = HexFormat.ofDelimiter(" ").formatHex(payload, 0, Math.min(payload.length, MAX_LENGTH / 4));
		return "%d bytes [%s%s]".formatted(payload.length, hex, (payload.length > MAX_LENGTH / 4) ? " …" : "");
	}

	static String close(CloseStatus status) {
		return "close %d%s".formatted(status.getCode(), (status.getReason() != null) ? " " + status.getReason() : "");
	}

	/**
	 * The kind of what was received.
	 */
	enum Kind {

		TEXT, BINARY, PING, CLOSE

	}

	/**
	 * A message, a ping or the end of the session.
	 *
	 * @param kind the kind
	 * @param payload the payload
	 * @param status the close status, meaningful for the end of the session only
	 */
	record Received(Kind kind, byte[] payload, CloseStatus status) {

		String text() {
			return new String(this.payload, StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return switch (this.kind) {
				case TEXT -> quote(text());
				case BINARY -> hex(this.payload);
				case PING -> "ping";
				case CLOSE -> close(this.status);
			};
		}

	}

}
