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

import org.jspecify.annotations.Nullable;

import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.InboundMessage;
import io.github.wsstarter.session.TransportSession;
import io.github.wsstarter.websocket.frame.FrameListener;

/**
 * Passes what one client sent to its session, in turns: each handles what has come in by
 * then, and lets all replies leave in one write.
 * <p>
 * An I/O thread brings messages in. Those of a non-blocking endpoint it handles itself,
 * as long as none waits; the others wait for a turn on a thread of the connector. While
 * the client does not take its replies, it gets no turn.
 *
 * @author The ws-starter authors
 */
final class DirectInbound implements FrameListener {

	/**
	 * How many messages one turn handles at most, so that other clients get theirs.
	 */
	private static final int MAX_TURN = 256;

	/**
	 * For how long replies wait for others, in nanoseconds, unless a handler keeps them.
	 */
	private static final long MOMENT = 500_000;

	private static final int MAX_WAITING = 1024;

	private static final int MAX_WAITING_SIZE = 65_536;

	private final TransportSession session;

	private final Events events;

	private final boolean inline;

	/**
	 * What came in since the last turn was asked for; belongs to the I/O thread.
	 */
	private InboundMessages burst = new InboundMessages();

	/**
	 * Whether replies wait for the end of the burst; belongs to the I/O thread.
	 */
	private boolean unflushed;

	/**
	 * What waits for a turn. As all below guarded by this object's monitor.
	 */
	private InboundMessages waiting = new InboundMessages();

	private @Nullable Runnable end;

	private boolean ending;

	/**
	 * Whether the client will take no more replies.
	 */
	private boolean lost;

	/**
	 * Whether a turn was asked for and has not ended.
	 */
	private boolean scheduled;

	/**
	 * Whether the client has to take replies first.
	 */
	private boolean congested;

	DirectInbound(TransportSession session, boolean inline, Events events) {
		this.session = session;
		this.inline = inline;
		this.events = events;
	}

	@Override
	public void text(String text) {
		if (isHandledHere()) {
			this.events.handling(true);
			try {
				this.session.receive(text);
			}
			finally {
				handled();
			}
		}
		else {
			this.burst.add(text);
		}
	}

	@Override
	public void binary(ByteBuffer bytes) {
		message(new InboundMessage.Binary(bytes));
	}

	@Override
	public void pong(ByteBuffer payload) {
		message(new InboundMessage.Pong(payload));
	}

	@Override
	public void ping(ByteBuffer payload) {
		this.events.ping(payload);
	}

	@Override
	public void close(CloseStatus status) {
		this.events.close(status);
	}

	private void message(InboundMessage message) {
		if (isHandledHere()) {
			this.events.handling(true);
			try {
				this.session.receive(message);
			}
			finally {
				handled();
			}
		}
		else {
			this.burst.add(message);
		}
	}

	private boolean isHandledHere() {
		return this.inline && this.burst.isEmpty() && isFree() && this.session.isReady();
	}

	private void handled() {
		this.events.handling(false);
		this.unflushed = true;
		flushIfCongested();
	}

	private synchronized boolean isFree() {
		return !this.scheduled && !this.congested && this.waiting.isEmpty();
	}

	/**
	 * There is nothing more to read for now.
	 */
	void burstEnded() {
		if (this.unflushed) {
			this.unflushed = false;
			this.session.flush();
			flushIfCongested();
		}
		if (!this.burst.isEmpty() && addBurst()) {
			this.events.schedule();
		}
	}

	private synchronized boolean addBurst() {
		if (this.waiting.isEmpty()) {
			InboundMessages empty = this.waiting;
			this.waiting = this.burst;
			this.burst = empty;
		}
		else {
			this.waiting.takeAll(this.burst);
		}
		return needsTurn();
	}

	private boolean needsTurn() {
		if (this.scheduled || this.congested || (this.waiting.isEmpty() && this.end == null)) {
			return false;
		}
		this.scheduled = true;
		return true;
	}

	/**
	 * Let nothing more in, and do something when all before is handled: at once, if
	 * nothing waits and no thread of the connector is needed for it. The second time it
	 * only matters whether the connection is lost.
	 * @param lost whether the client will take no more replies, so that there is no use
	 * in waiting for that
	 * @param end what to do
	 */
	void end(boolean lost, Runnable end) {
		burstEnded();
		boolean here = false;
		boolean schedule;
		synchronized (this) {
			if (lost) {
				this.lost = true;
				this.congested = false;
			}
			if (!this.ending) {
				this.ending = true;
				here = isFree() && this.session.endsSilently();
				this.end = (here) ? null : end;
			}
			schedule = needsTurn();
		}
		if (here) {
			end.run();
		}
		else if (schedule) {
			this.events.schedule();
		}
	}

	/**
	 * Return whether nothing more should be read for now.
	 * @return whether too much waits
	 */
	synchronized boolean isFull() {
		return this.congested || this.waiting.size() > MAX_WAITING_SIZE || this.waiting.count() > MAX_WAITING;
	}

	/**
	 * Handle what waits.
	 */
	void turn() {
		long flushed = System.nanoTime();
		Object next = poll();
		for (int i = 1; next != null; i++) {
			InboundMessages.deliver(next, this.session);
			if (System.nanoTime() - flushed > MOMENT) {
				this.session.flush();
				flushed = System.nanoTime();
			}
			next = (i < MAX_TURN && !flushIfCongested()) ? poll() : null;
		}
		this.session.flush();
		flushIfCongested();
		turnEnded();
	}

	private synchronized @Nullable Object poll() {
		return this.waiting.poll();
	}

	private void turnEnded() {
		Runnable end = null;
		boolean again;
		synchronized (this) {
			this.scheduled = false;
			if (this.waiting.isEmpty() && this.end != null) {
				end = this.end;
				this.end = null;
			}
			again = needsTurn();
		}
		if (again) {
			this.events.schedule();
		}
		if (end != null) {
			end.run();
		}
		else if (!isFull()) {
			this.events.notFull();
		}
	}

	/**
	 * Write the replies if there are many, and wait for the client to take them if it
	 * does not do so at once.
	 * @return whether the client has to take replies first
	 */
	private boolean flushIfCongested() {
		if (!this.session.isCongested()) {
			return false;
		}
		this.session.flush();
		synchronized (this) {
			this.congested = !this.lost;
		}
		relieve();
		synchronized (this) {
			return this.congested;
		}
	}

	/**
	 * The client may have taken replies.
	 */
	void relieve() {
		boolean schedule;
		synchronized (this) {
			if (!this.congested || this.session.isCongested()) {
				return;
			}
			this.congested = false;
			schedule = needsTurn();
		}
		if (schedule) {
			this.events.schedule();
		}
		this.events.notFull();
	}

	/**
	 * Told what comes in beside messages, and what is to be done about those.
	 */
	interface Events {

		/**
		 * A ping came.
		 * @param payload its payload
		 */
		void ping(ByteBuffer payload);

		/**
		 * A close frame came.
		 * @param status the status in it
		 */
		void close(CloseStatus status);

		/**
		 * A handler is called on the I/O thread or has returned.
		 * @param handling whether it is called
		 */
		void handling(boolean handling);

		/**
		 * {@link DirectInbound#turn()} is to be called on another thread.
		 */
		void schedule();

		/**
		 * More may be read.
		 */
		void notFull();

	}

}
