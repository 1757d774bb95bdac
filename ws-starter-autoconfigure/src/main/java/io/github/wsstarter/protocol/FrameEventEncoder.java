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

import org.springframework.util.Assert;

import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.topic.SubprotocolEncoder;

/**
 * Encodes published messages as JSON frames of {@code ws-starter.v1}.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FrameEventEncoder implements SubprotocolEncoder {

	private final FrameCodec frames;

	/**
	 * Create an encoder.
	 * @param codec the codec of the payloads
	 */
	public FrameEventEncoder(MessageCodec codec) {
		Assert.notNull(codec, "'codec' must not be null");
		this.frames = new FrameCodec(codec);
	}

	@Override
	public OutboundMessage event(String topic, Position position, Payload payload) {
		return this.frames.encode(new ServerFrame.Event(topic, position, this.frames.payload(payload), false));
	}

	@Override
	public OutboundMessage message(Payload payload) {
		return this.frames.message(this.frames.payload(payload));
	}

	@Override
	public OutboundMessage unsubscribed(String topic) {
		return this.frames.encode(new ServerFrame.Unsubscribe(topic));
	}

}
