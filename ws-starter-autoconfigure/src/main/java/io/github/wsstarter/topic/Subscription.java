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

import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Position;

/**
 * The subscription of one session to a topic, or to the messages of its user.
 * <p>
 * Events come from the one thread that runs the partition. Other threads open a
 * subscription that holds events back, or end it. This object's monitor guards the state,
 * so that nothing is queued between the messages of an opening, and nothing after the
 * end. While the monitor is held, messages are queued but never written. The end of the
 * session does not change the state, because a closed session queues nothing.
 *
 * @author The ws-starter authors
 */
final class Subscription extends Subscriber {

	private final EventOutlet outlet;

	private final String name;

	private final boolean byClient;

	/**
	 * Guarded by the lock of the audience's entry in {@link Audiences}.
	 */
	private @Nullable Partition partition;

	private State state;

	/**
	 * The events that are held back, in state {@code HELD}.
	 */
	private @Nullable HeldEvents held;

	/**
	 * The position of the last event of the opening, until an event after it comes.
	 */
	private @Nullable Position openedAt;

	/**
	 * The message that reports the end to the client, if it ended in state {@code HELD}.
	 */
	private @Nullable OutboundMessage farewell;

	private Subscription(EventOutlet outlet, String name, boolean byClient, State state) {
		this.outlet = outlet;
		this.name = name;
		this.byClient = byClient;
		this.state = state;
		this.held = (state == State.HELD) ? outlet.createHeld() : null;
	}

	static Subscription live(EventOutlet outlet, String name) {
		return new Subscription(outlet, name, false, State.LIVE);
	}

	static Subscription held(EventOutlet outlet, String name, boolean byClient) {
		return new Subscription(outlet, name, byClient, State.HELD);
	}

	EventOutlet outlet() {
		return this.outlet;
	}

	String name() {
		return this.name;
	}

	boolean isByClient() {
		return this.byClient;
	}

	void join(Audience audience) {
		this.partition = audience.add(this);
	}

	void leave() {
		Partition partition = this.partition;
		Assert.state(partition != null, "Not part of an audience");
		partition.leave(this);
	}

	@Override
	void deliver(List<Event> events) {
		synchronized (this) {
			if (this.state == State.ENDED || !takeNew(events) || this.state == State.HELD) {
				return;
			}
		}
		this.outlet.push();
	}

	@Override
	void take(Event event) {
		if (this.held != null) {
			hold(this.held, event);
		}
		else if (isDue(event)) {
			this.outlet.enqueue(event);
		}
	}

	private void hold(HeldEvents held, Event event) {
		if (this.outlet.accepts(event)) {
			held.add(event);
		}
	}

	private boolean isDue(Event event) {
		// The opening contains the events up to a position
		if (this.openedAt != null && event.position() != null) {
			if (!isAfter(event, this.openedAt)) {
				return false;
			}
			this.openedAt = null;
		}
		return true;
	}

	synchronized boolean isHeld() {
		return this.state == State.HELD;
	}

	/**
	 * Start again to hold events back if held events were lost.
	 * @return whether events were lost
	 */
	synchronized boolean holdAgain() {
		boolean lost = this.held != null && this.held.isLost();
		if (lost) {
			this.held = this.outlet.createHeld();
		}
		return lost;
	}

	/**
	 * Queue the messages of the opening, the missed events and the held events, and hold
	 * back no further events.
	 * @param opening creates the messages that are queued first
	 * @param missed the events that are queued next
	 * @param position the position of the last missed event; held events after it follow
	 * @return the result. Held events are lost, too, if all together do not fit into the
	 * queue
	 * @throws IllegalArgumentException if a message of the opening is larger than what
	 * may be queued. Nothing is queued then
	 */
	Opened open(Supplier<List<OutboundMessage>> opening, List<Event> missed, Position position) {
		synchronized (this) {
			HeldEvents held = this.held;
			if (held == null) {
				return Opened.ENDED;
			}
			if (held.isLost()) {
				return Opened.LOST;
			}
			List<OutboundMessage> first = opening.get();
			first.forEach(this.outlet::requireRoom);
			List<Event> following = held.events().stream().filter((event) -> isAfter(event, position)).toList();
			if (!this.outlet.fits(first, missed, following)) {
				held.lose();
				return Opened.LOST;
			}
			first.forEach(this.outlet::enqueue);
			missed.forEach(this.outlet::enqueue);
			this.state = State.LIVE;
			this.held = null;
			this.openedAt = position;
			following.forEach(this::take);
		}
		this.outlet.push();
		return Opened.OPEN;
	}

	private static boolean isAfter(Event event, Position position) {
		Position own = event.position();
		return own == null || !position.covers(own);
	}

	/**
	 * End this subscription. Nothing is queued afterwards by any thread.
	 */
	synchronized void end() {
		this.state = State.ENDED;
		this.held = null;
	}

	/**
	 * End this subscription and report that to the client: at once, or after the opening
	 * if the client does not know the subscription yet.
	 * @param farewell the message that reports the end
	 */
	void end(OutboundMessage farewell) {
		synchronized (this) {
			boolean known = this.state != State.HELD;
			end();
			if (!known) {
				this.farewell = farewell;
				return;
			}
			this.outlet.enqueue(farewell);
		}
		this.outlet.push();
	}

	/**
	 * Return whether this subscription or its session has ended.
	 * @return whether nothing is queued any more
	 */
	synchronized boolean isEnded() {
		return this.state == State.ENDED || !this.outlet.isOpen();
	}

	synchronized @Nullable OutboundMessage farewell() {
		return this.farewell;
	}

	@Override
	public String toString() {
		return "'%s' of %s".formatted(this.name, this.outlet.session());
	}

	/**
	 * Events are held back until the client knows the subscription, queued as they come,
	 * or ignored.
	 */
	private enum State {

		HELD, LIVE, ENDED

	}

	/**
	 * The result of an opening. Nothing is queued if held events were lost, or if the
	 * subscription has ended.
	 */
	enum Opened {

		OPEN, LOST, ENDED

	}

}
