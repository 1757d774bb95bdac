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

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * Decompresses the messages that a server sends on one connection.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7.2.2">RFC 7692, section
 * 7.2.2</a>
 */
final class MessageInflater {

	private static final byte[] TAIL = { 0, 0, (byte) 0xFF, (byte) 0xFF };

	private final Inflater inflater = new Inflater(true);

	private final byte[] result = new byte[64 * 1024];

	private final boolean contextTakeover;

	/**
	 * Create an inflater.
	 * @param contextTakeover whether a message may refer to previous messages
	 */
	MessageInflater(boolean contextTakeover) {
		this.contextTakeover = contextTakeover;
	}

	byte[] inflate(byte[] payload, int length) {
		try {
			if (!this.contextTakeover) {
				this.inflater.reset();
			}
			this.inflater.setInput(payload, 0, length);
			int size = this.inflater.inflate(this.result);
			this.inflater.setInput(TAIL);
			size += this.inflater.inflate(this.result, size, this.result.length - size);
			return Arrays.copyOf(this.result, size);
		}
		catch (DataFormatException ex) {
			throw new WorkloadException("a message is not compressed properly: " + ex.getMessage());
		}
	}

	void end() {
		this.inflater.end();
	}

}
