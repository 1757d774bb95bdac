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

import java.io.StringWriter;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import org.springframework.util.Assert;

import io.github.wsstarter.message.JacksonMessageCodec;
import io.github.wsstarter.message.MessageCodec;
import io.github.wsstarter.message.OutboundMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;
import io.github.wsstarter.topic.SubprotocolEncoder;

/**
 * Reads and writes the JSON frames of {@code ws-starter.v1}. The JSON settings of an
 * application have no influence on frames, only on the payloads in them. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FrameCodec implements SubprotocolEncoder {

	/**
	 * The number of levels of objects and arrays that a frame may have, itself included.
	 */
	static final int MAX_DEPTH = 100;

	/**
	 * The size of a frame is limited before it is parsed. Names of fields are not cached,
	 * because clients choose them.
	 */
	private final JsonFactory factory = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.maxNumberLength(Integer.MAX_VALUE)
			.build())
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private final MessageCodec codec;

	/**
	 * Create a codec for frames.
	 * @param codec the codec of the payloads
	 */
	public FrameCodec(MessageCodec codec) {
		Assert.notNull(codec, "'codec' must not be null");
		this.codec = codec;
	}

	/**
	 * Read a frame. Fields may come in any order. If a field occurs several times the
	 * last one counts. Unknown fields are skipped.
	 * @param text the text, which comes from a client and may be anything
	 * @return the frame
	 * @throws InvalidFrameException if the text is not a frame
	 */
	ClientFrame decode(String text) throws InvalidFrameException {
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), text)) {
			return new FrameReader(text, parser).read();
		}
	}

	OutboundMessage encode(ServerFrame frame) {
		return OutboundMessage.json(json(frame));
	}

	String json(ServerFrame frame) {
		StringWriter json = new StringWriter();
		try (JsonGenerator generator = this.factory.createGenerator(ObjectWriteContext.empty(), json)) {
			generator.writeStartObject();
			frame.write(generator);
			generator.writeEndObject();
		}
		return json.toString();
	}

	@Override
	public OutboundMessage event(String topic, Position position, Payload payload) {
		return encode(new ServerFrame.Event(topic, position, payload(payload), false));
	}

	/**
	 * Write a payload that is not a reply. Bytes are sent without a frame.
	 */
	@Override
	public OutboundMessage message(Payload payload) {
		return (payload instanceof Payload.Binary) ? OutboundMessage.of(payload)
				: encode(new ServerFrame.Message(payload(payload)));
	}

	@Override
	public OutboundMessage unsubscribed(String topic) {
		return encode(new ServerFrame.Unsubscribe(topic));
	}

	/**
	 * Return the payload of a frame for an object. An application's own codec may encode
	 * objects as anything. A result that is not JSON is treated as text, so that it does
	 * not break the frame.
	 * @param object the object, see {@link io.github.wsstarter.WsSession#send}, or a
	 * payload
	 * @return the payload
	 * @throws IllegalArgumentException if the object cannot be encoded
	 */
	Payload payload(Object object) {
		Payload payload = Payload.of(object, this.codec);
		if (payload instanceof Payload.Json json && !(this.codec instanceof JacksonMessageCodec)
				&& !isJson(json.value())) {
			return new Payload.Text(json.value());
		}
		return payload;
	}

	boolean isJson(String text) {
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), text)) {
			if (parser.nextToken() == null) {
				return false;
			}
			parser.skipChildren();
			parser.finishToken();
			return parser.nextToken() == null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
