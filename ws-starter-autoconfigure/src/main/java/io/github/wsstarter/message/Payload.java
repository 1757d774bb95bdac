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

import org.springframework.util.Assert;

/**
 * What is published: immutable, encoded, and the same for every session, whatever its
 * wire and subprotocol.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface Payload {

	/**
	 * Text that stands for itself.
	 *
	 * @param value the text
	 */
	record Text(String value) implements Payload {

		public Text {
			Assert.notNull(value, "'value' must not be null");
		}

	}

	/**
	 * An object as the text that a codec made of it, which is JSON unless the application
	 * has another codec.
	 *
	 * @param value the text
	 */
	record Json(String value) implements Payload {

		public Json {
			Assert.hasText(value, "'value' must not be empty");
		}

	}

	/**
	 * Bytes.
	 *
	 * @param value the bytes, which must not be changed afterwards
	 */
	record Binary(ByteBuffer value) implements Payload {

		public Binary {
			Assert.notNull(value, "'value' must not be null");
			value = value.asReadOnlyBuffer();
		}

		/**
		 * Return the read-only bytes with a position of their own.
		 * @return the bytes
		 */
		@Override
		public ByteBuffer value() {
			return this.value.duplicate();
		}

	}

}
