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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
 * Any thread may request that messages be written, that a comment be sent or that the
 * stream be closed, and so does the callback of the container, which reports that the
 * stream can be written to. The next batch is taken from the source only after the
 * container accepted the previous one.
 *
 * @author The ws-starter authors
 */
final class SseTransport extends SerialWork implements Transport {

	private static final int BATCH = 8000;

	/**
	 * The memory of an idle session, from the benchmark {@code sse-streams}, in bytes:
	 * mostly the container's request and response.
	 */
	private static final int IDLE_SIZE = 108 * 1024;

	private final EventStream stream;

	private final EventEncoder encoder;

	/**
	 * Called by the thread that works when the client's connection has accepted
	 * everything that was written.
	 */
	private final Runnable onFlushed;

	/**
	 * Called by the thread that works when the stream has ended.
	 */
	private final Consumer<CloseStatus> onEnded;

	/**
	 * Set by the owner of the source, and cleared by the thread that works when the
	 * source is empty.
	 */
	private volatile @Nullable OutboundSource source;

	/**
	 * Set by any thread, and cleared by the thread that works.
	 */
	private volatile boolean commentRequested;

	/**
	 * Set once, by the first thread that closes this transport.
	 */
	private final AtomicReference<@Nullable CloseStatus> closeStatus = new AtomicReference<>();

	/**
	 * Whether to close without waiting for the client. Set by any thread, never cleared.
	 */
	private volatile boolean immediate;

	/**
	 * What was put into the stream last. Used only by the thread that works.
	 */
	private Put put = Put.NOTHING;

	SseTransport(EventStream stream, EventEncoder encoder, Runnable onFlushed, Consumer<CloseStatus> onEnded) {
		this.stream = stream;
		this.encoder = encoder;
		this.onFlushed = onFlushed;
		this.onEnded = onEnded;
	}

	@Override
	public String name() {
		return "sse";
	}

	@Override
	public int idleSize() {
		return IDLE_SIZE;
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.source = source;
		proceed();
	}

	@Override
	public long advance() {
		return this.stream.accepted();
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.commentRequested = true;
		proceed();
	}

	@Override
	public void close(CloseStatus status) {
		this.closeStatus.compareAndSet(null, status);
		proceed();
	}

	@Override
	public void closeNow(CloseStatus status) {
		this.immediate = true;
		close(status);
	}

	@Override
	protected void work() throws IOException {
		while (this.put != Put.END && this.stream.advance()) {
			onAccepted();
			byte[] next = next();
			if (next != null) {
				this.stream.put(next);
			}
			else {
				return;
			}
		}
		if (this.put != Put.END && closesImmediately()) {
			this.stream.abort();
			end();
		}
	}

	private void onAccepted() {
		Put accepted = this.put;
		this.put = Put.NOTHING;
		if (accepted != Put.NOTHING) {
			this.onFlushed.run();
		}
		if (accepted == Put.BATCH) {
			confirm();
		}
		if (accepted == Put.CLOSE) {
			this.stream.complete();
			end();
		}
	}

	private void confirm() {
		OutboundSource source = this.source;
		if (source != null) {
			this.source = null;
			if (source.written()) {
				this.source = source;
			}
		}
	}

	private byte @Nullable [] next() throws IOException {
		if (this.put == Put.END) {
			return null;
		}
		CloseStatus status = this.closeStatus.get();
		if (status != null) {
			this.put = Put.CLOSE;
			return this.encoder.close(status);
		}
		OutboundSource source = this.source;
		if (source != null) {
			this.put = Put.BATCH;
			return take(source);
		}
		if (this.commentRequested) {
			this.commentRequested = false;
			this.put = Put.COMMENT;
			return this.encoder.comment();
		}
		return null;
	}

	private byte[] take(OutboundSource source) throws IOException {
		FastByteArrayOutputStream batch = new FastByteArrayOutputStream();
		OutboundMessage message = source.poll();
		while (message != null) {
			this.encoder.message(message, batch);
			message = (batch.size() < BATCH) ? source.poll() : null;
		}
		return batch.toByteArrayUnsafe();
	}

	private boolean closesImmediately() {
		CloseStatus status = this.closeStatus.get();
		return status != null && (this.immediate || !CloseRules.isSendable(status.getCode()));
	}

	@Override
	protected void fail(Throwable cause) {
		OutboundSource source = this.source;
		this.source = null;
		this.stream.complete();
		if (source != null) {
			source.failed(cause);
		}
		end();
	}

	private void end() {
		this.put = Put.END;
		CloseStatus status = this.closeStatus.get();
		this.onEnded.accept((status != null) ? status : CloseStatus.NO_CLOSE_FRAME);
	}

	/**
	 * What was put into the stream last and is not accepted yet.
	 */
	private enum Put {

		NOTHING, COMMENT, BATCH,

		/**
		 * The event that closes the stream, after which nothing follows.
		 */
		CLOSE,

		END

	}

}
