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
 * Sets how large the parts are in which the container hands over a message. It keeps
 * buffers of that size for each connection, so they are small until a large message
 * arrives, and again once small ones do.
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
	 * A message is complete.
	 * @param size its size, in chars or bytes
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
