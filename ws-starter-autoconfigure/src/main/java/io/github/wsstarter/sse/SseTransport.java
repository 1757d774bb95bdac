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

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.CloseRules;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.SerialWork;
import io.github.wsstarter.transport.Transport;

/**
 * Writes to one stream of events.
 * <p>
 * Any thread may ask for something: to write messages, to send a sign of life, to close
 * ({@code source}, {@code ping}, {@code closing}). The container's callback is such a
 * thread, too: it brings the news that the stream may be written to.
 * <p>
 * No more than one batch is taken from the source before the container took the one
 * before.
 *
 * @author The ws-starter authors
 */
final class SseTransport extends SerialWork implements Transport {

	private static final int BATCH = 8000;

	private final EventStream stream;

	private final EventEncoder encoder;

	private final Events events;

	private volatile @Nullable OutboundSource source;

	private volatile boolean ping;

	private volatile @Nullable CloseStatus closing;

	private volatile boolean hurry;

	/**
	 * Whether a batch was taken from the source. As {@code writing} and {@code finishing}
	 * touched only by the thread that works.
	 */
	private boolean taken;

	private boolean writing;

	private boolean finishing;

	SseTransport(EventStream stream, EventEncoder encoder, Events events) {
		this.stream = stream;
		this.encoder = encoder;
		this.events = events;
	}

	@Override
	public String name() {
		return "sse";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.source = source;
		proceed();
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.ping = true;
		proceed();
	}

	@Override
	public void close(CloseStatus status) {
		if (this.closing == null) {
			this.closing = status;
		}
		proceed();
	}

	@Override
	public void closeNow(CloseStatus status) {
		this.hurry = true;
		close(status);
	}

	@Override
	protected void work() throws IOException {
		while (this.stream.advance()) {
			confirm();
			byte[] next = next();
			if (next == null) {
				return;
			}
			this.writing = true;
			this.stream.put(next);
		}
		if (isHopeless()) {
			this.stream.abort();
			finished();
		}
	}

	/**
	 * What was put is written.
	 */
	private void confirm() {
		if (this.writing) {
			this.writing = false;
			this.events.flushed();
		}
		OutboundSource source = this.source;
		if (this.taken && source != null) {
			this.taken = false;
			this.source = null;
			if (source.written()) {
				this.source = source;
			}
		}
	}

	private byte @Nullable [] next() throws IOException {
		CloseStatus closing = this.closing;
		if (this.finishing) {
			this.stream.complete();
			finished();
			return null;
		}
		if (closing != null) {
			this.finishing = true;
			return this.encoder.close(closing);
		}
		OutboundSource source = this.source;
		if (source != null) {
			return take(source);
		}
		if (this.ping) {
			this.ping = false;
			return this.encoder.comment();
		}
		return null;
	}

	private byte[] take(OutboundSource source) throws IOException {
		this.taken = true;
		FastByteArrayOutputStream batch = new FastByteArrayOutputStream();
		OutboundMessage message = source.poll();
		while (message != null) {
			this.encoder.message(message, batch);
			message = (batch.size() < BATCH) ? source.poll() : null;
		}
		return batch.toByteArrayUnsafe();
	}

	/**
	 * Return whether to close although the client has not taken all.
	 * @return whether to wait no longer
	 */
	private boolean isHopeless() {
		CloseStatus closing = this.closing;
		return closing != null && (this.hurry || !CloseRules.isSendable(closing.getCode()));
	}

	@Override
	protected void fail(Throwable cause) {
		OutboundSource source = this.source;
		this.source = null;
		this.stream.failed();
		if (source != null) {
			source.failed(cause);
		}
		finished();
	}

	private void finished() {
		CloseStatus closing = this.closing;
		this.events.ended((closing != null) ? closing : CloseStatus.NO_CLOSE_FRAME);
	}

	/**
	 * Told what becomes of the stream.
	 */
	interface Events {

		/**
		 * The client's connection took all that was written.
		 */
		void flushed();

		/**
		 * The stream ended.
		 * @param status the close status
		 */
		void ended(CloseStatus status);

	}

}
