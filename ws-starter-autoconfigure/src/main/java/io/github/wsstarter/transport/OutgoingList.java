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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.memory.MemoryCounter;

/**
 * A doubly linked list whose nodes are the messages themselves. An empty list takes no
 * memory, and any message is removed in constant time. A message is in one list at a
 * time. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class OutgoingList {

	private final MemoryCounter memory;

	private @Nullable Outgoing first;

	private @Nullable Outgoing last;

	private int size;

	private long bytes;

	OutgoingList(MemoryCounter memory) {
		this.memory = memory;
	}

	int size() {
		return this.size;
	}

	long bytes() {
		return this.bytes;
	}

	/**
	 * Return the memory of the messages, roughly, as if no other queue held them.
	 * @return the number of bytes
	 */
	long memory() {
		return this.bytes + (long) this.size * Outgoing.OVERHEAD;
	}

	boolean isEmpty() {
		return this.first == null;
	}

	@Nullable Outgoing first() {
		return this.first;
	}

	void add(Outgoing outgoing) {
		Outgoing last = this.last;
		outgoing.previous = last;
		if (last != null) {
			last.next = outgoing;
		}
		else {
			this.first = outgoing;
		}
		this.last = outgoing;
		this.size++;
		this.bytes += outgoing.size();
	}

	void remove(Outgoing outgoing) {
		Outgoing previous = outgoing.previous;
		Outgoing next = outgoing.next;
		if (previous != null) {
			previous.next = next;
		}
		else {
			this.first = next;
		}
		if (next != null) {
			next.previous = previous;
		}
		else {
			this.last = previous;
		}
		outgoing.previous = null;
		outgoing.next = null;
		this.size--;
		this.bytes -= outgoing.size();
	}

	@Nullable Outgoing poll() {
		Outgoing first = this.first;
		if (first != null) {
			remove(first);
		}
		return first;
	}

	/**
	 * Remove all messages, and release their memory.
	 * @return the removed messages that have a stage, in order
	 */
	List<Outgoing> clear() {
		List<Outgoing> confirmed = List.of();
		int released = 0;
		for (Outgoing outgoing = poll(); outgoing != null; outgoing = poll()) {
			released += outgoing.release();
			if (outgoing.isConfirmed()) {
				confirmed = (!confirmed.isEmpty()) ? confirmed : new ArrayList<>();
				confirmed.add(outgoing);
			}
		}
		this.memory.add(-released);
		return confirmed;
	}

}
