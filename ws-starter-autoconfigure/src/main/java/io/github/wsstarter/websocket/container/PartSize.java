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

package io.github.wsstarter.websocket.container;

import jakarta.websocket.Session;

/**
 * Adapts the size of the parts in which the container passes on a message. The container
 * keeps buffers of that size for each connection, so parts are small until a large
 * message arrives, and small again after the next small message.
 *
 * @author The ws-starter authors
 */
final class PartSize {

	private static final int SMALL = 512;

	private static final int LARGE = 8192;

	private final Session connection;

	private boolean large;

	PartSize(Session connection) {
		this.connection = connection;
		apply(SMALL);
	}

	/**
	 * Adapt the size of parts to a message.
	 * @param size the size of the message, in chars or bytes
	 */
	void adapt(int size) {
		boolean large = size > SMALL;
		if (large != this.large) {
			this.large = large;
			apply((large) ? LARGE : SMALL);
		}
	}

	private void apply(int size) {
		this.connection.setMaxTextMessageBufferSize(size);
		this.connection.setMaxBinaryMessageBufferSize(size);
	}

}
