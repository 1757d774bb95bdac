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

package io.github.wsstarter.direct;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.direct.CloseProgress.AfterClose;
import io.github.wsstarter.direct.CloseProgress.State;
import io.github.wsstarter.memory.MemoryAccount;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.SerialWork;
import io.github.wsstarter.transport.Transport;

/**
 * Writes the messages of a queue to one socket, as many as possible in one write, and
 * closes the socket after the last byte. How a message becomes bytes is up to the
 * {@link WireEncoder}.
 * <p>
 * Any thread may request something, also before {@link #start}. What the socket does not
 * take waits until the I/O thread finds that it takes more, and calls {@link #proceed()}.
 *
 * @author The ws-starter authors
 */
final class SocketTransport extends SerialWork implements Transport {

	/**
	 * How many full buffers a thread writes before it leaves the rest to the I/O thread.
	 */
	private static final int MAX_WRITES = 8;

	private final SocketOutput output;

	private final Scratch.Pool scratches;

	private final WireEncoder encoder;

	private final CloseProgress progress = new CloseProgress();

	/**
	 * Written by the I/O thread.
	 */
	private volatile AfterClose afterClose = AfterClose.AWAIT_CLIENT;

	/**
	 * Set by {@link #start}, cleared by the working thread when the socket is closed.
	 */
	private volatile @Nullable SocketListener listener;

	/**
	 * The messages to write: set by {@link #write}, cleared by the working thread before
	 * it gives the right to write back.
	 */
	private volatile @Nullable OutboundSource source;

	/**
	 * The messages that were appended. While {@link #source} is {@code null}, this field
	 * belongs to the caller of {@link #append}; from the moment {@link #write} sets the
	 * source, it belongs to the working thread.
	 */
	private @Nullable Scratch appended;

	/**
	 * Whether messages were taken that the source does not know to be written yet.
	 * Belongs to the working thread.
	 */
	private boolean unconfirmed;

	SocketTransport(UpgradedSocket socket, Scratch.Pool scratches, WireEncoder encoder, MemoryAccount memory) {
		this.output = new SocketOutput(socket, encoder, memory);
		this.scratches = scratches;
		this.encoder = encoder;
	}

	void start(SocketListener listener) {
		this.listener = listener;
		if (this.progress.state() == State.CLOSING) {
			listener.onClosing();
		}
		proceed();
	}

	@Override
	public String name() {
		return this.encoder.name();
	}

	@Override
	public int idleSize() {
		return this.output.idleSize();
	}

	@Override
	public int append(String text) {
		Scratch scratch = this.appended;
		if (scratch == null) {
			scratch = this.scratches.take();
			this.appended = scratch;
		}
		int start = scratch.buffer().position();
		return this.encoder.text(text, scratch) ? scratch.buffer().position() - start : 0;
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.source = source;
		proceed();
	}

	@Override
	public long advance() {
		// The I/O thread learns late that the socket of a slow client takes more
		proceed();
		return this.output.advance();
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.encoder.ping(payload);
		proceed();
	}

	@Override
	public void close(CloseStatus status) {
		if (this.progress.begin(status)) {
			SocketListener listener = this.listener;
			if (listener != null) {
				listener.onClosing();
			}
		}
		proceed();
	}

	void afterClose(AfterClose afterClose) {
		this.afterClose = afterClose;
		proceed();
	}

	State state() {
		return this.progress.state();
	}

	@Override
	protected void work() throws IOException {
		SocketListener listener = this.listener;
		if (this.progress.state() == State.CLOSED) {
			end();
		}
		else if (listener != null) {
			write(listener);
		}
	}

	private void write(SocketListener listener) throws IOException {
		for (int i = 0; i < MAX_WRITES; i++) {
			if (!this.output.writeRest()) {
				listener.onSocketFull();
				return;
			}
			confirm(listener);
			if (!writeNext()) {
				writtenAll(listener);
				return;
			}
		}
		listener.onSocketFull();
	}

	private void confirm(SocketListener listener) {
		OutboundSource source = this.source;
		if (this.unconfirmed && !this.output.isInMessage() && source != null) {
			this.unconfirmed = false;
			this.source = null;
			if (source.written()) {
				this.source = source;
			}
			listener.onWritten();
		}
	}

	private boolean writeNext() throws IOException {
		if (!hasNext()) {
			return false;
		}
		Scratch scratch = takeScratch();
		ByteBuffer buffer = scratch.buffer();
		try {
			fill(buffer);
			this.output.write(buffer);
			return buffer.limit() > 0 || this.unconfirmed;
		}
		finally {
			this.scratches.giveBack(scratch);
		}
	}

	private boolean hasNext() {
		return switch (this.progress.state()) {
			case OPEN -> this.source != null || this.output.isInMessage() || this.encoder.hasControl();
			case CLOSING -> true;
			case CLOSE_ENCODED, CLOSE_SENT, CLOSED -> false;
		};
	}

	private Scratch takeScratch() {
		Scratch appended = (this.source != null) ? this.appended : null;
		if (appended == null) {
			return this.scratches.take();
		}
		this.appended = null;
		this.unconfirmed = true;
		return appended;
	}

	private void fill(ByteBuffer buffer) {
		this.output.putRest(buffer);
		boolean more = true;
		while (more && !this.output.isInPart() && buffer.remaining() >= WireEncoder.MAX_CONTROL) {
			this.encoder.control(buffer);
			if (this.progress.state() != State.OPEN) {
				this.encoder.close(this.progress.status(), buffer);
				this.progress.advance(State.CLOSE_ENCODED);
				return;
			}
			more = putMessages(buffer);
		}
	}

	private boolean putMessages(ByteBuffer buffer) {
		OutboundSource source = this.source;
		if (source == null) {
			return false;
		}
		this.unconfirmed = true;
		return this.output.putMessages(source, buffer);
	}

	private void writtenAll(SocketListener listener) throws IOException {
		listener.onFlushed();
		if (this.progress.state() == State.CLOSE_ENCODED) {
			this.progress.advance(State.CLOSE_SENT);
			listener.onCloseSent(this.progress.status());
		}
		if (this.progress.state() == State.CLOSE_SENT && this.output.finish(this.afterClose)) {
			end();
		}
	}

	@Override
	protected void fail(Throwable cause) {
		this.progress.advance(State.CLOSED);
		SocketListener listener = this.listener;
		OutboundSource source = this.source;
		this.source = null;
		try {
			if (source != null) {
				source.failed(cause);
			}
			else if (listener != null) {
				listener.onFailure(cause);
			}
		}
		finally {
			end();
		}
	}

	private void end() {
		this.progress.advance(State.CLOSED);
		if (this.source != null) {
			this.appended = null;
		}
		SocketListener listener = this.listener;
		if (listener != null) {
			this.listener = null;
			this.output.close();
			listener.onClosed();
		}
	}

}
