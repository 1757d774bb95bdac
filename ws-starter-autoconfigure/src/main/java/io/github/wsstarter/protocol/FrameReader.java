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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;

import org.springframework.util.StringUtils;

import io.github.wsstarter.message.ErrorMessage;
import io.github.wsstarter.message.Payload;
import io.github.wsstarter.message.Position;

/**
 * Reads one JSON frame.
 *
 * @author The ws-starter authors
 */
class FrameReader {

	private static final long MAX_INTEGER = (1L << 53) - 1;

	private static final int MAX_INTEGER_LENGTH = Long.toString(MAX_INTEGER).length();

	private static final String INTEGER = "an integer from 0 to " + MAX_INTEGER;

	private final String text;

	private final JsonParser parser;

	private @Nullable String type;

	private @Nullable Long id;

	private @Nullable String topic;

	private @Nullable Payload data;

	private @Nullable Position since;

	private boolean sinceInvalid;

	FrameReader(String text, JsonParser parser) {
		this.text = text;
		this.parser = parser;
	}

	ClientFrame read() {
		try {
			readFields();
		}
		catch (StreamConstraintsException ex) {
			throw invalid("JSON is nested deeper than " + FrameCodec.MAX_DEPTH + " levels", ex);
		}
		catch (JacksonException ex) {
			throw malformed(ex.getLocation(), ex);
		}
		return frame();
	}

	private void readFields() {
		if (this.parser.nextToken() != JsonToken.START_OBJECT) {
			this.parser.finishToken();
			throw invalid("A frame is a JSON object", null);
		}
		for (String name = this.parser.nextName(); name != null; name = this.parser.nextName()) {
			this.parser.nextToken();
			switch (name) {
				case "type" -> {
					this.type = readString();
				}
				case "id" -> {
					this.id = readInteger();
				}
				case "topic" -> {
					this.topic = readString();
				}
				case "since" -> readSince();
				case "data" -> {
					this.data = readData();
				}
				default -> this.parser.skipChildren();
			}
		}
		if (this.parser.nextToken() != null) {
			throw malformed(this.parser.currentTokenLocation(), null);
		}
	}

	private @Nullable String readString() {
		if (this.parser.currentToken() == JsonToken.VALUE_STRING) {
			return this.parser.getString();
		}
		this.parser.skipChildren();
		return null;
	}

	private @Nullable Long readInteger() {
		// A longer number is not converted, because it may be as long as a frame
		if (this.parser.currentToken() == JsonToken.VALUE_NUMBER_INT
				&& this.parser.getStringLength() <= MAX_INTEGER_LENGTH) {
			long value = this.parser.getLongValue();
			return (value >= 0 && value <= MAX_INTEGER) ? value : null;
		}
		this.parser.skipChildren();
		return null;
	}

	/**
	 * Read a position. A blank epoch is valid in a frame, but cannot be one of the
	 * server's epochs, so that it is like no position.
	 */
	private void readSince() {
		this.since = null;
		this.sinceInvalid = false;
		if (this.parser.currentToken() == JsonToken.VALUE_NULL) {
			return;
		}
		if (this.parser.currentToken() != JsonToken.START_OBJECT) {
			this.parser.skipChildren();
			this.sinceInvalid = true;
			return;
		}
		String epoch = null;
		Long offset = null;
		for (String name = this.parser.nextName(); name != null; name = this.parser.nextName()) {
			this.parser.nextToken();
			switch (name) {
				case "epoch" -> {
					epoch = readString();
				}
				case "offset" -> {
					offset = readInteger();
				}
				default -> this.parser.skipChildren();
			}
		}
		this.sinceInvalid = epoch == null || offset == null;
		this.since = (StringUtils.hasText(epoch) && offset != null) ? new Position(epoch, offset) : null;
	}

	private Payload readData() {
		if (this.parser.currentToken() == JsonToken.VALUE_STRING) {
			return new Payload.Text(this.parser.getString());
		}
		if (this.parser.currentToken().isScalarValue()) {
			return new Payload.Json(this.parser.getString());
		}
		int start = (int) this.parser.currentTokenLocation().getCharOffset();
		this.parser.skipChildren();
		return new Payload.Json(this.text.substring(start, (int) this.parser.currentLocation().getCharOffset()));
	}

	private ClientFrame frame() {
		String type = required(this.type, "'type' must be a string");
		return switch (type) {
			case "message" -> new ClientFrame.Message(data());
			case "request" -> new ClientFrame.Request(id(), data());
			case "subscribe" -> new ClientFrame.Subscribe(id(), topic(), since());
			case "unsubscribe" -> new ClientFrame.Unsubscribe(id(), topic());
			case "publish" -> new ClientFrame.Publish(id(), topic(), data());
			case "ping" -> new ClientFrame.Ping();
			default -> throw new InvalidFrameException(this.id, ErrorCode.UNKNOWN_TYPE,
					"There is no frame of type '%s'".formatted(ErrorMessage.abbreviate(type)), null);
		};
	}

	private long id() {
		return required(this.id, "'id' must be " + INTEGER);
	}

	private String topic() {
		return required(this.topic, "'topic' must be a string");
	}

	private Payload data() {
		return required(this.data, "'data' is missing");
	}

	private @Nullable Position since() {
		if (this.sinceInvalid) {
			throw invalid("'since' must be an object with an 'epoch', which is a string, and an 'offset', which is "
					+ INTEGER, null);
		}
		return this.since;
	}

	private <T> T required(@Nullable T value, String message) {
		if (value == null) {
			throw invalid(message, null);
		}
		return value;
	}

	private InvalidFrameException malformed(@Nullable TokenStreamLocation location, @Nullable JacksonException cause) {
		return invalid((location != null)
				? "Malformed JSON at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr())
				: "Malformed JSON", cause);
	}

	private InvalidFrameException invalid(String message, @Nullable Throwable cause) {
		return new InvalidFrameException(this.id, ErrorCode.INVALID_FRAME, message, cause);
	}

}
