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

import jakarta.websocket.Session;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.memory.MemoryCounter;
import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.message.SizeLimit;
import io.github.wsstarter.session.TransportSession;

/**
 * Passes complete messages to a session and decides when replies are written.
 * <p>
 * The container does not tell where a burst of messages ends. A reply to a single message
 * is written at once, on the current thread. Replies to messages that follow each other
 * closely are written by another thread, in one write as far as possible, because a write
 * for each reply would be most of the cost. Nothing more is read from a client that does
 * not read its replies.
 * <p>
 * The container keeps buffers of the size of a part for each connection. Parts are
 * therefore small until a large message arrives, and small again after the next small
 * message.
 * <p>
 * The fields {@code lastEnd} and {@code largeParts} are used by one thread at a time, the
 * one that reads.
 *
 * @author The ws-starter authors
 */
final class ContainerInbound {

	/**
	 * The maximum time between two messages of a burst, in nanoseconds. The container has
	 * to unmask and decode the second message, but does not have to wait for it.
	 */
	private static final long BURST_GAP = 5_000;

	/**
	 * The size of small parts, in chars or bytes.
	 */
	private static final int SMALL = 512;

	private static final int LARGE = 8192;

	private final Session connection;

	private final TransportSession session;

	private final ContainerTransport transport;

	private final ContainerThreads threads;

	private final MemoryCounter memory;

	private long lastEnd = System.nanoTime();

	private boolean largeParts;

	ContainerInbound(Session connection, TransportSession session, ContainerTransport transport,
			ContainerThreads threads) {
		this.connection = connection;
		this.session = session;
		this.transport = transport;
		this.threads = threads;
		this.memory = new MemoryCounter(session.memory());
		setPartSize(SMALL);
	}

	private void setPartSize(int size) {
		this.connection.setMaxTextMessageBufferSize(size);
		this.connection.setMaxBinaryMessageBufferSize(size);
	}

	void onMessage(InboundMessage message, int size) {
		boolean large = size > SMALL;
		if (large != this.largeParts) {
			this.largeParts = large;
			setPartSize((large) ? LARGE : SMALL);
		}
		onMessage(message);
	}

	void onMessage(InboundMessage message) {
		this.memory.set(0);
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
		this.transport.setServing(true);
		try {
			if (this.session.hasRoom(message)) {
				this.session.receive(message);
			}
			else {
				awaitRoom(message);
			}
		}
		finally {
			this.transport.setServing(false);
		}
	}

	private void awaitRoom(InboundMessage message) {
		if (!this.threads.tryWaitForReply()) {
			this.session.refuseMoreMessages();
			return;
		}
		try {
			this.session.receive(message);
		}
		finally {
			this.threads.endWaitForReply();
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

	void onPart(int held) {
		this.memory.set(held);
		this.session.receivePart();
	}

	void refuseTooBig(String kind, int limit) {
		SizeLimit exceeded = new SizeLimit(kind, limit);
		this.session.refuse(CloseStatus.TOO_BIG_TO_PROCESS, exceeded.violation(), exceeded.property());
	}

}
