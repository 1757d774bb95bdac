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

package io.github.wsstarter.message;

import java.nio.ByteBuffer;

/**
 * A message from a client, complete and within its limit.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface InboundMessage {

	/**
	 * Return the approximate size of the payload.
	 * @return the number of chars or bytes
	 */
	int size();

	/**
	 * A text message.
	 *
	 * @param payload the text
	 */
	record Text(String payload) implements InboundMessage {

		@Override
		public int size() {
			return this.payload.length();
		}

	}

	/**
	 * A binary message.
	 *
	 * @param payload the bytes, owned by the receiver
	 */
	record Binary(ByteBuffer payload) implements InboundMessage {

		@Override
		public int size() {
			return this.payload.remaining();
		}

	}

	/**
	 * A pong, solicited or not.
	 *
	 * @param payload the bytes, at most 125, owned by the receiver
	 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.5.3">RFC 6455,
	 * section 5.5.3</a>
	 */
	record Pong(ByteBuffer payload) implements InboundMessage {

		@Override
		public int size() {
			return this.payload.remaining();
		}

	}

}
