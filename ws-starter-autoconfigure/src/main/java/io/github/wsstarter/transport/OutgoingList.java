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

import org.jspecify.annotations.Nullable;

/**
 * Messages in order, linked through themselves: a list that is empty holds no memory, and
 * any message leaves it at the same small cost. A message is in one list at a time. Not
 * thread-safe.
 *
 * @author The ws-starter authors
 */
final class OutgoingList {

	private @Nullable Outgoing first;

	private @Nullable Outgoing last;

	private int size;

	int size() {
		return this.size;
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
	}

	@Nullable Outgoing poll() {
		Outgoing first = this.first;
		if (first != null) {
			remove(first);
		}
		return first;
	}

	void drainTo(Collection<Outgoing> target) {
		for (Outgoing outgoing = poll(); outgoing != null; outgoing = poll()) {
			target.add(outgoing);
		}
	}

}
