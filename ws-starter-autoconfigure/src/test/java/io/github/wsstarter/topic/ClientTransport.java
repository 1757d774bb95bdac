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

package io.github.wsstarter.topic;

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
 * A transport in memory, whose client can stop reading.
 *
 * @author The ws-starter authors
 */
class ClientTransport implements Transport {

	final List<OutboundMessage> messages = new CopyOnWriteArrayList<>();

	final List<Integer> batches = new CopyOnWriteArrayList<>();

	final List<CloseStatus> closes = new CopyOnWriteArrayList<>();

	private boolean stalled;

	private @Nullable OutboundSource pending;

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
			this.batches.add(batch.size());
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

	synchronized void stall() {
		this.stalled = true;
	}

	void resume() {
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

	List<String> texts() {
		return this.messages.stream()
			.map((message) -> (message instanceof OutboundMessage.Text text) ? text.payload()
					: "binary:" + message.size())
			.toList();
	}

	/**
	 * Return the received messages, without the epochs.
	 * @param epoch the epoch
	 * @return the messages
	 */
	List<String> texts(String epoch) {
		return texts().stream().map((text) -> text.replace(" " + epoch, "")).toList();
	}

}
