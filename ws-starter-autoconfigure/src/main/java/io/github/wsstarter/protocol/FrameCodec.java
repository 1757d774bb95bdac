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

/**
 * Reads and writes frames. What an application configures for its own JSON has no
 * influence on them. Thread-safe.
 *
 * @author The ws-starter authors
 * @since 0.1.0
 */
public final class FrameCodec {

	/**
	 * How many levels of objects and arrays a frame may have, itself included.
	 */
	static final int MAX_DEPTH = 100;

	/**
	 * The size of a frame is limited before it gets here. Names are not kept, as clients
	 * choose them.
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

	/**
	 * Read a frame. Fields may come in any order; of a field that comes several times the
	 * last counts, and unknown ones are skipped.
	 * @param text what the client sent, which may be anything
	 * @return the frame
	 * @throws InvalidFrameException if it is none
	 */
	public ClientFrame decode(String text) throws InvalidFrameException {
		Assert.notNull(text, "'text' must not be null");
		try (JsonParser parser = this.factory.createParser(ObjectReadContext.empty(), text)) {
			return new FrameReader(text, parser).read();
		}
	}

	/**
	 * Write a frame.
	 * @param frame the frame
	 * @return its JSON
	 */
	public String encode(ServerFrame frame) {
		Assert.notNull(frame, "'frame' must not be null");
		StringWriter json = new StringWriter();
		try (JsonGenerator generator = this.factory.createGenerator(ObjectWriteContext.empty(), json)) {
			new FrameWriter(generator).write(frame);
		}
		return json.toString();
	}

	/**
	 * Check that a text from elsewhere can stand in a frame.
	 * @param text the text
	 * @return whether the text is one JSON value
	 */
	public boolean isJson(String text) {
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
