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

package io.github.wsstarter.websocket.container;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;

/**
 * Pushes complete messages into a session and decides when its replies are written.
 * <p>
 * The container does not say where a burst of messages ends. A reply to a message that
 * comes on its own is written at once, on the current thread. When messages come on the
 * heels of each other, another thread writes the replies, as many in one go as there are
 * by then: one write for each would be most of the cost. When a client does not take its
 * replies, no more is read from it.
 * <p>
 * {@code lastEnd} belongs to the thread that reads.
 *
 * @author The ws-starter authors
 */
final class ContainerInbound {

	/**
	 * How close on the previous message one follows that was already there, in
	 * nanoseconds: the container has to unmask and decode it, but not to wait for it.
	 */
	private static final long BURST_GAP = 5_000;

	private final TransportSession session;

	private final ContainerThreads threads;

	private final AtomicBoolean flushing = new AtomicBoolean();

	private long lastEnd = System.nanoTime();

	ContainerInbound(TransportSession session, ContainerThreads threads) {
		this.session = session;
		this.threads = threads;
	}

	void message(InboundMessage message) {
		boolean burst = System.nanoTime() - this.lastEnd < BURST_GAP;
		this.session.receive(message);
		boolean flushed = !(burst && flushElsewhere()) && this.session.flush();
		if (!flushed && this.session.isCongested()) {
			awaitRelief();
		}
		this.lastEnd = System.nanoTime();
	}

	private boolean flushElsewhere() {
		if (!this.flushing.compareAndSet(false, true)) {
			return true;
		}
		boolean accepted = false;
		try {
			accepted = this.threads.tryFlush(() -> {
				this.flushing.set(false);
				this.session.flush();
			});
		}
		finally {
			if (!accepted) {
				this.flushing.set(false);
			}
		}
		return accepted;
	}

	private void awaitRelief() {
		if (this.threads.tryBlockingWrite()) {
			try {
				this.session.awaitRelief();
			}
			finally {
				this.threads.endBlockingWrite();
			}
		}
	}

	void part() {
		this.session.receivePart();
	}

	void refuse(CloseStatus status, String cause, String property) {
		this.session.refuse(status, cause, property);
	}

}
