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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryCounter;

/**
 * The messages that wait for one client, in the order in which they leave. Every
 * operation takes constant amortised time. A message that is superseded or dropped is
 * released at once. Not thread-safe.
 * <p>
 * The messages that may be dropped are linked to each other as well, so that the oldest
 * one is found whatever waits before it. A message is searched for by its key while few
 * messages wait; an index exists only beyond that, until all messages have left. A
 * {@code LinkedHashMap} would need an entry for each message, also for a client that
 * keeps up, and no shorter code: dropping needs an order of its own.
 *
 * @author The ws-starter authors
 */
final class WaitingMessages {

	/**
	 * The maximum number of messages that are searched without an index.
	 */
	private static final int SEARCHED = 8;

	private final MemoryCounter memory;

	private final OutgoingList list;

	private @Nullable Outgoing oldestDroppable;

	private @Nullable Outgoing newestDroppable;

	private @Nullable Map<Object, Outgoing> byKey;

	WaitingMessages(MemoryCounter memory) {
		this.memory = memory;
		this.list = new OutgoingList(memory);
	}

	boolean isEmpty() {
		return this.list.isEmpty();
	}

	long bytes() {
		return this.list.bytes();
	}

	long memory() {
		return this.list.memory();
	}

	/**
	 * Add a message as the last one.
	 * @param outgoing the message; no message with its key is waiting
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

	@Nullable Outgoing poll() {
		Outgoing first = this.list.first();
		if (first != null) {
			remove(first);
		}
		return first;
	}

	/**
	 * Remove the message that another one supersedes, and if that does not make enough
	 * room, the oldest messages that may be dropped.
	 * @param newer the other message, which is not waiting
	 * @param drop whether messages may be dropped for the other message
	 * @param limit how many bytes may wait, including the other message
	 * @return the removed messages that have a stage
	 */
	List<Outgoing> makeRoom(Outgoing newer, boolean drop, long limit) {
		List<Outgoing> removed = List.of();
		Outgoing victim = supersede(newer);
		while (victim != null || (drop && bytes() + newer.size() > limit)) {
			victim = (victim != null) ? victim : this.oldestDroppable;
			if (victim == null) {
				return removed;
			}
			remove(victim);
			this.memory.add(-victim.release());
			if (victim.isConfirmed()) {
				removed = (!removed.isEmpty()) ? removed : new ArrayList<>();
				removed.add(victim);
			}
			victim = null;
		}
		return removed;
	}

	private @Nullable Outgoing supersede(Outgoing newer) {
		return (newer.key() != null) ? find(newer.key()) : null;
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

	List<Outgoing> clear() {
		this.oldestDroppable = null;
		this.newestDroppable = null;
		this.byKey = null;
		return this.list.clear();
	}

}
