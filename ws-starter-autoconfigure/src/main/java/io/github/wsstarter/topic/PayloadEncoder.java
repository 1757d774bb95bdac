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

package io.github.wsstarter.topic;

import java.nio.ByteBuffer;

import org.springframework.util.Assert;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.Payload;

/**
 * Encodes what an application sends, once for all sessions.
 *
 * @param codec encodes objects
 * @author The ws-starter authors
 */
public record PayloadEncoder(MessageCodec codec) {

	/**
	 * Encode what an application sends.
	 * @param payload the payload, see {@link io.github.wsstarter.WsSession#send}
	 * @return the encoded payload
	 * @throws IllegalArgumentException if the payload cannot be encoded
	 */
	public Payload encode(Object payload) {
		Assert.notNull(payload, "'payload' must not be null");
		if (payload instanceof CharSequence text) {
			return new Payload.Text(text.toString());
		}
		if (payload instanceof byte[] bytes) {
			return new Payload.Binary(ByteBuffer.wrap(bytes));
		}
		if (payload instanceof ByteBuffer bytes) {
			return new Payload.Binary(bytes);
		}
		return new Payload.Json(this.codec.encode(payload));
	}

}
