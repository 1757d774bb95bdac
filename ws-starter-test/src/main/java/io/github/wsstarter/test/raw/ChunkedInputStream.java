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
 * The content of a response that comes in chunks.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, section
 * 7.1</a>
 */
final class ChunkedInputStream extends InputStream {

	private final InputStream in;

	private int left;

	private boolean first = true;

	private boolean ended;

	ChunkedInputStream(InputStream in) {
		this.in = in;
	}

	@Override
	public int read() throws IOException {
		if (!this.ended && this.left == 0) {
			readSize();
		}
		if (this.ended) {
			return -1;
		}
		int b = this.in.read();
		if (b == -1) {
			throw new EOFException("The connection ended within a chunk");
		}
		this.left--;
		return b;
	}

	private void readSize() throws IOException {
		if (!this.first) {
			readLine();
		}
		this.first = false;
		this.left = Integer.parseInt(readLine(), 16);
		if (this.left == 0) {
			readLine();
			this.ended = true;
		}
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = this.in.read(); c != '\n'; c = this.in.read()) {
			if (c == -1) {
				throw new EOFException("The connection ended between chunks");
			}
			if (c != '\r') {
				line.append((char) c);
			}
		}
		return line.toString();
	}

}
