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

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one client, in the order in which they leave. Any operation
 * takes constant time, amortised; what is replaced or dropped is gone at once. Not
 * thread-safe.
 * <p>
 * Those that may be dropped are linked once more among themselves, so that the oldest of
 * them is found whatever waits before it. Those with a key are searched for while few
 * messages wait, and have an index only beyond that, until all have left: a client that
 * keeps up costs none.
 *
 * @author The ws-starter authors
 */
final class WaitingMessages {

	/**
	 * How many messages are rather searched than indexed.
	 */
	private static final int SEARCHED = 8;

	private final OutgoingList list = new OutgoingList();

	private @Nullable Outgoing oldestDroppable;

	private @Nullable Outgoing newestDroppable;

	private @Nullable Map<Object, Outgoing> byKey;

	boolean isEmpty() {
		return this.list.isEmpty();
	}

	/**
	 * Add a message as the last one.
	 * @param outgoing the message; nothing waits under its key
	 * @param droppable whether it may be dropped later
	 */
	void add(Outgoing outgoing, boolean droppable) {
		this.list.add(outgoing);
		if (droppable) {
			if (this.newestDroppable != null) {
				this.newestDroppable.nextDroppable = outgoing;
			}
			else {
				this.oldestDroppable = outgoing;
			}
			this.newestDroppable = outgoing;
		}
		if (this.byKey != null && outgoing.key() != null) {
			this.byKey.put(outgoing.key(), outgoing);
		}
	}

	/**
	 * Take the message that leaves next.
	 * @return the message or {@code null} if none waits
	 */
	@Nullable Outgoing poll() {
		Outgoing first = this.list.first();
		if (first != null) {
			remove(first);
		}
		return first;
	}

	/**
	 * Take the oldest message that may be dropped.
	 * @return the message or {@code null} if there is none
	 */
	@Nullable Outgoing drop() {
		Outgoing oldest = this.oldestDroppable;
		if (oldest != null) {
			remove(oldest);
		}
		return oldest;
	}

	/**
	 * Take the message that waits under the same key as another.
	 * @param newer the other message, which does not wait
	 * @return the message or {@code null} if there is none or the other has no key
	 */
	@Nullable Outgoing supersede(Outgoing newer) {
		Outgoing older = (newer.key() != null) ? find(newer.key()) : null;
		if (older != null) {
			remove(older);
		}
		return older;
	}

	private @Nullable Outgoing find(Object key) {
		if (this.byKey == null) {
			if (this.list.size() <= SEARCHED) {
				return search(key);
			}
			this.byKey = index();
		}
		return this.byKey.get(key);
	}

	private @Nullable Outgoing search(Object key) {
		Outgoing outgoing = this.list.first();
		while (outgoing != null && !key.equals(outgoing.key())) {
			outgoing = outgoing.next;
		}
		return outgoing;
	}

	private Map<Object, Outgoing> index() {
		Map<Object, Outgoing> index = new HashMap<>();
		for (Outgoing outgoing = this.list.first(); outgoing != null; outgoing = outgoing.next) {
			if (outgoing.key() != null) {
				index.put(outgoing.key(), outgoing);
			}
		}
		return index;
	}

	private void remove(Outgoing outgoing) {
		this.list.remove(outgoing);
		if (outgoing == this.oldestDroppable) {
			this.oldestDroppable = outgoing.nextDroppable;
			this.newestDroppable = (this.oldestDroppable != null) ? this.newestDroppable : null;
			outgoing.nextDroppable = null;
		}
		if (this.list.isEmpty()) {
			this.byKey = null;
		}
		else if (this.byKey != null && outgoing.key() != null) {
			this.byKey.remove(outgoing.key());
		}
	}

	/**
	 * Take all messages.
	 * @param target where to put them
	 */
	void drainTo(Collection<Outgoing> target) {
		for (Outgoing outgoing = poll(); outgoing != null; outgoing = poll()) {
			target.add(outgoing);
		}
	}

}
