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

package io.github.wsstarter.websocket.direct;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.SerialWork;
import io.github.wsstarter.transport.Transport;
import io.github.wsstarter.websocket.frame.FrameEncoder;
import io.github.wsstarter.websocket.frame.Opcode;

/**
 * Writes frames to one socket, as many as there are in one write.
 * <p>
 * Any thread may ask for something: to write messages, to ping, to close ({@code begun},
 * {@code source}, {@code ping}, {@code pong}, {@code closing}, {@code peerDone},
 * {@code notUnderstood}). What the socket does not take waits until the I/O thread finds
 * that it takes more.
 *
 * @author The ws-starter authors
 */
final class DirectTransport extends SerialWork implements Transport {

	/**
	 * How many full buffers a thread writes before it leaves the rest to the I/O thread.
	 */
	private static final int MAX_WRITES = 8;

	/**
	 * The room that a pong, a ping and a close frame need.
	 */
	private static final int MAX_CONTROL = 3 * (2 + 125);

	private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

	private final UpgradedSocket socket;

	private final ScratchPool scratches;

	private final Compression compression;

	private final Events events;

	/**
	 * What was appended since the last write; guarded by the source.
	 */
	private @Nullable Scratch appended;

	private volatile @Nullable Scratch begun;

	private volatile @Nullable OutboundSource source;

	private volatile @Nullable ByteBuffer ping;

	private volatile @Nullable ByteBuffer pong;

	private volatile @Nullable CloseStatus closing;

	private volatile boolean peerDone;

	private volatile boolean notUnderstood;

	private volatile boolean closed;

	/**
	 * What the socket did not take. As all below touched only by the thread that works.
	 */
	private ByteBuffer rest = NOTHING;

	/**
	 * What has yet to follow of the frame that was begun.
	 */
	private ByteBuffer current = NOTHING;

	private int written;

	private boolean taken;

	private boolean goodbyeSaid;

	DirectTransport(UpgradedSocket socket, ScratchPool scratches, Compression compression, Events events) {
		this.socket = socket;
		this.scratches = scratches;
		this.compression = compression;
		this.events = events;
	}

	@Override
	public String name() {
		return "websocket";
	}

	@Override
	public int append(String text) {
		if (!this.compression.isNone()) {
			return 0;
		}
		Scratch scratch = this.appended;
		if (scratch == null) {
			scratch = this.scratches.take();
			this.appended = scratch;
		}
		int start = scratch.buffer().position();
		return scratch.encoder().text(text, scratch.buffer()) ? scratch.buffer().position() - start : 0;
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.begun = this.appended;
		this.appended = null;
		this.source = source;
		proceed();
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.ping = payload;
		proceed();
	}

	/**
	 * Answer a ping. Only the latest is answered, if there are several.
	 * @param payload what came with it
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.3">RFC 6455,
	 * section 5.5.3</a>
	 */
	void pong(ByteBuffer payload) {
		this.pong = payload;
		proceed();
	}

	@Override
	public void close(CloseStatus status) {
		boolean first = close(status, !CloseRules.isLost(status));
		proceed();
		if (first) {
			this.events.closing();
		}
	}

	private synchronized boolean close(CloseStatus status, boolean orderly) {
		boolean first = this.closing == null;
		if (first) {
			this.closing = status;
		}
		if (!orderly) {
			this.closed = true;
		}
		return first;
	}

	/**
	 * Return what this was closed with.
	 * @return the status, or {@code null} if it was not
	 */
	@Nullable CloseStatus closing() {
		return this.closing;
	}

	/**
	 * Return whether the connection is closed.
	 * @return whether nothing more is written
	 */
	boolean isEnded() {
		return this.closed;
	}

	/**
	 * The client will send nothing more: once it was told goodbye, the connection ends.
	 */
	void peerDone() {
		this.peerDone = true;
		proceed();
	}

	/**
	 * What the client sends is not understood any more: once it was told goodbye, it has
	 * to end the connection.
	 */
	void notUnderstood() {
		this.notUnderstood = true;
	}

	/**
	 * End the connection without waiting for anything.
	 */
	void abort() {
		this.closed = true;
		proceed();
	}

	@Override
	protected void work() throws IOException {
		for (int i = 0; i < MAX_WRITES; i++) {
			if (this.closed) {
				end();
				return;
			}
			if (!flushRest()) {
				this.events.awaitWritable();
				return;
			}
			confirm();
			if (!writeNext()) {
				if (this.goodbyeSaid) {
					saidGoodbye();
				}
				return;
			}
		}
		this.events.awaitWritable();
	}

	private void saidGoodbye() throws IOException {
		CloseStatus closing = this.closing;
		if (closing != null) {
			this.events.goodbyeSaid(closing);
		}
		if (this.peerDone || (this.notUnderstood && !this.socket.shutdownOutput())) {
			end();
		}
	}

