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

package io.github.wsstarter.benchmarks.load;

import io.netty.buffer.ByteBuf;

import io.github.wsstarter.benchmarks.control.WorkloadException;

/**
 * A stream of server-sent events.
 *
 * @author The ws-starter authors
 */
class EventStreamConnection extends AbstractEventConnection {

	private static final int STATUS_LENGTH = "HTTP/1.1 200".length();

	/**
	 * The text that a server publishes to all streams, and does not send otherwise.
	 */
	private static final byte PUBLISHED = '~';

	private final StringBuilder status = new StringBuilder();

	private final Runnable opened;

	private final Runnable reached;

	private boolean wasReached;

	/**
	 * Create a stream.
	 * @param path the stream's path
	 * @param load the load generator
	 * @param opened called when the stream is open
	 * @param reached called when the published text has arrived
	 */
	EventStreamConnection(String path, Load load, Runnable opened, Runnable reached) {
		super(path, load);
		this.opened = opened;
		this.reached = reached;
	}

	@Override
	void read(ByteBuf in) {
		if (this.status.length() < STATUS_LENGTH) {
			readStatus(in);
		}
		if (!this.wasReached && in.bytesBefore(PUBLISHED) >= 0) {
			this.wasReached = true;
			this.reached.run();
		}
	}

	private void readStatus(ByteBuf in) {
		while (in.isReadable() && this.status.length() < STATUS_LENGTH) {
			this.status.append((char) in.readByte());
		}
		if (this.status.length() == STATUS_LENGTH) {
			if (!this.status.toString().equals("HTTP/1.1 200")) {
				throw new WorkloadException("the server refused a stream with " + this.status);
			}
			this.opened.run();
		}
	}

}
