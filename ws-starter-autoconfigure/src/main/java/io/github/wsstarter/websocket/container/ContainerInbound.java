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

	private final ContainerTransport transport;

	private final ContainerThreads threads;

	private long lastEnd = System.nanoTime();

	ContainerInbound(TransportSession session, ContainerTransport transport, ContainerThreads threads) {
		this.session = session;
		this.transport = transport;
		this.threads = threads;
	}

	void message(InboundMessage message) {
		boolean burst = System.nanoTime() - this.lastEnd < BURST_GAP;
		receive(message);
		if (burst) {
			this.session.push();
		}
		if ((burst || !this.session.flush()) && this.session.isCongested()) {
			awaitRelief();
		}
		this.lastEnd = System.nanoTime();
	}

	private void receive(InboundMessage message) {
		this.transport.serving(true);
		try {
			this.session.receive(message);
		}
		finally {
			this.transport.serving(false);
		}
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
