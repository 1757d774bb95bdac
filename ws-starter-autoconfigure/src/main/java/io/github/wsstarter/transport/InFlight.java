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

import java.util.List;

import io.github.wsstarter.memory.MemoryCounter;

/**
 * What is being written to one client: messages that were queued, and replies that were
 * appended instead. Not thread-safe.
 *
 * @author The ws-starter authors
 */
final class InFlight {

	private final MemoryCounter memory;

	private final OutgoingList messages;

	private int appended;

	InFlight(MemoryCounter memory) {
		this.memory = memory;
		this.messages = new OutgoingList(memory);
	}

	void add(Outgoing outgoing) {
		this.messages.add(outgoing);
	}

	void append(int size) {
		this.appended += size;
		this.memory.add(size);
	}

	long bytes() {
		return this.messages.bytes() + this.appended;
	}

	/**
	 * Return the memory, roughly, as if no other queue held the messages.
	 * @return the number of bytes
	 */
	long memory() {
		return this.messages.memory() + this.appended;
	}

	/**
	 * Remove everything, and release its memory.
	 * @return the removed messages that have a stage, in order
	 */
	List<Outgoing> clear() {
		this.memory.add(-this.appended);
		this.appended = 0;
		return this.messages.clear();
	}

}
