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
import java.io.PushbackInputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads a stream of events as browsers do.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG
 * HTML, section 9.2.6</a>
 */
public final class EventStreamReader {

	private final PushbackInputStream in;

	private String lastEventId = "";

	private long retry = -1;

	private int comments;

	private long deadline = Long.MAX_VALUE;

	public EventStreamReader(InputStream in) {
		this.in = new PushbackInputStream(in);
	}

	/**
	 * Read the next event.
	 * @return the event or {@code null} at the end of the stream
	 * @throws IOException if none comes in time
	 */
	public @Nullable ServerSentEvent read() throws IOException {
		String type = "";
		StringBuilder data = new StringBuilder();
		for (String line = readLine(); line != null; line = readLine()) {
			if (line.isEmpty()) {
				if (!data.isEmpty()) {
					data.setLength(data.length() - 1);
					return new ServerSentEvent((type.isEmpty()) ? "message" : type, data.toString(), this.lastEventId);
				}
				type = "";
				continue;
			}
			int colon = line.indexOf(':');
			String field = (colon != -1) ? line.substring(0, colon) : line;
			String value = (colon != -1) ? line.substring(colon + 1) : "";
			value = (value.startsWith(" ")) ? value.substring(1) : value;
			switch (field) {
				case "" -> comment();
				case "event" -> {
					type = value;
				}
				case "data" -> data.append(value).append('\n');
				case "id" -> {
					this.lastEventId = value;
				}
				case "retry" -> {
					this.retry = Long.parseLong(value);
				}
				default -> throw new IOException("Unknown field in '" + line + "'");
			}
		}
		return null;
	}

	private void comment() throws IOException {
		this.comments++;
		if (this.deadline != Long.MAX_VALUE && System.nanoTime() > this.deadline) {
			throw new SocketTimeoutException("Only comments");
		}
	}

	/**
	 * Set until when to be content with comments.
	 * @param deadline the time, {@code Long.MAX_VALUE} for ever
	 */
	void deadline(long deadline) {
		this.deadline = deadline;
	}

	private @Nullable String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int c = this.in.read();
		if (c == -1) {
			return null;
		}
		while (c != '\n' && c != '\r') {
			if (c == -1) {
				return null;
			}
			line.write(c);
			c = this.in.read();
		}
		if (c == '\r') {
			int next = this.in.read();
			if (next != '\n' && next != -1) {
				this.in.unread(next);
			}
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	public long retry() {
		return this.retry;
	}

	public int comments() {
		return this.comments;
	}

}
