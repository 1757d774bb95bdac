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

package io.github.wsstarter.protocol;

import java.nio.ByteBuffer;

import org.springframework.util.Assert;

/**
 * What an application says inside a frame.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public sealed interface Data {

	/**
	 * Text, which is a JSON string in a frame.
	 *
	 * @param text the text itself
	 */
	record Text(String text) implements Data {

		public Text {
			Assert.notNull(text, "'text' must not be null");
		}

	}

	/**
	 * Anything in JSON, which goes into a frame as it is.
	 *
	 * @param json valid JSON
	 */
	record Json(String json) implements Data {

		public Json {
			Assert.hasText(json, "'json' must not be empty");
		}

	}

	/**
	 * Bytes, which a frame carries in Base64. Clients do not send them in frames.
	 *
	 * @param bytes the bytes, which must not be changed afterwards
	 */
	record Bytes(ByteBuffer bytes) implements Data {

		public Bytes {
			Assert.notNull(bytes, "'bytes' must not be null");
		}

		/**
		 * Return the bytes with a position of their own.
		 * @return the bytes
		 */
		@Override
		public ByteBuffer bytes() {
			return this.bytes.duplicate();
		}

	}

}
