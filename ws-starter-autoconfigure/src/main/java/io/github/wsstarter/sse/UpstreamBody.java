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

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/**
 * The body of a request, which is read as it arrives. At first, the thread of the request
 * reads, and then the one that calls the listener.
 *
 * @author The ws-starter authors
 */
final class UpstreamBody {

	private static final int BUFFER_SIZE = 8192;

	private final HttpServletRequest request;

	private final Sink sink;

	/**
	 * How much of the body is read. Used by the thread that reads.
	 */
	private long length;

	/**
	 * Whether a listener reads the rest. Written by the thread of the request.
	 */
	private boolean listening;

	/**
	 * Written by the thread that reads, and by the one that gives the rest up.
	 */
	private volatile State state;

	UpstreamBody(HttpServletRequest request, Sink sink) {
		this.request = request;
		this.sink = sink;
		this.state = (exists()) ? State.EXPECTED : State.READ;
	}

	private boolean exists() {
		long length = announcedLength();
		// RFC 9112, section 6: a request without these headers has no body. HTTP/2 does
		// not need them
		return length > 0
				|| (length < 0 && (!isHttp1() || this.request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null));
	}

	boolean isHttp1() {
		return this.request.getProtocol().startsWith("HTTP/1");
	}

	/**
	 * Return whether one can tell that the body is complete. Without a length, the end of
	 * an HTTP/2 stream looks like its reset.
	 * @return whether its end or its length is known
	 */
	boolean isDelimited() {
		return announcedLength() >= 0 || isHttp1();
	}

	/**
	 * Return the length of the body, as the client has announced it.
	 * @return the number of bytes, or -1 if it is unknown
	 */
	long announcedLength() {
		return this.request.getContentLengthLong();
	}

	/**
	 * Return whether the body is read further.
	 * @return whether it is neither complete nor given up
	 */
	boolean isExpected() {
		return this.state == State.EXPECTED;
	}

	/**
	 * Return whether the whole body is read.
	 * @return whether it is complete
	 */
	boolean isRead() {
		return this.state == State.READ;
	}

	/**
	 * Read no more than what has been read.
	 */
	void giveUp() {
		if (isExpected()) {
			this.state = State.GIVEN_UP;
		}
	}

	/**
	 * Read the whole body, and wait for it.
	 * @param timeout how long to read at most. The container limits a single wait
	 * @return whether the body arrived in time
	 */
	boolean readAll(Duration timeout) throws IOException {
		long start = System.nanoTime();
		ServletInputStream in = this.request.getInputStream();
		byte[] buffer = new byte[BUFFER_SIZE];
		while (isExpected() && read(in, buffer)) {
			if (System.nanoTime() - start > timeout.toNanos()) {
				return false;
			}
		}
		onAllRead();
		return true;
	}

	/**
	 * Read what has arrived, which is everything most often.
	 */
	void readArrived() throws IOException {
		if (!isExpected()) {
			return;
		}
		long announced = announcedLength();
		ServletInputStream in = this.request.getInputStream();
		byte[] buffer = new byte[(int) Math.max(0, Math.min(announced, BUFFER_SIZE))];
		while (isExpected() && !this.listening && this.length < announced && in.available() > 0) {
			read(in, buffer);
		}
		if (this.length == announced || in.isFinished()) {
			onAllRead();
		}
	}

	/**
	 * Read the rest when it arrives.
	 * @param listener calls {@link #readReady()} and {@link #onAllRead()}
	 */
	void readLater(ReadListener listener) throws IOException {
		this.listening = true;
		this.request.getInputStream().setReadListener(listener);
	}

	void readReady() throws IOException {
		ServletInputStream in = this.request.getInputStream();
		byte[] buffer = new byte[BUFFER_SIZE];
		while (isExpected() && in.isReady() && read(in, buffer)) {
			// Continue
		}
	}

	/**
	 * Called when there is nothing more to read.
	 * @throws EOFException if the client has ended the body too early, for example by the
	 * reset of an HTTP/2 stream
	 */
	void onAllRead() throws EOFException {
		if (isExpected()) {
			if (announcedLength() >= 0 && this.length != announcedLength()) {
				throw new EOFException("%d of %d bytes have arrived".formatted(this.length, announcedLength()));
			}
			this.state = State.READ;
		}
	}

	private boolean read(ServletInputStream in, byte[] buffer) throws IOException {
		int length = in.read(buffer);
		if (length > 0) {
			this.length += length;
			this.sink.onBytes(buffer, length);
		}
		return length >= 0;
	}

	/**
	 * How far a body is read.
	 */
	private enum State {

		EXPECTED, READ, GIVEN_UP

	}

	/**
	 * Receives the bytes of a body.
	 */
	@FunctionalInterface
	interface Sink {

		void onBytes(byte[] bytes, int length) throws IOException;

	}

}
