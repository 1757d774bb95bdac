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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the content of a response with chunked transfer coding. A read that times out can
 * be repeated.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section
 * 7.1</a>
 */
final class ChunkedInputStream extends InputStream {

	private final InputStream in;

	private final StringBuilder line = new StringBuilder();

	private Part next = Part.SIZE;

	private int left;

	ChunkedInputStream(InputStream in) {
		this.in = in;
	}

	@Override
	public int read() throws IOException {
		while (this.left == 0) {
			switch (this.next) {
				case SIZE -> {
					this.left = Integer.parseInt(readLine(), 16);
					this.next = (this.left > 0) ? Part.END_OF_CHUNK : Part.TRAILER;
				}
				case END_OF_CHUNK -> {
					readLine();
					this.next = Part.SIZE;
				}
				case TRAILER -> {
					readLine();
					this.next = Part.NOTHING;
				}
				case NOTHING -> {
					return -1;
				}
			}
		}
		int b = this.in.read();
		if (b == -1) {
			throw new EOFException("The connection ended within a chunk");
		}
		this.left--;
		return b;
	}

	private String readLine() throws IOException {
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c == -1) {
				throw new EOFException("The connection ended between chunks");
			}
			if (c != '\r') {
				this.line.append((char) c);
			}
		}
		String line = this.line.toString();
		this.line.setLength(0);
		return line;
	}

	/**
	 * The part that follows the rest of the current chunk.
	 */
	private enum Part {

		SIZE, END_OF_CHUNK, TRAILER, NOTHING

	}

}
