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

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.socket.CloseStatus;

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Overflow;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.session.TransportSession;

/**
 * One subscriber in an audience: what gets published messages into a session's queue.
 * <p>
 * Messages come from the one thread that runs the partition; the opening of a
 * subscription that holds messages back, and its end, come from others. This object's
 * monitor keeps them apart, so that nothing gets between the messages of an opening and
 * nothing comes after the end. While it is held messages are queued, but never written.
 * The end of the session needs no monitor, as its queue takes nothing more. The index is
 * the partition's business and guarded by its monitor.
 *
 * @author The ws-starter authors
 */
final class Subscription {

	private static final int HELD_PART = 4;

	private static final int MISSED_PART = 2;

	private final TransportSession session;

	private final String name;

	private final boolean byClient;

	private volatile @Nullable Partition partition;

	private int index;

	private volatile boolean ended;

	/**
	 * The number of the last message that this subscriber has got, or was not meant to
	 * get.
	 */
	private long delivered;

	private @Nullable Position after;

	private @Nullable HeldEvents held;

	private @Nullable OutboundMessage farewell;

	private Subscription(TransportSession session, String name, boolean byClient, boolean hold) {
		this.session = session;
		this.name = name;
		this.byClient = byClient;
		this.held = (hold) ? createHeld() : null;
	}

	private HeldEvents createHeld() {
		return new HeldEvents(this.session.options().sendLimit() / HELD_PART);
	}

	static Subscription live(TransportSession session, String name) {
		return new Subscription(session, name, false, false);
	}

	static Subscription held(TransportSession session, String name, boolean byClient) {
		return new Subscription(session, name, byClient, true);
	}

	TransportSession session() {
		return this.session;
	}

	boolean isByClient() {
		return this.byClient;
	}

	/**
	 * Become part of an audience: messages are meant for this subscriber from now on.
	 * @param audience the audience
	 */
	synchronized void join(Audience audience) {
		this.partition = audience.add(this);
		this.delivered = audience.sequence();
	}

	void leave() {
		Partition partition = this.partition;
		Assert.state(partition != null, "Not part of an audience");
		partition.remove(this);
	}

	int index() {
		return this.index;
	}

	void setIndex(int index) {
		this.index = index;
	}

	/**
	 * Get to the session what it has not got yet, and have it written in one go.
	 * @param events messages in order
	 */
	void deliver(List<Event> events) {
		synchronized (this) {
			if (this.ended || !deliverNew(events) || this.held != null) {
				return;
			}
		}
		this.session.push();
	}

	private boolean deliverNew(List<Event> events) {
		boolean delivered = false;
		for (Event event : events) {
			if (event.sequence() > this.delivered) {
				this.delivered = event.sequence();
				deliver(event);
				delivered = true;
			}
		}
		return delivered;
	}

	private void deliver(Event event) {
		if (this.held != null) {
			this.held.add(event);
		}
		else {
			enqueue(event);
		}
	}

	private void enqueue(Event event) {
		Position position = event.position();
		if (this.after != null && position != null) {
			if (this.after.covers(position)) {
				return;
			}
			this.after = null;
		}
		OutboundMessage message = encode(event);
		if (message == null) {
			return;
		}
		if (message.size() <= this.session.options().sendLimit()) {
			this.session.enqueue(message, event.overflow(), event.key());
		}
		else if (!isGapAllowed(event.overflow())) {
			this.session.refuse(CloseStatus.TOO_BIG_TO_PROCESS.withReason("A message is too large"),
					"A published message is larger than what may be queued", "buffer.send");
		}
	}

	private @Nullable OutboundMessage encode(Event event) {
		return (this.session.subprotocol() != null) ? event.framed() : event.plain();
	}

	/**
	 * Return whether messages that were missed can be queued at once, with room for what
	 * comes before and after them.
	 * @param missed the messages
	 * @return whether they fit
	 */
	boolean fits(List<Event> missed) {
		long size = 0;
		for (Event event : missed) {
			OutboundMessage message = encode(event);
			size += (message != null) ? message.size() : 0;
		}
		return size <= this.session.options().sendLimit() / MISSED_PART;
	}

	/**
	 * Return whether a subscriber may go without a message.
	 * @param overflow the overflow policy of the topic
	 * @return whether messages are dropped rather than the session closed
	 */
	boolean isGapAllowed(@Nullable Overflow overflow) {
		Overflow policy = (overflow != null) ? overflow : this.session.options().overflow();
		return policy == Overflow.DROP_OLDEST || policy == Overflow.DROP_NEWEST;
	}

	synchronized boolean isHeld() {
		return this.held != null;
	}

	/**
	 * Hold messages back anew if some were lost.
	 * @return whether some were
	 */
	synchronized boolean holdAnew() {
		boolean lost = this.held != null && this.held.isLost();
		if (lost) {
			this.held = createHeld();
		}
		return lost;
	}

	/**
	 * Hold messages back no longer.
	 * @param opening makes what is queued first
	 * @param missed what is queued next
	 * @param position where that ends; what was held back follows from there on
	 * @return what became of it
	 */
	Opened open(Supplier<List<OutboundMessage>> opening, List<Event> missed, Position position) {
		synchronized (this) {
			HeldEvents held = this.held;
			if (this.ended || held == null) {
				return Opened.ENDED;
			}
			if (held.isLost()) {
				return Opened.LOST;
			}
			opening.get().forEach((message) -> this.session.enqueue(message, null, null));
			missed.forEach(this::enqueue);
			this.after = position;
			this.held = null;
			held.events().forEach(this::enqueue);
		}
		this.session.push();
		return Opened.OPEN;
	}

	/**
	 * Queue nothing more, whatever thread is about it.
	 */
	synchronized void end() {
		this.ended = true;
	}

	/**
	 * Queue nothing more but what tells the client so: at once, or if the client does not
	 * know of the subscription yet, when it does.
	 * @param farewell tells the client
	 */
	void end(OutboundMessage farewell) {
		synchronized (this) {
			this.ended = true;
			if (this.held != null) {
				this.farewell = farewell;
				return;
			}
			this.session.enqueue(farewell, null, null);
		}
		this.session.push();
	}

	/**
	 * The session has ended, so that nothing can be queued.
	 */
	void abandon() {
		this.ended = true;
	}

	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Return what tells the client of the end.
	 * @return the message, or {@code null} if there is nothing to tell
	 */
	synchronized @Nullable OutboundMessage farewell() {
		return this.farewell;
	}

	@Override
	public String toString() {
		return "'%s' of %s".formatted(this.name, this.session);
	}

	/**
	 * What became of an opening.
	 */
	enum Opened {

		/**
		 * It was queued.
		 */
		OPEN,

		/**
		 * Nothing was queued, as messages were lost.
		 */
		LOST,

		/**
		 * Nothing was queued, as the subscription has ended.
		 */
		ENDED

	}

}
