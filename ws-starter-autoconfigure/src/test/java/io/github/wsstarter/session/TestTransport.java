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

package io.github.wsstarter.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.transport.OutboundSource;
import io.github.wsstarter.transport.Transport;

/**
 * A transport that records every call. If the client stops reading, a write takes one
 * message and does not end.
 *
 * @author The ws-starter authors
 */
class TestTransport implements Transport {

	final List<String> written = new CopyOnWriteArrayList<>();

	final List<Integer> batches = new CopyOnWriteArrayList<>();

	final List<ByteBuffer> pings = new CopyOnWriteArrayList<>();

	final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	final List<CloseStatus> closesNow = new CopyOnWriteArrayList<>();

	final List<Boolean> mayBlock = new CopyOnWriteArrayList<>();

	long advance;

	private volatile boolean stalled;

	private volatile @Nullable OutboundSource pending;

	@Override
	public int idleSize() {
		return 0;
	}

	@Override
	public String name() {
		return "test";
	}

	@Override
	public void write(OutboundSource source, boolean mayBlock) {
		this.mayBlock.add(mayBlock);
		if (this.stalled) {
			take(source);
			this.pending = source;
			return;
		}
		drain(source);
	}

	private void drain(OutboundSource source) {
		boolean more = true;
		while (more) {
			this.written.addAll(take(source));
			more = source.written();
		}
	}

	private List<String> take(OutboundSource source) {
		List<String> batch = new ArrayList<>();
		for (OutboundMessage message = source.poll(); message != null; message = source.poll()) {
			batch.add((message instanceof OutboundMessage.Text text) ? text.payload() : "binary:" + message.size());
			if (this.stalled) {
				break;
			}
		}
		this.batches.add(batch.size());
		return batch;
	}

	@Override
	public long advance() {
		return this.advance;
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.pings.add(payload);
	}

	@Override
	public void close(CloseStatus status) {
		this.closes.add(status);
	}

	@Override
	public void closeNow(CloseStatus status) {
		this.closesNow.add(status);
	}

	void stall() {
		this.stalled = true;
	}

	void resume() {
		this.stalled = false;
		OutboundSource source = this.pending;
		this.pending = null;
		if (source != null && source.written()) {
			drain(source);
		}
	}

	/**
	 * End the write of one message, and begin that of the next one.
	 */
	void writtenOne() {
		OutboundSource source = this.pending;
		this.pending = null;
		if (source != null && source.written()) {
			write(source, false);
		}
	}

	void failPending(Throwable cause) {
		OutboundSource source = this.pending;
		this.pending = null;
		if (source != null) {
			source.failed(cause);
		}
	}

}
