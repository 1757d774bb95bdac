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

package io.github.wsstarter.memory;

/**
 * The memory of one session, except for the messages in its outbound queue. All of it is
 * released when the session ends; what is added or subtracted later is ignored.
 *
 * @author The ws-starter authors
 */
public final class SessionMemory implements MemoryAccount {

	private final MemoryAccount all;

	private final int idleSize;

	/**
	 * Guarded by this object's monitor, like {@code state}.
	 */
	private long held;

	private State state = State.NEW;

	/**
	 * Create an account.
	 * @param all the account of all sessions
	 * @param idleSize what a session holds from its start to its end, in bytes
	 */
	public SessionMemory(MemoryAccount all, int idleSize) {
		this.all = all;
		this.idleSize = idleSize;
	}

	/**
	 * Called when the session has started, unless it has ended.
	 */
	public synchronized void open() {
		if (this.state == State.NEW) {
			this.state = State.OPEN;
			this.all.add(this.idleSize);
		}
	}

	@Override
	public synchronized void add(long bytes) {
		if (this.state != State.CLOSED) {
			this.held += bytes;
			this.all.add(bytes);
		}
	}

	/**
	 * Return what the session holds beyond what an idle session holds.
	 * @return the number of bytes
	 */
	public synchronized long held() {
		return this.held;
	}

	/**
	 * Release everything. Has no effect the second time.
	 */
	public synchronized void close() {
		this.all.add(-this.held - ((this.state == State.OPEN) ? this.idleSize : 0));
		this.held = 0;
		this.state = State.CLOSED;
	}

	private enum State {

		NEW, OPEN, CLOSED

	}

}
