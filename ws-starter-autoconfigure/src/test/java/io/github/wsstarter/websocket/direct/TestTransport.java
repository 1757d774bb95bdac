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
class TestTransport implements Transport {

	/**
	 * What was written, a list for each write.
	 */
	final List<List<String>> writes = new CopyOnWriteArrayList<>();

	private boolean stalled;

	private @Nullable OutboundSource pending;

	@Override
	public String name() {
		return "test";
	}

	@Override
	public synchronized void write(OutboundSource source, boolean mayBlock) {
		if (this.stalled) {
			this.pending = source;
			return;
		}
		boolean more = true;
		while (more) {
			List<String> texts = new ArrayList<>();
			for (OutboundMessage next = source.poll(); next != null; next = source.poll()) {
				texts.add(((OutboundMessage.Text) next).payload());
			}
			this.writes.add(texts);
			more = source.written();
		}
	}

	@Override
	public void ping(ByteBuffer payload) {
	}

	@Override
	public void close(CloseStatus status) {
	}

	synchronized void stall() {
		this.stalled = true;
	}

	synchronized void resume() {
		this.stalled = false;
		OutboundSource pending = this.pending;
		this.pending = null;
		if (pending != null) {
			write(pending, false);
		}
	}

	List<String> written() {
		return this.writes.stream().flatMap(List::stream).toList();
	}

}
