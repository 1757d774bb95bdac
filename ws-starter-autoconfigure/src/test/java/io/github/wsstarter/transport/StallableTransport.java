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

package io.github.wsstarter.transport;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;

/**
 * A transport that records what is written to a client. The client can stop reading, and
 * nothing is written until it reads again.
 *
 * @author The ws-starter authors
 */
public class StallableTransport implements Transport {

	private final List<List<OutboundMessage>> writes = new CopyOnWriteArrayList<>();

	private final List<OutboundMessage> messages = new CopyOnWriteArrayList<>();

	private final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	/**
	 * Guarded by this.
	 */
	private boolean stalled;

	/**
	 * The source of the write that waits for the client. Guarded by this.
	 */
	private @Nullable OutboundSource pending;

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
		synchronized (this) {
			if (this.stalled) {
				this.pending = source;
				return;
			}
		}
		drain(source);
	}

	private void drain(OutboundSource source) {
		boolean more = true;
		while (more) {
			List<OutboundMessage> batch = new ArrayList<>();
			for (OutboundMessage message = source.poll(); message != null; message = source.poll()) {
				batch.add(message);
			}
			this.writes.add(batch);
			this.messages.addAll(batch);
			more = source.written();
		}
	}

	@Override
	public void ping(ByteBuffer payload) {
	}

	@Override
	public void close(CloseStatus status) {
		this.closes.add(status);
	}

	public synchronized void stall() {
		this.stalled = true;
	}

	public void resume() {
		OutboundSource source;
		synchronized (this) {
			this.stalled = false;
			source = this.pending;
			this.pending = null;
		}
		if (source != null) {
			drain(source);
		}
	}

	/**
	 * Return the messages of each write.
	 * @return a list for each write
	 */
	public List<List<OutboundMessage>> writes() {
		return this.writes;
	}

	public List<OutboundMessage> messages() {
		return this.messages;
	}

	public List<String> texts() {
		return this.messages.stream()
			.map((message) -> (message instanceof OutboundMessage.Text text) ? text.payload()
					: "binary:" + message.size())
			.toList();
	}

	/**
	 * Return the written messages as texts, without an epoch.
	 * @param epoch the epoch
	 * @return the texts
	 */
	public List<String> texts(String epoch) {
		return texts().stream().map((text) -> text.replace(" " + epoch, "")).toList();
	}

	/**
	 * Return the close statuses that the client was sent.
	 * @return the close statuses
	 */
	public List<CloseStatus> closes() {
		return this.closes;
	}

}
