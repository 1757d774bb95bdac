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

package io.github.wsstarter.benchmarks.load;

import java.util.Locale;

import io.netty.buffer.ByteBuf;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Finds the numbers at the start of events in a chunked response.
 *
 * @author The ws-starter authors
 */
final class EventParser {

	private static final byte[] DATA = { 'd', 'a', 't', 'a', ':' };

	private static final int NUMBER_DIGITS = 9;

	private static final int IN_HEAD = -3;

	private static final int IN_SIZE = -2;

	private static final int IN_END = -1;

	private final StringBuilder head = new StringBuilder();

	private final int stream;

	private final Sink sink;

	/**
	 * The number of bytes left of a chunk, or a constant for another part of the
	 * response.
	 */
	private int chunk = IN_HEAD;

	/**
	 * Whether the response has chunks. Otherwise it lasts until the connection ends.
	 */
	private boolean chunked;

	private int size;

	private int column;

	private int digits;

	private int number;

	EventParser(int stream, Sink sink) {
		this.stream = stream;
		this.sink = sink;
	}

	void parse(ByteBuf in) {
		while (in.isReadable()) {
			switch (this.chunk) {
				case IN_HEAD -> head((char) in.readByte());
				case IN_SIZE -> size(in.readByte());
				case IN_END -> end(in.readByte());
				default -> chunk(in);
			}
		}
	}

	private void head(char next) {
		this.head.append(next);
		if (next == '\n' && this.head.indexOf("\r\n\r\n", this.head.length() - 4) >= 0) {
			String response = this.head.toString().toLowerCase(Locale.ROOT);
			this.chunked = response.contains("\ntransfer-encoding: chunked");
			if (!response.startsWith("http/1.1 200") || (!this.chunked && !response.contains("\nconnection: close"))) {
				throw new WorkloadException("the server answered " + response);
			}
			this.head.setLength(0);
			this.head.trimToSize();
			this.chunk = (this.chunked) ? IN_SIZE : Integer.MAX_VALUE;
			this.sink.opened();
		}
	}

	private void size(byte next) {
		int digit = Character.digit(next, 16);
		if (digit >= 0) {
			this.size = this.size * 16 + digit;
		}
		else if (next == '\n') {
			this.chunk = (this.size > 0) ? this.size : IN_END;
			this.size = 0;
		}
	}

	private void end(byte next) {
		if (next == '\n') {
			this.chunk = IN_SIZE;
		}
	}

	private void chunk(ByteBuf in) {
		int length = Math.min(this.chunk, in.readableBytes());
		int end = in.readerIndex() + length;
		while (in.readerIndex() < end) {
			if (this.digits == NUMBER_DIGITS || this.column < 0) {
				int lineEnd = in.indexOf(in.readerIndex(), end, (byte) '\n');
				in.readerIndex((lineEnd >= 0) ? lineEnd : end);
			}
			if (in.readerIndex() < end) {
				line(in.readByte());
			}
		}
		this.chunk -= (this.chunked) ? length : 0;
		if (this.chunk == 0) {
			this.chunk = IN_END;
		}
	}

	private void line(byte next) {
		if (next == '\n') {
			this.column = 0;
			this.digits = 0;
			this.number = 0;
		}
		else if (this.column < DATA.length) {
			this.column = (next == DATA[this.column]) ? this.column + 1 : -1;
		}
		else if (next != ' ') {
			this.number = this.number * 10 + (next - '0');
			this.digits++;
			if (this.digits == NUMBER_DIGITS) {
				this.sink.event(this.stream, this.number);
			}
		}
	}

	/**
	 * Callback interface for the events of a stream.
	 */
	interface Sink {

		void opened();

		/**
		 * Called when an event arrived.
		 * @param stream the number of the stream
		 * @param number the number of the event
		 */
		void event(int stream, int number);

	}

}