	private boolean flushRest() throws IOException {
		if (this.rest == NOTHING) {
			return true;
		}
		if (!this.socket.write(this.rest)) {
			return false;
		}
		this.rest = NOTHING;
		return true;
	}

	/**
	 * All that was taken from the source is written, if no frame is left half-written.
	 */
	private void confirm() {
		OutboundSource source = this.source;
		if (this.taken && !isInFrame() && source != null) {
			this.taken = false;
			this.source = null;
			if (source.written()) {
				this.source = source;
			}
			this.events.written();
		}
	}

	private boolean writeNext() throws IOException {
		if (!hasNext()) {
			return false;
		}
		Scratch scratch = begin();
		ByteBuffer buffer = scratch.buffer();
		try {
			fill(buffer);
			if (buffer.flip().hasRemaining() && !this.socket.write(buffer)) {
				this.rest = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
			}
			return buffer.limit() > 0 || this.taken;
		}
		finally {
			this.scratches.giveBack(scratch);
		}
	}

	private Scratch begin() {
		Scratch begun = this.begun;
		if (begun == null) {
			return this.scratches.take();
		}
		this.begun = null;
		this.taken = true;
		return begun;
	}

	private boolean hasNext() {
		return !this.goodbyeSaid && (this.source != null || isInFrame() || this.pong != null || this.ping != null
				|| this.closing != null);
	}

	private void fill(ByteBuffer buffer) {
		continueFrame(buffer);
		if (isInFrame() || buffer.remaining() < MAX_CONTROL) {
			return;
		}
		control(buffer);
		CloseStatus closing = this.closing;
		if (closing == null) {
			messages(buffer);
		}
		else {
			buffer.put(FrameEncoder.close(closing));
			this.goodbyeSaid = true;
		}
	}

	private boolean isInFrame() {
		return this.current != NOTHING;
	}

	private void control(ByteBuffer buffer) {
		ByteBuffer pong = this.pong;
		if (pong != null) {
			this.pong = null;
			buffer.put(FrameEncoder.pong(pong));
		}
		ByteBuffer ping = this.ping;
		if (ping != null) {
			this.ping = null;
			buffer.put(FrameEncoder.ping(ping));
		}
	}

	private void messages(ByteBuffer buffer) {
		OutboundSource source = this.source;
		if (source == null) {
			return;
		}
		this.taken = true;
		while (buffer.remaining() >= FrameEncoder.MAX_HEADER && !isInFrame()) {
			OutboundMessage message = source.poll();
			if (message == null) {
				return;
			}
			begin(message, buffer);
			continueFrame(buffer);
		}
	}

	private void begin(OutboundMessage message, ByteBuffer buffer) {
		ByteBuffer compressed = this.compression.compress(message);
		ByteBuffer payload = (compressed != null) ? compressed : message.bytes();
		Opcode opcode = (message instanceof OutboundMessage.Text) ? Opcode.TEXT : Opcode.BINARY;
		FrameEncoder.header(buffer, opcode, compressed != null, payload.limit());
		this.current = payload;
		this.written = 0;
	}

	private void continueFrame(ByteBuffer buffer) {
		int length = Math.min(this.current.limit() - this.written, buffer.remaining());
		buffer.put(buffer.position(), this.current, this.written, length);
		buffer.position(buffer.position() + length);
		this.written += length;
		if (this.written == this.current.limit()) {
			this.current = NOTHING;
			this.written = 0;
		}
	}

	@Override
	protected void fail(Throwable cause) {
		this.closed = true;
		OutboundSource source = this.source;
		this.source = null;
		try {
			if (source != null) {
				source.failed(cause);
			}
			else {
				this.events.failed(cause);
			}
		}
		finally {
			end();
		}
	}

	private void end() {
		this.closed = true;
		this.begun = null;
		this.rest = NOTHING;
		this.current = NOTHING;
		this.socket.close();
		this.events.ended();
	}

	/**
	 * Told what becomes of what is to be written. Not to wait for anything.
	 */
	interface Events {

		/**
		 * The socket takes no more for now: {@link DirectTransport#proceed()} is to be
		 * called when it does.
		 */
		void awaitWritable();

		/**
		 * The socket took messages of the source.
		 */
		void written();

		/**
		 * This was closed: the client is to be told goodbye, and to answer. Told once.
		 */
		void closing();

		/**
		 * The socket took all there is to say to the client. May be told again.
		 * @param status the status the client was told
		 */
		void goodbyeSaid(CloseStatus status);

		/**
		 * The connection failed while there was no source to tell.
		 * @param cause the reason
		 */
		void failed(Throwable cause);

		/**
		 * The connection is closed.
		 */
		void ended();

	}

}
