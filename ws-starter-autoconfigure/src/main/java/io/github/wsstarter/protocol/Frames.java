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

import org.jspecify.annotations.Nullable;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.topic.PayloadEncoder;

/**
 * Makes frames of what an application sends, and the other way round. Thread-safe.
 *
 * @author The ws-starter authors
 */
final class Frames {

	private final FrameCodec frameCodec = new FrameCodec();

	private final MessageCodec codec;

	private final PayloadEncoder payloads;

	/**
	 * Create a new instance.
	 * @param codec encodes objects
	 */
	Frames(MessageCodec codec) {
		this.codec = codec;
		this.payloads = new PayloadEncoder(codec);
	}

	ClientFrame decode(String text) throws InvalidFrameException {
		return this.frameCodec.decode(text);
	}

	/**
	 * Return a message that answers nothing. Bytes are not framed.
	 * @param data what is in it
	 * @return the message
	 */
	OutboundMessage message(Data data) {
		return (data instanceof Data.Bytes bytes) ? OutboundMessage.binary(bytes.bytes())
				: encode(new ServerFrame.Message(data));
	}

	OutboundMessage encode(ServerFrame frame) {
		return OutboundMessage.text(this.frameCodec.encode(frame));
	}

	/**
	 * Return what is in a frame that carries a payload.
	 * @param payload the payload, see {@link io.github.wsstarter.WsSession#send}
	 * @return what is in the frame
	 * @throws IllegalArgumentException if the payload cannot be encoded
	 */
	Data data(Object payload) {
		return data(this.payloads.encode(payload));
	}

	/**
	 * Return what is in a frame that carries an encoded object. An application's own
	 * codec may encode objects as anything: what is no JSON is taken as text, so that it
	 * does not break the frame.
	 * @param encoded the encoded object
	 * @return what is in the frame
	 */
	Data json(String encoded) {
		return (this.codec instanceof JacksonMessageCodec || this.frameCodec.isJson(encoded)) ? new Data.Json(encoded)
				: new Data.Text(encoded);
	}

	/**
	 * Return what is in a frame that carries something published.
	 * @param payload the payload
	 * @return what is in the frame
	 */
	Data data(Payload payload) {
		if (payload instanceof Payload.Binary binary) {
			return new Data.Bytes(binary.value());
		}
		return (payload instanceof Payload.Json json) ? json(json.value())
				: new Data.Text(((Payload.Text) payload).value());
	}

	/**
	 * Return what a client publishes.
	 * @param data what is in its frame
	 * @return the payload
	 */
	static Payload payload(Data data) {
		if (data instanceof Data.Bytes bytes) {
			return new Payload.Binary(bytes.bytes());
		}
		return (data instanceof Data.Json json) ? new Payload.Json(json.json())
				: new Payload.Text(((Data.Text) data).text());
	}

	ServerFrame.Error error(@Nullable Long id, ErrorMessage error) {
		return new ServerFrame.Error(id, error.code(), error.message(), false);
	}

}
