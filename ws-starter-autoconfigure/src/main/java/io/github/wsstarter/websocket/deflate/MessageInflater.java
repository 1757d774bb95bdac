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

package io.github.wsstarter.websocket.deflate;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/**
 * Decompresses messages, one after another. {@link #reset()} has to be called before the
 * next message. Not thread-safe.
 *
 * @author The ws-starter authors
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7692#section-7.2.2">RFC 7692, section
 * 7.2.2</a>
 */
final class MessageInflater implements Pool.Pooled {

	/**
	 * The bytes that a message lacks at its end, followed by an empty final block. That
	 * block is only valid where a block may begin, which distinguishes a complete message
	 * from one that is cut short.
	 */
	private static final byte[] END = { 0x00, 0x00, (byte) 0xff, (byte) 0xff, 0x01, 0x00, 0x00, (byte) 0xff,
			(byte) 0xff };

	/**
	 * The native memory of an {@link Inflater}: its window and its tables.
	 */
	static final int NATIVE_SIZE = 40 * 1024;

	private final Inflater inflater = new Inflater(true);

	/**
	 * The earlier messages that the message may refer to, or {@code null} if there are
	 * none.
	 */
	private @Nullable SlidingWindow received;

	private byte[] chunk = END;

	private int end;

	private boolean started;

	private boolean ending;

	private boolean more;

	/**
	 * Let the next message refer to earlier messages.
	 * @param received the earlier messages, to which this message is added
	 */
	void continueAfter(SlidingWindow received) {
		this.received = received;
		received.applyTo(this.inflater);
	}

	void input(byte[] buffer, int offset, int length) {
		if (length == 0) {
			return;
		}
		if (this.inflater.finished()) {
			restart();
		}
		this.started = true;
		setInput(buffer, offset, length);
	}

	void finish() {
		if (this.started && !this.inflater.finished()) {
			this.ending = true;
			setInput(END, 0, END.length);
		}
	}

	private void setInput(byte[] buffer, int offset, int length) {
		this.chunk = buffer;
		this.end = offset + length;
		this.inflater.setInput(buffer, offset, length);
	}

	int inflate(byte[] target, int offset, int length) throws DataFormatException {
		while (true) {
			int count = (this.more || !this.inflater.needsInput()) ? this.inflater.inflate(target, offset, length) : 0;
			this.more = (count == length);
			if (count > 0) {
				checkComplete(!this.ending);
				if (this.received != null) {
					this.received.append(target, offset, count);
				}
				return count;
			}
			if (!this.inflater.finished()) {
				checkComplete(!this.ending && this.inflater.needsInput());
				return 0;
			}
			int remaining = this.inflater.getRemaining();
			if (remaining == 0) {
				return 0;
			}
			checkComplete(!this.ending);
			// A sender that marks a block as final has to begin a new stream after it
			restart();
			this.inflater.setInput(this.chunk, this.end - remaining, remaining);
		}
	}

	private void restart() {
		this.inflater.reset();
		if (this.received != null) {
			this.received.applyTo(this.inflater);
		}
	}

	private static void checkComplete(boolean complete) throws DataFormatException {
		if (!complete) {
			throw new DataFormatException("The message ends within a block");
		}
	}

	@Override
	public void reset() {
		this.inflater.reset();
		this.received = null;
		this.chunk = END;
		this.started = false;
		this.ending = false;
		this.more = false;
	}

	@Override
	public void end() {
		this.inflater.end();
	}

}
