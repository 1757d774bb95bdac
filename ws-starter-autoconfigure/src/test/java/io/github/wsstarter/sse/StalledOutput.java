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

package io.github.wsstarter.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.jspecify.annotations.Nullable;

/**
 * The non-blocking output of a container, whose client can stop reading. It fails if it
 * is used in a way that a container does not allow.
 *
 * @author The ws-starter authors
 */
class StalledOutput extends ServletOutputStream {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private @Nullable WriteListener listener;

	private boolean stalled;

	private int writesLeft = Integer.MAX_VALUE;

	private boolean mayWrite;

	private boolean callBack;

	private @Nullable IOException failure;

	int flushes;

	@Override
	public synchronized void setWriteListener(WriteListener listener) {
		this.listener = listener;
	}

	@Override
	public synchronized boolean isReady() {
		this.mayWrite = !this.stalled;
		this.callBack |= this.stalled;
		return this.mayWrite;
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
		use();
		this.written.write(bytes, offset, length);
		this.writesLeft--;
		this.stalled |= this.writesLeft == 0;
	}

	@Override
	public synchronized void flush() throws IOException {
		use();
		this.flushes++;
	}

	private void use() throws IOException {
		if (!this.mayWrite) {
			throw new IllegalStateException("Not ready");
		}
		this.mayWrite = false;
		if (this.failure != null) {
			throw this.failure;
		}
	}

	/**
	 * Let the client stop reading.
	 */
	synchronized void stall() {
		this.stalled = true;
	}

	/**
	 * Let the client stop reading after some more writes.
	 * @param writes the number of writes
	 */
	synchronized void stallAfter(int writes) {
		this.writesLeft = writes;
	}

	/**
	 * Let the client read again.
	 * @throws IOException if the listener fails
	 */
	void resume() throws IOException {
		WriteListener toCall;
		synchronized (this) {
			this.stalled = false;
			toCall = (this.callBack) ? this.listener : null;
			this.callBack = false;
		}
		if (toCall != null) {
			toCall.onWritePossible();
		}
	}

	synchronized void fail(IOException failure) {
		this.failure = failure;
	}

	synchronized String text() {
		return this.written.toString(StandardCharsets.UTF_8);
	}

}
