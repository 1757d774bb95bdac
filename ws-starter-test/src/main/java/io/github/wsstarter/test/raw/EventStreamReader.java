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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream as browsers do. A read that times out can be repeated.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 * HTML, section 9.2.6</a>
 */
public final class EventStreamReader {

	private final InputStream in;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private final StringBuilder data = new StringBuilder();

	private String type = "";

	/**
	 * Whether the last line ended with a carriage return, which a line feed may follow.
	 */
	private boolean carriageReturn;

	private String lastEventId = "";

	private long retry = -1;

	private int comments;

	private long deadline = Long.MAX_VALUE;

	public EventStreamReader(InputStream in) {
		this.in = in;
	}

	/**
	 * Read the next event.
	 * @return the event or {@code null} at the end of the stream
	 * @throws IOException if none comes in time
	 */
	public @Nullable ServerSentEvent read() throws IOException {
		for (String line = readLine(); line != null; line = readLine()) {
			if (!line.isEmpty()) {
				field(line);
				continue;
			}
			String type = (this.type.isEmpty()) ? "message" : this.type;
			this.type = "";
			if (!this.data.isEmpty()) {
				String data = this.data.substring(0, this.data.length() - 1);
				this.data.setLength(0);
				return new ServerSentEvent(type, data, this.lastEventId);
			}
		}
		return null;
	}

	private void field(String line) throws IOException {
		int colon = line.indexOf(':');
		String field = (colon != -1) ? line.substring(0, colon) : line;
		String value = (colon != -1) ? line.substring(colon + 1) : "";
		value = (value.startsWith(" ")) ? value.substring(1) : value;
		switch (field) {
			case "" -> comment();
			case "event" -> {
				this.type = value;
			}
			case "data" -> this.data.append(value).append('\n');
			case "id" -> {
				this.lastEventId = value;
			}
			case "retry" -> {
				this.retry = Long.parseLong(value);
			}
			default -> throw new IOException("Unknown field in '" + line + "'");
		}
	}

	private void comment() throws IOException {
		this.comments++;
		if (this.deadline != Long.MAX_VALUE && System.nanoTime() > this.deadline) {
			throw new SocketTimeoutException("Only comments");
		}
	}

	/**
	 * Set the time after which a comment ends a read.
	 * @param deadline the time, {@code Long.MAX_VALUE} for none
	 */
	void deadline(long deadline) {
		this.deadline = deadline;
	}

	private @Nullable String readLine() throws IOException {
		int c = readChar();
		while (c != '\n' && c != '\r') {
			if (c == -1) {
				return null;
			}
			this.line.write(c);
			c = readChar();
		}
		this.carriageReturn = c == '\r';
		String line = this.line.toString(StandardCharsets.UTF_8);
		this.line.reset();
		return line;
	}

	private int readChar() throws IOException {
		int c = this.in.read();
		if (this.carriageReturn) {
			this.carriageReturn = false;
			return (c == '\n') ? this.in.read() : c;
		}
		return c;
	}

	public long retry() {
		return this.retry;
	}

	public int comments() {
		return this.comments;
	}

}
